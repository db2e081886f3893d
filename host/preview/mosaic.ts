// The contact sheet as one picture: for a glance, for print, for a message.
import { createTypeface, sizeOutlines, type Typeface } from "../compile/typeface.ts";
import type { Frame } from "../simulator/board.ts";
import { nameLanguage, nameTime } from "./caption.ts";
import { colourOf, encodePng } from "./png.ts";
import type { SheetBoard, SheetCard } from "./sheet.ts";

type Colour = readonly [number, number, number];

const PAPER: Colour = [248, 244, 236];
const INK: Colour = [42, 37, 32];
const QUIET: Colour = [107, 98, 88];
const ACCENT: Colour = [140, 58, 28];
const LINE: Colour = [217, 207, 191];
const MARGIN = 40;
const GAP = 16;
/** Between offers beside each other, and below each other. */
const TILE_GAP = 36;
/** So wide is the sheet, unless one offer in all its languages is wider. */
const WIDTH = 1440;
/** A picture is enlarged by whole numbers up to about this width. */
const PICTURE_WIDTH = 320;

/** Something that is drawn once the size of the whole is known. */
type Stroke = (canvas: Canvas) => void;

interface Canvas {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue of each pixel, row by row. */
  readonly rgb: Uint8Array;
}

interface Pens {
  readonly title: Typeface;
  readonly name: Typeface;
  readonly text: Typeface;
}

/** What stands on the sheet beside and below each other: its size and how it is drawn at a place. */
interface Tile {
  readonly width: number;
  readonly height: number;
  draw(x: number, y: number): Stroke[];
}

/** The picture as the bytes of a PNG file. */
export function drawMosaic(shop: string, boards: readonly SheetBoard[]): Uint8Array {
  const pens: Pens = {
    title: createTypeface(sizeOutlines("literata-600", 19, 34)),
    name: createTypeface(sizeOutlines("atkinson-hyperlegible-400", 11, 20)),
    text: createTypeface(sizeOutlines("atkinson-hyperlegible-400", 9, 17)),
  };
  const tiles = boards.map(({ offers }) => offers.map((offer) => makeTile(offer, pens)));
  const sheetWidth = Math.max(WIDTH, ...tiles.flat().map(({ width }) => width + 2 * MARGIN));
  const strokes: Stroke[] = [];
  const put = (text: string, type: Typeface, colour: Colour, x: number, y: number) =>
    void strokes.push((canvas) => drawText(canvas, text, type, colour, x, y));
  let y = MARGIN + pens.title.capHeight;
  put(shop, pens.title, INK, MARGIN, y);
  y += 12;
  for (const [i, { board, findings }] of boards.entries()) {
    y += 44;
    put(`${board.id}, ${board.kind}, read from ${board.readAtMetres} m`, pens.name, INK, MARGIN, y);
    y += 12;
    const ruleY = y;
    strokes.push((canvas) => fill(canvas, MARGIN, ruleY, canvas.width - 2 * MARGIN, 1, LINE));
    y += 20;
    for (const line of findings.flatMap(({ message }) => wrap(message, pens.text, sheetWidth - 2 * MARGIN))) {
      put(line, pens.text, ACCENT, MARGIN, y + pens.text.capHeight);
      y += pens.text.pitch;
    }
    for (const row of layRows(tiles[i], sheetWidth)) {
      let x = MARGIN;
      for (const tile of row) {
        strokes.push(...tile.draw(x, y));
        x += tile.width + TILE_GAP;
      }
      y += Math.max(...row.map(({ height }) => height)) + TILE_GAP;
    }
  }
  const height = y + MARGIN;
  const canvas: Canvas = { width: sheetWidth, height, rgb: new Uint8Array(sheetWidth * height * 3) };
  fill(canvas, 0, 0, canvas.width, canvas.height, PAPER);
  for (const stroke of strokes) stroke(canvas);
  return encodePng(canvas.width, canvas.height, canvas.rgb);
}

function layRows(tiles: readonly Tile[], sheetWidth: number): Tile[][] {
  const rows: Tile[][] = [];
  let end = Number.POSITIVE_INFINITY;
  for (const tile of tiles) {
    if (end + TILE_GAP + tile.width > sheetWidth - MARGIN) {
      rows.push([]);
      end = MARGIN - TILE_GAP;
    }
    rows[rows.length - 1].push(tile);
    end += TILE_GAP + tile.width;
  }
  return rows;
}

