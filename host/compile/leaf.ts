// Pages of a square colour panel with one button, in the short words of small panels.
import {
  ACTION_ANSWER,
  ACTION_DISMISS,
  ACTION_FORGET,
  ACTION_KNOW,
  ACTION_LANGUAGE,
  ACTION_PAUSE,
  ACTION_WHY,
  TEST_ABOVE,
  TEST_EQUAL,
  VALUE_BUSY,
  VALUE_DISMISSED,
  VALUE_EPISODE_SECONDS,
  VALUE_FORGET_SECONDS,
  VALUE_MOOD,
  VALUE_PAUSE_SECONDS,
  VALUE_PIN_MINUTES,
  VALUE_PRESENCE,
  VALUE_SENSOR_FAULT,
} from "../../shared/cards/list.ts";
import { drawFaults } from "./fact.ts";
import { drawMark } from "./mark.ts";
import { drawPages } from "./menu.ts";
import { drawCount, drawSeconds, drawTime, WIDEST_COUNT, widestSeconds } from "./number.ts";
import type { Pen } from "./pen.ts";
import type { Screen } from "./screen.ts";
import type { Setting } from "./setting.ts";
import { measureText, noteOverflow, type Sheet } from "./sheet.ts";
import { chooseText, chooseWords } from "./texts.ts";
import {
  AFTER_HEADING,
  beginTile,
  drawTileNeutral,
  LAST_BASELINE,
  setTile,
  TILE_MARGIN,
  TITLE_BASELINE,
  tileWidth,
} from "./tile.ts";
import { glueText } from "./wrap.ts";

const VALUE_GAP = 6;
/** First baseline of a page without a title. */
const TEXT_BASELINE = 27;
/** Lines that "the same for everybody" takes, at the foot of the page of reasons. */
const SAME_LINES = 5;

/** Draws all screens and the menu's pages, [screen]. */
export function drawLeaves(setting: Setting): readonly Screen[] {
  const { language, question } = setting;
  const words = chooseWords(language);
  return drawPages(setting, {
    neutral: (pen) => drawTileNeutral(pen, setting),
    why: (pen) => drawWhy(pen, setting),
    know: (pen) => drawKnow(pen, setting),
    question: (pen) => {
      if (question === undefined) beginTile(pen);
      else beginPage(pen, glueText(chooseText(question.text, language), language));
    },
    paused: (pen) => {
      const first = beginPage(pen, words.pausedTitle);
      const rest = glueText(words.pausedText, language);
      const last = setTile(pen, pen.sheet.text, first, rest, linesOf(pen, SAME_LINES), "text");
      drawSeconds(pen, TILE_MARGIN, last + pen.sheet.text.typeface.pitch, VALUE_PAUSE_SECONDS);
      drawLine(pen, LAST_BASELINE, words.pressToCarryOn);
    },
    label: (pen) => drawLabelPage(pen, setting),
    staff: (pen) => drawStaffPage(pen, setting),
    entry: (pen, action) => drawEntry(pen, setting, action),
  });
}

function linesOf({ sheet }: Pen, count: number): number[] {
  return new Array<number>(count).fill(tileWidth(sheet));
}

/** Cleans the panel and sets a title. @returns baseline of the text's first line */
function beginPage(pen: Pen, title: string): number {
  beginTile(pen);
  return setTile(pen, pen.sheet.title, TITLE_BASELINE, title, linesOf(pen, 4), "title") + AFTER_HEADING;
}

function drawLine(pen: Pen, baseline: number, line: string): void {
  setTile(pen, pen.sheet.text, baseline, line, linesOf(pen, 1), `line "${line}"`);
}

/** Pixels of a line and the widest number after it. */
function measureValue({ text }: Sheet, line: string, value: number): number {
  const widest = value === VALUE_PIN_MINUTES ? WIDEST_COUNT : widestSeconds(value);
  return measureText(text, line) + VALUE_GAP + measureText(text, widest);
}

/** A line and a number after it, which stands on the line below where there is no room for both. */
function drawValue(pen: Pen, baseline: number, line: string, value: number): void {
  const { sheet } = pen;
  drawLine(pen, baseline, line);
  const isBelow = measureValue(sheet, line, value) > tileWidth(sheet);
  const x = TILE_MARGIN + (isBelow ? 0 : measureText(sheet.text, line) + VALUE_GAP);
  const y = isBelow ? baseline + sheet.text.typeface.pitch : baseline;
  if (value === VALUE_PIN_MINUTES) drawCount(pen, x, y, value);
  else drawSeconds(pen, x, y, value);
}

/** Why, up to two reasons, and that it is the same for everybody. */
function drawWhy(pen: Pen, { language, sheet }: Setting): void {
  const { text, palette } = sheet;
  beginTile(pen);
  const same = glueText(chooseWords(language).whySame, language);
  const first = LAST_BASELINE - (SAME_LINES - 1) * text.typeface.pitch;
  pen.reason(text, TILE_MARGIN, TEXT_BASELINE, first - text.typeface.capHeight, true);
  pen.ink(palette.quiet, palette.paper);
  setTile(pen, text, first, same, linesOf(pen, SAME_LINES), "explanation");
}

