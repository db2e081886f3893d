// Screens of a panel of three lines with one button.
import {
  ACTION_ANSWER,
  ACTION_DISMISS,
  ACTION_FORGET,
  ACTION_LANGUAGE,
  ACTION_PAUSE,
  TEST_ABOVE,
  TEST_EQUAL,
  VALUE_BUSY,
  VALUE_CLOCK_KNOWN,
  VALUE_DISMISSED,
  VALUE_EPISODE_SECONDS,
  VALUE_FORGET_SECONDS,
  VALUE_MOOD,
  VALUE_PAUSE_SECONDS,
  VALUE_PIN_MINUTES,
  VALUE_PRESENCE,
  VALUE_SENSOR_FAULT,
} from "../../shared/cards/list.ts";
import type { Shop } from "../shop/model.ts";
import { drawFaults } from "./fact.ts";
import { drawPages } from "./menu.ts";
import { drawCount, drawSeconds, drawTime, WIDEST_COUNT, widestSeconds } from "./number.ts";
import type { Pen } from "./pen.ts";
import type { Screen } from "./screen.ts";
import type { Setting } from "./setting.ts";
import { measureText, noteOverflow } from "./sheet.ts";
import { chooseText, chooseWords } from "./texts.ts";
import { glueText, wrapText } from "./wrap.ts";

/** Baselines of the three lines: capitals of 14 rows, 21 from line to line. */
export const LINES = [17, 38, 59] as const;
/** Left and right: content may shift by as much against burn-in. */
export const INSET = 2;
export const VALUE_GAP = 4;

export function begin(pen: Pen): void {
  pen.clear(pen.sheet.palette.paper);
  pen.ink(pen.sheet.palette.ink, pen.sheet.palette.paper);
}

/** Draws a text on some of the lines; returns how many it took. */
export function drawText(
  pen: Pen,
  text: string,
  language: string,
  from: number,
  lines: number,
  what: string,
  edge = pen.sheet.width - INSET,
): number {
  const { sheet } = pen;
  const measure = (line: string): number => measureText(sheet.text, line);
  const widths = new Array<number>(lines).fill(edge - INSET);
  let wrapped = wrapText(glueText(text, language), measure, widths);
  // A narrow panel may part what a wide one keeps together.
  if (!wrapped.fits) wrapped = wrapText(text, measure, widths);
  if (!wrapped.fits) noteOverflow(sheet, pen.subject, what);
  wrapped.lines.forEach((line, i) => {
    pen.text(sheet.text, INSET, LINES[from + i] ?? 0, line);
  });
  return wrapped.lines.length;
}

/** Draws all screens and the menu's pages, [screen]. */
export function drawSmallScreens(setting: Setting): readonly Screen[] {
  const { sheet, shop, language, question } = setting;
  const words = chooseWords(language);
  return drawPages(setting, {
    neutral: (pen) => drawSmallNeutral(pen, shop, language),
    why: drawReason,
    know: (pen) => drawSmallFacts(pen, setting),
    question: (pen) => {
      begin(pen);
      if (question !== undefined)
        drawText(pen, chooseText(question.text, language), language, 0, 3, "question");
    },
    paused: (pen) => {
      begin(pen);
      pen.text(sheet.text, INSET, LINES[0], words.pausedTitle);
      drawValue(pen, LINES[1], words.pausedLeft, VALUE_PAUSE_SECONDS);
      drawText(pen, words.pressToCarryOn, language, 2, 1, "hint");
    },
    label: (pen) => drawSmallLabel(pen, setting),
    staff: (pen) => drawSmallStaff(pen, setting),
    entry: (pen, action) => drawEntry(pen, setting, action),
  });
}

function drawEntry(pen: Pen, setting: Setting, action: number): void {
  const { question, language, shop } = setting;
  const next = shop.languages[(shop.languages.indexOf(language) + 1) % shop.languages.length];
  const words = chooseWords(language);
  const answer = question?.answers[action - ACTION_ANSWER - 1];
  const ways = new Map([
    [ACTION_DISMISS, words.dismiss],
    [ACTION_PAUSE, words.pause],
    [ACTION_FORGET, words.forget],
    [ACTION_LANGUAGE, chooseWords(next).name],
  ]);
  const name = answer === undefined ? (ways.get(action) ?? "") : chooseText(answer.text, language);
  begin(pen);
  drawText(pen, `${name}?`, language, 0, 1, "label");
  drawText(pen, words.holdForYes, language, 1, 1, "hint");
  drawText(pen, words.pressForNext, language, 2, 1, "hint");
}

/** The code, and what left the board: there is no room for a QR code with its quiet zone. */
function drawSmallLabel(pen: Pen, { mark, language, board }: Setting): void {
  const words = chooseWords(language);
  begin(pen);
  drawText(pen, words.label, language, 0, 1, "label");
  drawText(pen, mark?.code ?? "", language, 1, 1, "code");
  drawText(pen, words.leftShort[board.radio], language, 2, 1, "line");
}

function drawReason(pen: Pen): void {
  begin(pen);
  pen.reason(pen.sheet.text, INSET, LINES[0] - 1, pen.sheet.height, true);
}

