// Screens of electronic paper with one button, and what they have in common with its cards.
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
  VALUE_CLOCK_KNOWN,
  VALUE_PAUSE_SECONDS,
} from "../../shared/cards/list.ts";
import { countFacts, drawFacts, drawStaff } from "./fact.ts";
import { drawMark } from "./mark.ts";
import { drawPages } from "./menu.ts";
import { drawSeconds } from "./number.ts";
import { drawLines as setLines, shortenHours } from "./paper.ts";
import type { Pen } from "./pen.ts";
import type { Screen } from "./screen.ts";
import type { Setting } from "./setting.ts";
import { measureText, type Sheet, type Type } from "./sheet.ts";
import { chooseText, chooseWords } from "./texts.ts";
import { glueText, wrapText } from "./wrap.ts";

/** Left and right. */
export const LABEL_MARGIN = 4;
/** From the panel's upper or lower edge to what stands at it, tails of letters included. */
const EDGE = 6;
/** From the rule to the letters above it: the comma of a price hangs into it. */
export const RULE_GAP = 6;
/** From the rule to the capitals of the reason below it, which have few accents. */
const REASON_GAP = 4;
/** From the last line of a title to the text under it. */
export const AFTER_TITLE = 22;
/** Tails of a text's letters. */
export const TAILS = 4;
const MOST_LINES = 3;
/** From a page's title to its text. */
const AFTER_HEADING = 24;

export const titleBaseline = ({ typeface }: Type): number => EDGE + typeface.capHeight;
export const reasonBaseline = ({ height }: Sheet): number => height - EDGE;
export const ruleTop = (sheet: Sheet): number =>
  reasonBaseline(sheet) - sheet.text.typeface.capHeight - REASON_GAP;
export const fullWidth = ({ width }: Sheet): number => width - 2 * LABEL_MARGIN;

/** Sets a text on given lines, as on other panels, beside the label's own margin. @returns baseline of the last line */
export function drawLines(
  pen: Pen,
  type: Type,
  baseline: number,
  text: string,
  widths: readonly number[],
  what: string,
): number {
  return setLines(pen, type, baseline, text, widths, what, LABEL_MARGIN);
}

export function begin(pen: Pen): void {
  pen.clear(pen.sheet.palette.paper);
  pen.ink(pen.sheet.palette.ink, pen.sheet.palette.paper);
}

/** Draws all screens and the menu's pages, [screen]. */
export function drawLabelScreens(setting: Setting): readonly Screen[] {
  return drawPages(setting, {
    neutral: (pen) => drawNeutral(pen, setting),
    why: (pen) => drawWhy(pen, setting),
    know: (pen) => drawKnow(pen, setting),
    question: (pen) => {
      const { question, language } = setting;
      if (question !== undefined) beginPage(pen, glueText(chooseText(question.text, language), language));
      else begin(pen);
    },
    paused: (pen) => drawPaused(pen, setting),
    label: (pen) => drawCode(pen, setting),
    staff: (pen) => {
      beginPage(pen, chooseWords(setting.language).staffTitle);
      drawStaff(pen, setting, titleBaseline(setting.sheet.title) + AFTER_HEADING);
    },
    entry: (pen, action) => drawEntry(pen, setting, action),
  });
}

/** Cleans the panel and sets a title. @returns baseline of the text's first line */
function beginPage(pen: Pen, title: string): number {
  const { sheet } = pen;
  begin(pen);
  const widths = new Array<number>(MOST_LINES).fill(fullWidth(sheet));
  return drawLines(pen, sheet.title, titleBaseline(sheet.title), title, widths, "title") + AFTER_HEADING;
}

/** The shop's name as large as leaves room for its hours, and for the line of the clock or the label's code. */
function drawNeutral(pen: Pen, { shop, language, sheet, mark }: Setting): void {
  const words = chooseWords(language);
  const { text } = sheet;
  const full = fullWidth(sheet);
  begin(pen);
  const name = glueText(shop.name, language);
  const long = glueText(chooseText(shop.hoursText, language), language);
  const hours = measureText(text, long) > full ? shortenHours(long) : long;
  const open = wrapText(hours, (line) => measureText(text, line), [full, full]).lines.length;
  const lastLine = ruleTop(sheet) - text.typeface.pitch;
  const settings = [...sheet.titles, text].map((type) => {
    const baseline = titleBaseline(type);
    const { lines, fits } = wrapText(name, (line) => measureText(type, line), [full, full]);
    const first = baseline + Math.max(0, lines.length - 1) * type.typeface.pitch + AFTER_TITLE;
    const end = first + (open - 1) * text.typeface.pitch;
    return { type, baseline, first, fits: fits && end + text.typeface.pitch <= lastLine };
  });
  const chosen = settings.find(({ fits }) => fits) ?? settings[settings.length - 1];
  drawLines(pen, chosen.type, chosen.baseline, name, [full, full], "shop's name");
  drawLines(pen, text, chosen.first, hours, [full, full], "hours");
  pen.when(VALUE_CLOCK_KNOWN, TEST_EQUAL, 0, () => {
    const baseline = ruleTop(sheet) - sheet.text.typeface.pitch;
    drawLines(pen, sheet.text, baseline, words.clockUnknown, [full], "clock's note");
  });
  if (mark !== undefined)
    pen.when(VALUE_CLOCK_KNOWN, TEST_ABOVE, 0, () => {
      const baseline = ruleTop(sheet) - sheet.text.typeface.pitch;
      drawLines(pen, sheet.text, baseline, `${words.label} ${mark.code}`, [full], "code");
    });
  pen.fill(
    LABEL_MARGIN,
    ruleTop(sheet) - sheet.text.typeface.pitch + RULE_GAP - 1,
    full,
    1,
    sheet.palette.ink,
  );
  const notice = glueText(words.notice, language);
  const baseline = reasonBaseline(sheet) - sheet.text.typeface.pitch;
  drawLines(pen, sheet.text, baseline, notice, [full, full], "notice");
}

