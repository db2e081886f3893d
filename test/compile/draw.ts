// Draws display lists on the host, with the simulator's graphics: what a card looks like before there is a board.

import type { CompiledCards } from "../../host/compile/cards.ts";
import { HostError } from "../../host/error.ts";
import type { Frame, Hardware } from "../../host/simulator/board.ts";
import { createGraphics, type Graphics } from "../../host/simulator/graphics.ts";
import { createBitSurface, createPanelSurface } from "../../host/simulator/surface.ts";
import {
  CLAUSE_END,
  CLAUSE_JOINER,
  CLAUSE_PREFIX,
  OP_BACK,
  OP_CLEAR,
  OP_COLOUR,
  OP_END,
  OP_FILL,
  OP_FONT,
  OP_IF,
  OP_IMAGE,
  OP_REASON,
  OP_TEXT,
  OP_VALUE,
  REASON_KINDS,
  TEST_ABOVE,
  TEST_EQUAL,
} from "../../shared/cards/list.ts";

/** What the board would know and say. */
export interface Moment {
  /** Index of the language. */
  readonly language: number;
  /** The offer whose reason is drawn; undefined = none. */
  readonly offer?: number;
  /** REASON_ kinds, at most two. */
  readonly reasons?: readonly number[];
  /** By VALUE_ constant; 0 where absent. */
  readonly values?: Readonly<Record<number, number>>;
}

/**
 * Draws lists over each other, as a board draws a card and then its controls.
 * @param before what was drawn until then: the lists are then drawn over it in place, and clear nothing, as a board
 *   does where only numbers tick
 * @throws HostError `preview-list` for bytes that are no display list
 */
export function drawLists(
  compiled: CompiledCards,
  hardware: Hardware,
  lists: readonly Uint8Array[],
  moment: Moment,
  before?: Moment,
): Frame {
  const { width, height, bitsPerPixel } = hardware.panel;
  const pixels = new Uint16Array(width * height);
  const bits = new Uint8Array(Math.ceil((width * height) / 8));
  const surface =
    bitsPerPixel === 16
      ? createPanelSurface(width, height, pixels)
      : createBitSurface(width, height, bits, false, true);
  const graphics = createGraphics(surface, () => {});
  const inPlace: Graphics = { ...graphics, clear: () => {} };
  if (before !== undefined) for (const list of lists) drawList(compiled, graphics, list, before);
  for (const list of lists) drawList(compiled, before === undefined ? graphics : inPlace, list, moment);
  if (bitsPerPixel === 1)
    pixels.forEach((_, i) => {
      pixels[i] = (bits[i >> 3] >> (7 - (i & 7))) & 1;
    });
  return { width, height, bitsPerPixel, pixels, isOn: true, light: 255 };
}

function drawList(compiled: CompiledCards, graphics: Graphics, list: Uint8Array, moment: Moment): void {
  const view = new DataView(list.buffer, list.byteOffset, list.byteLength);
  const u16 = (at: number): number => view.getUint16(at, true);
  const i16 = (at: number): number => view.getInt16(at, true);
  const tell = (value: number): number => moment.values?.[value] ?? 0;
  let fontHeight = 0;
  let at = 0;
  while (list[at] !== OP_END) {
    const op = list[at];
    if (op === OP_COLOUR) {
      graphics.setColor(u16(at + 1));
      at += 3;
    } else if (op === OP_BACK) {
      graphics.setBgColor(u16(at + 1));
      at += 3;
    } else if (op === OP_CLEAR) {
      graphics.clear(false);
      at += 1;
    } else if (op === OP_FILL) {
      const x = i16(at + 1);
      const y = i16(at + 3);
      graphics.fillRect(x, y, x + u16(at + 5) - 1, y + u16(at + 7) - 1);
      at += 9;
    } else if (op === OP_FONT) {
      fontHeight = setFont(compiled, graphics, list[at + 1]);
      at += 2;
    } else if (op === OP_TEXT) {
      const length = list[at + 5];
      graphics.drawString(toText(list.subarray(at + 6, at + 6 + length)), i16(at + 1), i16(at + 3));
      at += 6 + length;
    } else if (op === OP_IMAGE) {
      const length = u16(at + 5);
      graphics.drawImage(toText(list.subarray(at + 7, at + 7 + length)), i16(at + 1), i16(at + 3));
      at += 7 + length;
    } else if (op === OP_VALUE) {
      graphics.drawString(String(tell(list[at + 5])), i16(at + 1), i16(at + 3));
      at += 6;
    } else if (op === OP_IF) {
      const value = tell(list[at + 1]);
      const operand = list[at + 3];
      const test = list[at + 2];
      const holds =
        test === TEST_EQUAL ? value === operand : test === TEST_ABOVE ? value > operand : value !== operand;
      at += 6 + (holds ? 0 : u16(at + 4));
    } else if (op === OP_REASON) {
      const place = { x: i16(at + 1), y: i16(at + 3), right: u16(at + 5), isSeparate: list[at + 7] !== 0 };
      drawReason(compiled, graphics, moment, place, fontHeight);
      at += 8;
    } else
      throw new HostError("preview-list", "These bytes are not a display list.", "Build the shop again.");
  }
}

function setFont(compiled: CompiledCards, graphics: Graphics, number: number): number {
  const font = compiled.fonts[number];
  if (font === undefined)
    throw new HostError("preview-list", `There is no font ${number}.`, "Build the shop again.");
  const format = font.height | (font.bitsPerPixel << 16);
  graphics.setFontCustom(toText(font.bitmap), font.firstCode, toText(font.widths), format);
  return font.height;
}

function drawReason(
  compiled: CompiledCards,
  graphics: Graphics,
  moment: Moment,
  place: { x: number; y: number; right: number; isSeparate: boolean },
  fontHeight: number,
): void {
  const { offer, language } = moment;
  const shared = (which: number): number => language * 3 + which;
  const clauses = (moment.reasons ?? [])
    .map((kind) => compiled.reasons[(offer ?? 0) * REASON_KINDS + kind])
    .filter((clause) => clause !== 0xffff)
    .map((clause) => clause + language);
  // A clause that is both of the reasons is said once.
  const found = [...new Set(clauses)];
  if (offer === undefined || found.length === 0) return;
  const draw = (clause: number, x: number, y: number): void =>
    graphics.drawString(toText(compiled.clauses[clause].bytes), x, y);
  if (place.isSeparate) {
    let y = place.y;
    for (const clause of [shared(CLAUSE_PREFIX), ...found]) {
      const next = y + compiled.clauses[clause].lines * fontHeight;
      // Only a second clause may be left out; here `right` is the lower edge.
      if (clause === found[1] && next > place.right) break;
      draw(clause, place.x, y);
      y = next;
    }
    return;
  }
  const sentence = (clauses: readonly number[]): readonly number[] => [
    shared(CLAUSE_PREFIX),
    ...clauses.flatMap((clause, i) => (i === 0 ? [clause] : [shared(CLAUSE_JOINER), clause])),
    shared(CLAUSE_END),
  ];
  const widthOf = (clauses: readonly number[]): number =>
    clauses.reduce((sum, clause) => sum + compiled.clauses[clause].width, 0);
  const both = sentence(found);
  let x = place.x;
  for (const clause of x + widthOf(both) <= place.right ? both : sentence(found.slice(0, 1))) {
    draw(clause, x, place.y);
    x += compiled.clauses[clause].width;
  }
}

function toText(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
