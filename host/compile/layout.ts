// Cards and screens of one board: what `deploy` puts into its flash for the board to draw.

import type { Board, Offer, Shop } from "../shop/model.ts";
import type { Hardware } from "../simulator/board.ts";
import type { CompiledCards, Font, Region } from "./cards.ts";
import { assignCodes, buildFont } from "./fonts.ts";
import { chooseForm } from "./form.ts";
import { locatePart } from "./locate.ts";
import type { LabelMark } from "./mark.ts";
import type { Palette } from "./palette.ts";
import { createPen, type Pen } from "./pen.ts";
import { compileReasons, encodeClause, markShared, type ReasonRoom } from "./reasons.ts";
import type { Screen } from "./screen.ts";
import type { Setting } from "./setting.ts";
import { createType, note, type Sheet, type Subject } from "./sheet.ts";
import { findWords } from "./texts.ts";
import { createTypeface, type Typeface, type TypefaceSize } from "./typeface.ts";

/** Letters are at least this high at the reading distance: 16 minutes of arc. */
const LETTER_RADIANS = (16 / 60) * (Math.PI / 180);
/** A title is read from the board's distance, the rest from half of it, and no nearer than an arm's length. */
const NEAREST_METRES = 0.5;

/**
 * Least height of a capital that is read from a distance, pixels.
 * @param metres reading distance
 */
export function capitalPx(metres: number, pixelsPerMm: number): number {
  return Math.round(metres * 1000 * Math.tan(LETTER_RADIANS) * pixelsPerMm);
}

/**
 * Lays out all cards, screens and reasons of a board.
 * @param offers this board's offers; their index is the offer's number
 * @param mark what the board shows of its label; nothing where it is left out
 * @returns lists, fonts and clauses, and the findings; the same bytes for the same shop on every machine. A card in a
 *   language that its offer has no title in is empty: the board never shows it.
 */
export function compileCards(
  shop: Shop,
  board: Board,
  offers: readonly Offer[],
  hardware: Hardware,
  mark?: LabelMark,
): CompiledCards {
  return compileWith(shop, board, offers, hardware, chooseForm(hardware).palette, mark);
}

/** As compileCards, in colours of one's own. */
export function compileWith(
  shop: Shop,
  board: Board,
  offers: readonly Offer[],
  hardware: Hardware,
  palette: Palette,
  mark?: LabelMark,
): CompiledCards {
  const form = chooseForm(hardware);
  const sheet = createSheet(hardware, board.readAtMetres, palette, form.sizes);
  checkDistance(sheet, board, hardware.panel.pixelsPerMm, form.nearer);
  checkLanguages(sheet, shop, board);
  const canAsk = board.sensors.includes("touch") || board.sensors.includes("button");
  const question = canAsk ? shop.question : undefined;
  const nameOffer = (offer: Offer, language: string): Subject => ({
    place: offer.place,
    name: `card "${offer.id}" in ${language} on board "${board.id}"`,
    find: (what, letter) => locatePart(offer, language, what, letter),
  });
  const cards = offers.flatMap((offer) =>
    shop.languages.map((language) => {
      const pen = createPen(sheet, nameOffer(offer, language));
      if (Object.hasOwn(offer.title, language)) form.drawOffer(pen, shop, offer, language);
      return pen;
    }),
  );
  const screens = shop.languages.map((language): readonly Screen[] => {
    const setting: Setting = { sheet, shop, board, language, question, mark };
    return form.drawScreens(setting);
  });
  const room = form.findRoom(sheet);
  markShared(shop, room);
  const { clauses, reasons } = compileReasons(shop, offers, sheet, room, nameOffer);
  return {
    ...encodeAll(sheet, board, cards, screens),
    clauses: encodeClauses(sheet, room, clauses),
    reasons,
    screensPerLanguage: screens[0]?.length ?? 0,
    findings: sheet.findings,
  };
}

function createSheet(
  hardware: Hardware,
  readAtMetres: number,
  palette: Palette,
  sizes: readonly TypefaceSize[],
): Sheet {
  const { width, height, bitsPerPixel, pixelsPerMm } = hardware.panel;
  const types = sizes.map((size, i) => createType(i, openTypeface(size)));
  return {
    width,
    height,
    bitsPerPixel,
    pixelsPerMm,
    readAtMetres,
    palette,
    title: types[0],
    // Not the text's, but where there is no other.
    titles: types.filter(
      ({ typeface }, i) =>
        i === 0 || (i < types.length - 1 && typeface.capHeight >= capitalPx(readAtMetres, pixelsPerMm)),
    ),
    text: types[types.length - 1],
    types,
    findings: [],
  };
}

const typefaces = new Map<TypefaceSize, Typeface>();

/** The typeface of a size; the second time it is the same one, with the glyphs it has drawn. */
function openTypeface(size: TypefaceSize): Typeface {
  const typeface = typefaces.get(size) ?? createTypeface(size);
  typefaces.set(size, typeface);
  return typeface;
}

/** Notes a board that is read from farther away than its letters allow. */
function checkDistance(sheet: Sheet, board: Board, pixelsPerMm: number, nearer: string): void {
  const far = capitalPx(board.readAtMetres, pixelsPerMm);
  const near = capitalPx(Math.max(board.readAtMetres / 2, NEAREST_METRES), pixelsPerMm);
  if (far <= sheet.title.typeface.capHeight && near <= sheet.text.typeface.capHeight) return;
  note(sheet, {
    code: "card-small-letters",
    severity: "error",
    message: `Letters of board "${board.id}" are too small to be read from ${board.readAtMetres} m.`,
    hint: nearer,
    place: board.place,
  });
}

function checkLanguages(sheet: Sheet, shop: Shop, board: Board): void {
  for (const language of shop.languages) {
    if (findWords(language) !== undefined) continue;
    note(sheet, {
      code: "card-no-words",
      severity: "warning",
      message: `The board's own words are not translated into "${language}"; they will be English.`,
      hint: "Add the language in host/compile/words, or leave it out of the shop.",
      place: board.place,
    });
  }
}

function encodeAll(
  sheet: Sheet,
  board: Board,
  cards: readonly Pen[],
  screens: readonly (readonly Screen[])[],
): Pick<CompiledCards, "fonts" | "cards" | "screens" | "regions"> {
  const codes = codesOf(sheet);
  const fonts: Font[] = [];
  const ascents: number[] = [];
  for (const type of sheet.types) {
    const built = buildFont(type.typeface, type.used, codes);
    fonts.push(built.font);
    ascents.push(built.ascent);
  }
  if (codes.left.length > 0)
    note(sheet, {
      code: "card-missing-glyph",
      severity: "error",
      message: `Board "${board.id}" uses more different letters than fit: "${codes.left.join("")}" are left over.`,
      hint: "Use fewer languages on this board, or fewer special signs.",
      place: board.place,
    });
  const all = screens.flat();
  return {
    fonts,
    cards: cards.map((pen) => pen.encode(codes, ascents)),
    screens: all.map((screen) => screen.pen.encode(codes, ascents)),
    regions: all.map((screen): readonly Region[] => screen.regions),
  };
}

function codesOf(sheet: Sheet): ReturnType<typeof assignCodes> {
  return assignCodes(sheet.types.flatMap((type) => [...type.used]));
}

function encodeClauses(sheet: Sheet, room: ReasonRoom, clauses: readonly string[]): CompiledCards["clauses"] {
  const codes = codesOf(sheet);
  return clauses.map((text) => encodeClause(room.type, text, codes));
}