function drawSmallNeutral(pen: Pen, shop: Shop, language: string): void {
  const words = chooseWords(language);
  begin(pen);
  pen.when(VALUE_CLOCK_KNOWN, TEST_EQUAL, 0, () =>
    drawText(pen, words.clockUnknownShort, language, 0, 1, "note"),
  );
  pen.when(VALUE_CLOCK_KNOWN, TEST_ABOVE, 0, () => {
    drawText(pen, shop.name, language, 0, 1, "shop's name");
  });
  drawText(pen, words.noticeShort, language, 1, 2, "notice");
}

/** A line and a value after it. */
function drawValue(pen: Pen, baseline: number, line: string, value: number): void {
  const { sheet } = pen;
  const isMinutes = value === VALUE_PIN_MINUTES;
  const widest = isMinutes ? WIDEST_COUNT : widestSeconds(value);
  const x = pen.text(sheet.text, INSET, baseline, line) + VALUE_GAP;
  if (x + measureText(sheet.text, widest) > sheet.width - INSET)
    noteOverflow(sheet, pen.subject, `line "${line}"`);
  if (isMinutes) drawCount(pen, x, baseline, value);
  else drawSeconds(pen, x, baseline, value);
}

/** All that the board knows on three lines: presence, what is held and how long, then the clock and what is around,
 *  in whose place the dismissed offers are counted. */
function drawSmallFacts(pen: Pen, { board, language, question }: Setting): void {
  const words = chooseWords(language);
  begin(pen);
  pen.when(VALUE_PRESENCE, TEST_EQUAL, 0, () => drawText(pen, words.nobody, language, 0, 1, "line"));
  pen.when(VALUE_PRESENCE, TEST_ABOVE, 0, () =>
    drawValue(pen, LINES[0], words.nearShort, VALUE_EPISODE_SECONDS),
  );
  pen.when(VALUE_MOOD, TEST_EQUAL, 0, () => {
    pen.when(VALUE_DISMISSED, TEST_EQUAL, 0, () => {
      pen.when(VALUE_FORGET_SECONDS, TEST_EQUAL, 0, () =>
        drawText(pen, words.nothingTapped, language, 1, 1, "line"),
      );
      pen.when(VALUE_FORGET_SECONDS, TEST_ABOVE, 0, () =>
        drawValue(pen, LINES[1], words.tappedShort, VALUE_FORGET_SECONDS),
      );
    });
    pen.when(VALUE_DISMISSED, TEST_ABOVE, 0, () =>
      drawValue(pen, LINES[1], words.goneIn, VALUE_FORGET_SECONDS),
    );
  });
  (question?.answers ?? []).forEach((answer, i) => {
    pen.when(VALUE_MOOD, TEST_EQUAL, i + 1, () =>
      drawValue(pen, LINES[1], chooseText(answer.text, language), VALUE_FORGET_SECONDS),
    );
  });
  const busy = board.sensors.includes("scan") ? words.busyShort : [];
  const drawClock = (): void => drawTime(pen, INSET, LINES[2], "", "--:--");
  const drawBusy = (place: (word: string) => number): void =>
    busy.forEach((word, level) => {
      pen.when(VALUE_BUSY, TEST_EQUAL, level, () => pen.text(pen.sheet.text, place(word), LINES[2], word));
    });
  pen.when(VALUE_DISMISSED, TEST_EQUAL, 0, () => {
    drawClock();
    drawBusy((word) => pen.sheet.width - INSET - measureText(pen.sheet.text, word));
  });
  pen.when(VALUE_DISMISSED, TEST_ABOVE, 0, () => {
    if (busy.length === 0) drawClock();
    else drawBusy(() => INSET);
    drawDismissed(pen, words.dismissed, ["88:88", ...busy]);
  });
}

/** Counts the dismissed offers at the right of the last line: at most DISMISSALS, a number of one digit. */
function drawDismissed(pen: Pen, label: string, left: readonly string[]): void {
  const { text, width } = pen.sheet;
  const count = width - INSET - measureText(text, "8");
  const x = count - VALUE_GAP - measureText(text, label);
  const end = INSET + Math.max(...left.map((word) => measureText(text, word)));
  if (x < end + VALUE_GAP) noteOverflow(pen.sheet, pen.subject, `line "${label}"`);
  pen.text(text, x, LINES[2], label);
  pen.value(text, count, LINES[2], VALUE_DISMISSED);
}

function drawSmallStaff(pen: Pen, setting: Setting): void {
  const words = chooseWords(setting.language);
  const { language } = setting;
  begin(pen);
  drawTime(pen, INSET, LINES[0], words.clock, words.clockUnknownShort);
  pen.when(VALUE_SENSOR_FAULT, TEST_EQUAL, 0, () =>
    drawText(pen, words.sensorsWellShort, language, 1, 1, "line"),
  );
  drawFaults(pen, setting, LINES[1], INSET);
  pen.when(VALUE_PIN_MINUTES, TEST_ABOVE, 0, () =>
    drawValue(pen, LINES[2], words.pinnedShort, VALUE_PIN_MINUTES),
  );
}