/** All that the board knows: presence, what is held and how long, what was dismissed, the clock and what is around. */
function drawKnow(pen: Pen, { board, language, question, sheet }: Setting): void {
  const words = chooseWords(language);
  const { text } = sheet;
  const { pitch } = text.typeface;
  const first = beginPage(pen, words.knowTitle);
  pen.when(VALUE_PRESENCE, TEST_EQUAL, 0, () => drawLine(pen, first, words.nobody));
  pen.when(VALUE_PRESENCE, TEST_ABOVE, 0, () =>
    drawValue(pen, first, words.nearShort, VALUE_EPISODE_SECONDS),
  );
  const isWide = measureValue(sheet, words.nearShort, VALUE_EPISODE_SECONDS) > tileWidth(sheet);
  const held = first + (isWide ? 2 : 1) * pitch;
  pen.when(VALUE_MOOD, TEST_EQUAL, 0, () => {
    pen.when(VALUE_FORGET_SECONDS, TEST_EQUAL, 0, () => drawLine(pen, held, words.nothingTapped));
    pen.when(VALUE_FORGET_SECONDS, TEST_ABOVE, 0, () =>
      drawValue(pen, held, words.tappedShort, VALUE_FORGET_SECONDS),
    );
  });
  (question?.answers ?? []).forEach((answer, i) => {
    pen.when(VALUE_MOOD, TEST_EQUAL, i + 1, () => {
      drawLine(pen, held, chooseText(answer.text, language));
      drawValue(pen, held + pitch, words.goneIn, VALUE_FORGET_SECONDS);
    });
  });
  pen.when(VALUE_DISMISSED, TEST_ABOVE, 0, () => {
    const x = pen.text(text, TILE_MARGIN, held + 2 * pitch, words.dismissed) + VALUE_GAP;
    // At most DISMISSALS, a number of one digit.
    if (x + measureText(text, "8") > sheet.width - TILE_MARGIN)
      noteOverflow(sheet, pen.subject, `line "${words.dismissed}"`);
    pen.value(text, x, held + 2 * pitch, VALUE_DISMISSED);
  });
  const clock = held + 3 * pitch;
  drawTime(pen, TILE_MARGIN, clock, "", "--:--");
  const busy = board.sensors.includes("scan") ? words.busyShort : [];
  busy.forEach((word, level) => {
    const x = sheet.width - TILE_MARGIN - measureText(text, word);
    pen.when(VALUE_BUSY, TEST_EQUAL, level, () => pen.text(text, x, clock, word));
  });
  drawLine(pen, clock + pitch, words.leftShort[board.radio]);
}

/** The label's code, what left the board, and a QR code below where there is room for it. */
function drawLabelPage(pen: Pen, { mark, language, sheet, board }: Setting): void {
  const words = chooseWords(language);
  const first = beginPage(pen, words.label);
  if (mark === undefined) return;
  drawLine(pen, first, mark.code);
  drawLine(pen, first + sheet.text.typeface.pitch, words.leftShort[board.radio]);
  const top = first + sheet.text.typeface.pitch + 8;
  drawMark(pen, mark, sheet.width, top, sheet.height - top);
}

function drawStaffPage(pen: Pen, setting: Setting): void {
  const words = chooseWords(setting.language);
  const { pitch } = setting.sheet.text.typeface;
  const first = beginPage(pen, words.staffTitle);
  drawTime(pen, TILE_MARGIN, first, words.clock, words.clockUnknownShort);
  pen.when(VALUE_SENSOR_FAULT, TEST_EQUAL, 0, () => drawLine(pen, first + pitch, words.sensorsWellShort));
  drawFaults(pen, setting, first + pitch, TILE_MARGIN);
  pen.when(VALUE_PIN_MINUTES, TEST_ABOVE, 0, () =>
    drawValue(pen, first + 2 * pitch, words.pinnedShort, VALUE_PIN_MINUTES),
  );
}

function drawEntry(pen: Pen, { question, language, shop }: Setting, action: number): void {
  const next = shop.languages[(shop.languages.indexOf(language) + 1) % shop.languages.length];
  const words = chooseWords(language);
  const answer = question?.answers[action - ACTION_ANSWER - 1];
  const ways = new Map([
    [ACTION_WHY, words.why],
    [ACTION_KNOW, words.know],
    [ACTION_DISMISS, words.dismiss],
    [ACTION_PAUSE, words.pause],
    [ACTION_FORGET, words.forget],
    [ACTION_LANGUAGE, chooseWords(next).name],
  ]);
  const name = answer === undefined ? (ways.get(action) ?? "") : chooseText(answer.text, language);
  const first = beginPage(pen, glueText(`${name}?`, language));
  drawLine(pen, first, words.holdForYes);
  drawLine(pen, first + pen.sheet.text.typeface.pitch, words.pressForNext);
}
