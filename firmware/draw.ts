// Draws display lists. The host laid everything out; here is only a walk over bytes.
import {
  CLAUSE_END,
  CLAUSE_JOINER,
  CLAUSE_PREFIX,
  OP_BACK,
  OP_CLEAR,
  OP_COLOUR,
  OP_FILL,
  OP_FONT,
  OP_IF,
  OP_IMAGE,
  OP_REASON,
  OP_TEXT,
  OP_VALUE,
  REASON_KINDS,
  SCREEN_CONTROLS,
  SCREEN_NEUTRAL,
  SCREEN_TAPPED,
  TEST_ABOVE,
  TEST_EQUAL,
} from "../shared/cards/list.ts";
import {
  SECTION_CARD_INDEX,
  SECTION_CLAUSE_INDEX,
  SECTION_FONTS,
  SECTION_REASONS,
  SECTION_SCREEN_INDEX,
  sectionOffset,
} from "../shared/offers/deployment.ts";
import { NEUTRAL } from "../shared/offers/situation.ts";
import { NO_REASON } from "../shared/offers/tier.ts";
import { SENSOR_TOUCH } from "../shared/presence/calibration.ts";
import { type App, isTappedHeld } from "./app.ts";
import { hasPaper, hasTft, hasTouch } from "./boards/current.ts";
import { FLASH_BEFORE, FLASH_DUE, FLASH_NEVER, FLASH_NOW } from "./drivers/flash.ts";
import type { Canvas } from "./ports/display.ts";
import { tellValue } from "./tell.ts";
import { CALM_MS, CARD } from "./timing.ts";

function readI16(u8: Uint8Array, at: number): number {
  return ((u8[at] | (u8[at + 1] << 8)) << 16) >> 16;
}

function setFont(app: App, canvas: Canvas, font: number): number {
  const content = app.content;
  const d = content.d;
  const at = sectionOffset(d.u32, SECTION_FONTS) + font * 16;
  const height = d.u8[at + 1];
  const widths = d.u32[(at >> 2) + 1];
  const bitmap = d.u32[(at >> 2) + 2];
  canvas.setFontCustom(
    content.fonts.substr(bitmap, d.u32[(at >> 2) + 3]),
    d.u8[at + 2],
    content.fonts.substr(widths, d.u8[at + 3]),
    height | (d.u8[at] << 16),
  );
  return height;
}

/** Draws a clause at x, y; gives the x after it. Its bytes: u16 width, u8 lines, u8 length, codes. */
function drawClause(app: App, canvas: Canvas, clause: number, x: number, y: number): number {
  const d = app.content.d;
  const at = d.u32[(sectionOffset(d.u32, SECTION_CLAUSE_INDEX) >> 2) + clause];
  canvas.drawString(app.content.text.substr(at + 4, d.u8[at + 3]), x, y);
  return x + (d.u8[at] | (d.u8[at + 1] << 8));
}

/** Number of the clause for one of the reasons, in the language that is shown; -1 = none. */
function findClause(app: App, kind: number): number {
  if (kind === NO_REASON) return -1;
  const d = app.content.d;
  const at = (sectionOffset(d.u32, SECTION_REASONS) >> 1) + app.turn.offer * REASON_KINDS + kind;
  const clause = d.u16[at];
  return clause === 0xffff ? -1 : clause + app.turn.s.language;
}

/** Pixels or lines of a clause. */
function measureClause(app: App, clause: number, isLines: boolean): number {
  const d = app.content.d;
  const at = d.u32[(sectionOffset(d.u32, SECTION_CLAUSE_INDEX) >> 2) + clause];
  return isLines ? d.u8[at + 2] : d.u8[at] | (d.u8[at + 1] << 8);
}

/** @param right right edge; with separate clauses the lower edge: a second clause that would pass it is left out */
function drawReason(
  app: App,
  canvas: Canvas,
  left: number,
  top: number,
  right: number,
  isSeparate: boolean,
  height: number,
): void {
  const shared = app.turn.s.language * 3;
  const first = findClause(app, app.turn.first);
  let second = findClause(app, app.turn.second);
  if (first < 0) return;
  if (second === first) second = -1;
  let x = drawClause(app, canvas, shared + CLAUSE_PREFIX, left, top);
  let y = top;
  if (isSeparate) {
    y += measureClause(app, shared + CLAUSE_PREFIX, true) * height;
    drawClause(app, canvas, first, left, y);
    y += measureClause(app, first, true) * height;
    if (second >= 0 && y + measureClause(app, second, true) * height <= right)
      drawClause(app, canvas, second, left, y);
    return;
  }
  if (second >= 0) {
    const end =
      x +
      measureClause(app, first, false) +
      measureClause(app, shared + CLAUSE_JOINER, false) +
      measureClause(app, second, false) +
      measureClause(app, shared + CLAUSE_END, false);
    if (end > right) second = -1;
  }
  x = drawClause(app, canvas, first, x, y);
  if (second >= 0) {
    x = drawClause(app, canvas, shared + CLAUSE_JOINER, x, y);
    x = drawClause(app, canvas, second, x, y);
  }
  drawClause(app, canvas, shared + CLAUSE_END, x, y);
}