/** One offer: its languages side by side, below them its name, when each came up, and what there is to say. */
function makeTile({ id, cards, findings }: SheetBoard["offers"][number], pens: Pens): Tile {
  const { name, text } = pens;
  const boxes = cards.map((card) => ({ card, scale: scaleOf(card.frame) }));
  const widths = boxes.map(({ card, scale }) => card.frame.width * scale);
  const width = widths.reduce((sum, one) => sum + one + GAP, -GAP);
  const pictures = Math.max(0, ...boxes.map(({ card, scale }) => card.frame.height * scale));
  const said = [...findings, ...cards.flatMap((card) => card.findings)];
  const lines = said.flatMap(({ message }) => wrap(message, text, Math.max(width, PICTURE_WIDTH)));
  const nameY = pictures + 9 + name.capHeight;
  const captionY = nameY + text.pitch + 1;
  return {
    width: Math.max(width, PICTURE_WIDTH),
    height: captionY + lines.length * text.pitch + 4,
    draw(x, y) {
      const strokes: Stroke[] = [];
      boxes.forEach(({ card, scale }, i) => {
        const left = x + widths.slice(0, i).reduce((sum, one) => sum + one + GAP, 0);
        strokes.push((canvas) => drawFrame(canvas, card.frame, scale, left, y));
        strokes.push((canvas) => drawText(canvas, nameCard(card), text, QUIET, left, y + captionY));
      });
      strokes.push((canvas) => drawText(canvas, id, name, INK, x, y + nameY));
      lines.forEach((line, i) => {
        strokes.push((canvas) =>
          drawText(canvas, line, text, ACCENT, x, y + captionY + (i + 1) * text.pitch),
        );
      });
      return strokes;
    },
  };
}

function nameCard({ language, at }: SheetCard): string {
  return `${nameLanguage(language)}, ${nameTime(at)}`;
}

function scaleOf({ width }: Frame): number {
  return Math.max(1, Math.floor(PICTURE_WIDTH / width));
}

/** Lines of a text, none wider than so many pixels but for a single long word. */
function wrap(text: string, type: Typeface, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const longer = lines.length === 0 ? word : `${lines[lines.length - 1]} ${word}`;
    if (lines.length > 0 && measure(longer, type) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function measure(text: string, type: Typeface): number {
  let width = 0;
  for (const char of text) width += (type.glyph(char) ?? type.glyph("?"))?.advance ?? 0;
  return width;
}

/** @param y of the baseline */
function drawText(canvas: Canvas, text: string, type: Typeface, colour: Colour, x: number, y: number): void {
  const most = 2 ** type.bitsPerPixel - 1;
  let pen = x;
  let previous = "";
  for (const char of text) {
    const glyph = type.glyph(char) ?? type.glyph("?");
    if (previous !== "") pen += type.kern(previous, char);
    previous = char;
    if (glyph === undefined) continue;
    for (let row = glyph.ascent - 1; row >= -glyph.descent; row--)
      for (let column = 0; column < glyph.width; column++)
        blend(canvas, pen - glyph.left + column, y - 1 - row, colour, glyph.level(column, row) / most);
    pen += glyph.advance;
  }
}

function drawFrame(canvas: Canvas, frame: Frame, scale: number, x: number, y: number): void {
  for (let row = 0; row < frame.height; row++)
    for (let column = 0; column < frame.width; column++) {
      const [red, green, blue] = colourOf(frame.pixels[row * frame.width + column], frame);
      fill(canvas, x + column * scale, y + row * scale, scale, scale, [red, green, blue]);
    }
}

function fill(canvas: Canvas, x: number, y: number, width: number, height: number, colour: Colour): void {
  for (let row = y; row < y + height; row++)
    for (let at = row * canvas.width + x; at < row * canvas.width + x + width; at++)
      canvas.rgb.set(colour, at * 3);
}

function blend(canvas: Canvas, x: number, y: number, colour: Colour, share: number): void {
  if (share === 0 || x < 0 || y < 0 || x >= canvas.width || y >= canvas.height) return;
  const at = (y * canvas.width + x) * 3;
  for (let i = 0; i < 3; i++)
    canvas.rgb[at + i] = Math.round(canvas.rgb[at + i] * (1 - share) + colour[i] * share);
}