function drawWhy(pen: Pen, { language, sheet }: Setting): void {
  const { text, title } = sheet;
  const words = chooseWords(language);
  const full = fullWidth(sheet);
  begin(pen);
  // The board begins with a line of its own for "Because"; the title, drawn over it, says it better.
  const heading = titleBaseline(sheet.title);
  pen.reason(text, LABEL_MARGIN, heading + TAILS, ruleTop(sheet) - text.typeface.pitch, true);
  pen.fill(0, 0, sheet.width, heading + 8, sheet.palette.paper);
  drawLines(pen, title, heading, words.whyTitle, [full], "title");
  const same = glueText(words.whySame, language);
  drawLines(pen, text, reasonBaseline(sheet) - text.typeface.pitch, same, [full, full], "explanation");
}

function drawKnow(pen: Pen, setting: Setting): void {
  const { sheet, language } = setting;
  const { text, height } = sheet;
  const pitch = text.typeface.pitch - 1;
  begin(pen);
  // Where the list is long, its heading stands above it as one more line, without a rule.
  const rows = countFacts(setting);
  const list = EDGE + text.typeface.capHeight + RULE_GAP + text.typeface.pitch;
  if (list + (rows - 1) * pitch + TAILS > height) {
    const top = height - TAILS - rows * pitch;
    drawLines(pen, text, top, chooseWords(language).knowTitle, [fullWidth(sheet)], "title");
    drawFacts(pen, setting, top + pitch, pitch, false);
    return;
  }
  const first = EDGE + text.typeface.capHeight;
  drawLines(pen, text, first, chooseWords(language).knowTitle, [fullWidth(sheet)], "title");
  pen.fill(LABEL_MARGIN, first + RULE_GAP - 1, fullWidth(sheet), 1, sheet.palette.ink);
  drawFacts(pen, setting, list, pitch, false);
}

/** The label's code, what left the board, and at the right a QR code where there is room for it. */
function drawCode(pen: Pen, { mark, language, sheet, board }: Setting): void {
  const words = chooseWords(language);
  begin(pen);
  if (mark === undefined) return;
  const { text, title, width, height } = sheet;
  const side = drawMark(pen, mark, width, 0, height);
  const room = fullWidth(sheet) - side;
  const heading = titleBaseline(sheet.title);
  pen.ink(sheet.palette.ink, sheet.palette.paper);
  const isWide = measureText(title, words.label) > room;
  drawLines(pen, isWide ? text : title, heading, words.label, [room], "title");
  drawLines(pen, text, heading + AFTER_HEADING, mark.code, [room], "code");
  const first = heading + AFTER_HEADING + text.typeface.pitch;
  drawLines(pen, text, first, words.left[board.radio], [room, room, room], "line");
}

function drawPaused(pen: Pen, { language, sheet }: Setting): void {
  const words = chooseWords(language);
  const { text } = sheet;
  const full = fullWidth(sheet);
  const first = beginPage(pen, words.pausedTitle);
  const last = drawLines(pen, text, first, glueText(words.pausedText, language), [full, full], "text");
  drawSeconds(pen, LABEL_MARGIN, last + text.typeface.pitch, VALUE_PAUSE_SECONDS);
  drawLines(pen, text, reasonBaseline(sheet), words.pressToCarryOn, [full], "hint");
}

function drawEntry(pen: Pen, { question, language, shop, sheet }: Setting, action: number): void {
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
  drawLines(pen, sheet.text, first, words.holdForYes, [fullWidth(sheet)], "hint");
  const second = first + sheet.text.typeface.pitch;
  drawLines(pen, sheet.text, second, words.pressForNext, [fullWidth(sheet)], "hint");
}