function holdsTest(value: number, test: number, operand: number): boolean {
  if (test === TEST_EQUAL) return value === operand;
  return test === TEST_ABOVE ? value > operand : value !== operand;
}

/** Draws the list at a byte offset of the deployment. Ends at OP_END, at an unknown opcode, or at the file's end. */
function drawList(app: App, canvas: Canvas, list: number): void {
  const content = app.content;
  const u8 = content.d.u8;
  const end = u8.length;
  let at = list;
  let height = 0;
  while (at < end) {
    const op = u8[at];
    const x = readI16(u8, at + 1);
    const y = hasTft ? readI16(u8, at + 3) - app.panel.top! : readI16(u8, at + 3);
    const third = readI16(u8, at + 5);
    if (op === OP_TEXT) {
      const length = u8[at + 5];
      canvas.drawString(content.text.substr(at + 6, length), x, y);
      at += 6 + length;
    } else if (op === OP_COLOUR) {
      canvas.setColor(x & 0xffff);
      at += 3;
    } else if (op === OP_BACK) {
      canvas.setBgColor(x & 0xffff);
      at += 3;
    } else if (op === OP_FILL) {
      canvas.fillRect(x, y, x + third - 1, y + readI16(u8, at + 7) - 1);
      at += 9;
    } else if (op === OP_FONT) {
      height = setFont(app, canvas, u8[at + 1]);
      at += 2;
    } else if (op === OP_IF)
      at += holdsTest(tellValue(app, u8[at + 1]), u8[at + 2], u8[at + 3]) ? 6 : 6 + readI16(u8, at + 4);
    else if (op === OP_VALUE) {
      canvas.drawString(`${tellValue(app, u8[at + 5])}`, x, y);
      at += 6;
    } else if (op === OP_REASON) {
      // With separate clauses the third number is a row as well.
      const last = hasTft && u8[at + 7] !== 0 ? third - app.panel.top! : third;
      drawReason(app, canvas, x, y, last, u8[at + 7] !== 0, height);
      at += 8;
    } else if (op === OP_IMAGE) {
      canvas.drawImage(content.text.substr(at + 7, third), x, y);
      at += 7 + third;
    } else if (op === OP_CLEAR) {
      // Where only numbers tick, a panel without a buffer is drawn over in place: clearing it would flash.
      if (!hasTouch || !app.isTicking) canvas.clear();
      at += 1;
    } else return;
  }
}

function drawScreen(app: App, canvas: Canvas, screen: number): void {
  const d = app.content.d;
  const index = app.turn.s.language * d.screens + screen;
  drawList(app, canvas, d.u32[(sectionOffset(d.u32, SECTION_SCREEN_INDEX) >> 2) + index]);
}

/** Number of the screen whose regions can be tapped now. */
export function screenOfRegions(app: App): number {
  if (app.screen !== CARD) return app.screen;
  return isTappedHeld(app) ? SCREEN_TAPPED : SCREEN_CONTROLS;
}

/** Whether electronic paper may flash: never in front of somebody who has just come, and in any case on closing. */
function chooseFlash(app: App): number {
  const presence = app.presence;
  if (presence.isEpisode && ((app.nowMs - presence.episodeMs) | 0) < CALM_MS) return FLASH_NEVER;
  return app.isBlank ? FLASH_NOW : FLASH_DUE;
}

/** Draws what is to be seen now, and brings it onto the glass: all of it, or one band after the other. */
export function drawAll(app: App): void {
  drawBand(app);
  if (hasTft) while (app.panel.top! > 0) drawBand(app);
}

function drawBand(app: App): void {
  const panel = app.panel;
  const canvas = panel.canvas;
  const d = app.content.d;
  if (hasPaper) panel.show(FLASH_BEFORE);
  if (hasPaper && app.isBlank) {
    canvas.setBgColor(1);
    canvas.clear();
  } else if (app.screen !== CARD) drawScreen(app, canvas, app.screen);
  else {
    const offer = app.turn.offer;
    if (offer === NEUTRAL) drawScreen(app, canvas, SCREEN_NEUTRAL);
    else {
      const card = offer * d.languages + app.turn.s.language;
      drawList(app, canvas, d.u32[(sectionOffset(d.u32, SECTION_CARD_INDEX) >> 2) + card]);
    }
    if (hasTouch && app.sensors & SENSOR_TOUCH) drawScreen(app, canvas, screenOfRegions(app));
  }
  panel.show(hasPaper ? chooseFlash(app) : FLASH_NEVER);
}
