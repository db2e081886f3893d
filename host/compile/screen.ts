// Screens of a touch panel, in one language.
import {
  ACTION_ANSWER,
  ACTION_BACK,
  ACTION_DISMISS,
  ACTION_FORGET,
  ACTION_KNOW,
  ACTION_LABEL,
  ACTION_LANGUAGE,
  ACTION_PAUSE,
  ACTION_QUESTION,
  ACTION_WHY,
  SCREEN_CONTROLS,
  SCREEN_KNOW,
  SCREEN_LABEL,
  SCREEN_NEUTRAL,
  SCREEN_PAUSED,
  SCREEN_QUESTION,
  SCREEN_STAFF,
  SCREEN_TAPPED,
  SCREEN_WHY,
  VALUE_PAUSE_SECONDS,
} from "../../shared/cards/list.ts";
import type { Region } from "./cards.ts";
import { CHIP_GAP, CHIP_PX, type Chip, drawChip, drawRow, leastWidth, shareWidth } from "./chip.ts";
import { drawFacts, drawStaff } from "./fact.ts";
import { locateWords } from "./locate.ts";
import { drawMark } from "./mark.ts";
import { drawSeconds } from "./number.ts";
import { CONTROLS_Y, drawLines, drawNeutral, FIRST_BASELINE, MARGIN } from "./paper.ts";
import { createPen, type Pen } from "./pen.ts";
import type { Setting } from "./setting.ts";
import { measureText, note, noteOverflow, type Subject } from "./sheet.ts";
import { chooseText, chooseWords } from "./texts.ts";
import { glueText } from "./wrap.ts";

/** Chips of a screen without a reason line stand at its foot. */
const FOOT_Y = 182;
const COLUMNS = 3;
/** The chip beside the title of "what I know". */
const BESIDE_Y = 0;
/** Pixels around the word on it, besides what a chip has at least: in a row of chips the room is scarce, here it is not. */
const ROOM_BESIDE = 12;
/** From chip to chip in a grid. */
const GRID_GAP = 8;
/** Room for the QR code of the label beside its sentences. */
const MOST_MARK_PX = 100;
/** Seven facts fill the room between title and chips. */
const FACT_PITCH = 18;
/** Rows of a title below its baseline. */
const BELOW_TITLE = 9;

export interface Screen {
  readonly pen: Pen;
  readonly regions: readonly Region[];
}

/** Draws all screens, [screen]. */
export function drawScreens(setting: Setting): readonly Screen[] {
  const { sheet, shop, board, language } = setting;
  const screens: Screen[] = [];
  const draw = (screen: number, name: string, body: (pen: Pen) => readonly Region[]): void => {
    const subject: Subject = {
      place: board.place,
      name: `screen "${name}" in ${language} on board "${board.id}"`,
      find: (what, letter) => locateWords(setting, what, letter),
    };
    const pen = createPen(sheet, subject);
    screens[screen] = { pen, regions: body(pen) };
  };
  draw(SCREEN_NEUTRAL, "neutral", (pen) => {
    drawNeutral(pen, shop, language, setting.mark);
    return [];
  });
  draw(SCREEN_CONTROLS, "controls", (pen) => drawControls(pen, freshControls(setting)));
  draw(SCREEN_TAPPED, "tapped", (pen) => drawControls(pen, tappedControls(setting)));
  draw(SCREEN_WHY, "why", (pen) => drawWhy(pen, setting));
  draw(SCREEN_KNOW, "what I know", (pen) => drawKnow(pen, setting));
  draw(SCREEN_QUESTION, "question", (pen) => drawQuestion(pen, setting));
  draw(SCREEN_PAUSED, "paused", (pen) => drawPaused(pen, setting));
  draw(SCREEN_STAFF, "staff", (pen) => {
    beginPage(pen, chooseWords(language).staffTitle);
    drawStaff(pen, setting, FIRST_BASELINE + 29);
    return drawFoot(pen, [{ label: chooseWords(language).back, action: ACTION_BACK, isLarge: false }]);
  });
  if (setting.mark !== undefined) draw(SCREEN_LABEL, "label", (pen) => drawCode(pen, setting));
  return screens;
}

function freshControls({ language, question }: Setting): Chip[] {
  const words = chooseWords(language);
  const chips: Chip[] = [
    { label: words.dismiss, action: ACTION_DISMISS, isLarge: true },
    { label: words.why, action: ACTION_WHY, isLarge: false },
    { label: words.pause, action: ACTION_PAUSE, isLarge: true },
  ];
  if (question !== undefined)
    chips.push({ label: chooseText(question.chip, language), action: ACTION_QUESTION, isLarge: true });
  return chips;
}

function tappedControls({ language }: Setting): Chip[] {
  const words = chooseWords(language);
  return [
    { label: words.dismiss, action: ACTION_DISMISS, isLarge: true },
    { label: words.why, action: ACTION_WHY, isLarge: false },
    { label: words.pause, action: ACTION_PAUSE, isLarge: true },
    { label: words.forget, action: ACTION_FORGET, isLarge: true },
  ];
}

/** Width of all chips that are a way out or an answer: the least that a row leaves them. */
function largeWidth(setting: Setting): number {
  const width = setting.sheet.width - 2 * MARGIN;
  const rows = [freshControls(setting), tappedControls(setting)];
  return Math.min(
    ...rows.flatMap((chips) => shareWidth(setting.sheet, chips, width).filter((_, i) => chips[i].isLarge)),
  );
}

/** Draws the row over a card; its strip is cleaned first, so that it can replace another row. */
function drawControls(pen: Pen, chips: readonly Chip[]): Region[] {
  const { sheet } = pen;
  pen.fill(0, CONTROLS_Y, sheet.width, CHIP_PX, sheet.palette.paper);
  return drawRow(pen, chips, MARGIN, CONTROLS_Y, sheet.width - 2 * MARGIN);
}

function drawFoot(pen: Pen, chips: readonly Chip[], most?: number): Region[] {
  const width = pen.sheet.width - 2 * MARGIN;
  const part = chips.length === 1 ? Math.floor((width - 2 * CHIP_GAP) / 3) : width;
  return drawRow(pen, chips, MARGIN + width - part, FOOT_Y, part, most);
}

function beginPage(pen: Pen, title: string): void {
  const { sheet } = pen;
  pen.clear(sheet.palette.paper);
  pen.ink(sheet.palette.ink, sheet.palette.paper);
  drawLines(pen, sheet.title, FIRST_BASELINE, title, [sheet.width - 2 * MARGIN], "title");
}

function drawWhy(pen: Pen, setting: Setting): Region[] {
  const { sheet, language } = setting;
  const words = chooseWords(language);
  const { palette, text } = sheet;
  const full = sheet.width - 2 * MARGIN;
  // The board begins with a line of its own for "Because"; the title, drawn over it, says it better.
  pen.clear(palette.paper);
  pen.ink(palette.ink, palette.paper);
  pen.reason(text, MARGIN, FIRST_BASELINE + 6, sheet.height, true);
  pen.fill(0, 0, sheet.width, FIRST_BASELINE + BELOW_TITLE, palette.paper);
  drawLines(pen, sheet.title, FIRST_BASELINE, words.whyTitle, [full], "title");
  pen.ink(palette.quiet, palette.paper);
  const same = glueText(words.whySame, language);
  drawLines(pen, text, FOOT_Y - 17 - text.typeface.pitch, same, [full, full], "explanation");
  const chips = [
    { label: words.forget, action: ACTION_FORGET, isLarge: true },
    { label: words.know, action: ACTION_KNOW, isLarge: false },
    { label: words.back, action: ACTION_BACK, isLarge: false },
  ];
  return drawFoot(pen, chips, largeWidth(setting));
}

function drawKnow(pen: Pen, setting: Setting): Region[] {
  const { shop, language } = setting;
  const words = chooseWords(language);
  beginPage(pen, words.knowTitle);
  drawFacts(pen, setting, FIRST_BASELINE + 24, FACT_PITCH, true);
  const chips: Chip[] = [
    { label: words.forgetNow, action: ACTION_FORGET, isLarge: true },
    { label: words.pause, action: ACTION_PAUSE, isLarge: true },
  ];
  const next = shop.languages[(shop.languages.indexOf(language) + 1) % shop.languages.length];
  if (next !== language)
    chips.push({ label: chooseWords(next).name, action: ACTION_LANGUAGE, isLarge: false });
  chips.push({ label: words.back, action: ACTION_BACK, isLarge: false });
  const foot = drawFoot(pen, chips, largeWidth(setting));
  return setting.mark === undefined ? foot : [...foot, drawBeside(pen, words.label, words.knowTitle)];
}

/** Draws the chip that leads to the label, beside the title. */
function drawBeside(pen: Pen, label: string, title: string): Region {
  const { sheet } = pen;
  const least = leastWidth(sheet, label);
  const end = MARGIN + measureText(sheet.title, title);
  // Room around the word, as far as the title leaves some.
  const width = Math.max(least, Math.min(least + ROOM_BESIDE, sheet.width - MARGIN - end - CHIP_GAP));
  const x = sheet.width - MARGIN - width;
  if (x < end) noteOverflow(sheet, pen.subject, `label "${label}"`);
  const region = { x, y: BESIDE_Y, width, height: CHIP_PX, action: ACTION_LABEL };
  drawChip(pen, region, label);
  return region;
}

/** The label's code, what left the board, and beside it a QR code where there is room for it. */
function drawCode(pen: Pen, { mark, language, sheet, board }: Setting): Region[] {
  const words = chooseWords(language);
  const { palette, text, width } = sheet;
  const code = mark?.code ?? "";
  pen.clear(palette.paper);
  pen.ink(palette.ink, palette.paper);
  // Nearly all codes have room as a title; eight letters W have not.
  const isWide = measureText(sheet.title, code) > width - 2 * MARGIN;
  pen.text(isWide ? text : sheet.title, MARGIN, FIRST_BASELINE, code);
  const side = mark === undefined ? 0 : drawMark(pen, mark, width, CHIP_PX, MOST_MARK_PX);
  const room = new Array<number>(3).fill(width - 2 * MARGIN - side);
  let baseline = FIRST_BASELINE + 29;
  pen.ink(palette.ink, palette.paper);
  for (const line of [words.left[board.radio], words.leftByCable, words.compare])
    baseline = drawLines(pen, text, baseline, glueText(line, language), room, "line") + text.typeface.pitch;
  return drawFoot(pen, [{ label: words.back, action: ACTION_BACK, isLarge: false }]);
}

function drawQuestion(pen: Pen, setting: Setting): Region[] {
  const { sheet, language, question } = setting;
  const words = chooseWords(language);
  pen.clear(sheet.palette.paper);
  pen.ink(sheet.palette.ink, sheet.palette.paper);
  if (question === undefined) return [];
  const chips: Chip[] = question.answers.map((answer, i) => ({
    label: chooseText(answer.text, language),
    action: ACTION_ANSWER + i + 1,
    isLarge: true,
  }));
  chips.push({ label: words.forget, action: ACTION_FORGET, isLarge: true });
  chips.push({ label: words.back, action: ACTION_BACK, isLarge: true });
  const rows = Math.ceil(chips.length / COLUMNS);
  const bottom = sheet.height - 8;
  const top = bottom - rows * CHIP_PX - (rows - 1) * CHIP_GAP;
  const full = sheet.width - 2 * MARGIN;
  const heading = glueText(chooseText(question.text, language), language);
  const isOneLine = measureText(sheet.title, heading) <= full;
  const isSmall = !isOneLine && top < FIRST_BASELINE + sheet.title.typeface.pitch + 14;
  const type = isSmall ? sheet.text : sheet.title;
  const last = drawLines(pen, type, isSmall ? 30 : FIRST_BASELINE, heading, [full, full], "question");
  if (setting.board.statistics?.includes("answers")) drawMixed(pen, setting, last, top);
  const width = answerWidth(pen, setting, chips);
  const step = Math.min(width + GRID_GAP, Math.floor((full - width) / (COLUMNS - 1)));
  return chips.map((chip, i) => {
    const x = MARGIN + (i % COLUMNS) * step;
    const y = top + Math.floor(i / COLUMNS) * (CHIP_PX + CHIP_GAP);
    const region = { x, y, width, height: CHIP_PX, action: chip.action };
    drawChip(pen, region, chip.label);
    return region;
  });
}

/** Between the question and its answers: what becomes of them. */
function drawMixed(pen: Pen, { sheet, language }: Setting, above: number, below: number): void {
  const { palette, text } = sheet;
  const baseline = above + text.typeface.pitch + 2;
  const words = chooseWords(language).mixed;
  pen.ink(palette.quiet, palette.paper);
  const full = sheet.width - 2 * MARGIN;
  const last = drawLines(pen, text, baseline, glueText(words, language), [full, full], "note");
  if (last + BELOW_TITLE > below) noteOverflow(sheet, pen.subject, `line "${words}"`);
}

/** Answers are as wide as the ways out, and wider only where a label needs it: then the shopkeeper hears of it. */
function answerWidth(pen: Pen, setting: Setting, chips: readonly Chip[]): number {
  const { sheet } = pen;
  const width = largeWidth(setting);
  const needed = Math.max(width, ...chips.map((chip) => leastWidth(sheet, chip.label)));
  const most = Math.floor((sheet.width - 2 * MARGIN - (COLUMNS - 1) * CHIP_GAP) / COLUMNS);
  const wide = chips.find((chip) => leastWidth(sheet, chip.label) > width);
  if (wide !== undefined)
    note(sheet, {
      code: "card-wide-answer",
      severity: "warning",
      message: `An answer on ${pen.subject.name} is wider than "${chooseWords(setting.language).forget}".`,
      hint: "Write answers of about eight letters, so that leaving is as easy as answering.",
      place: pen.subject.find?.(`label "${wide.label}"`) ?? pen.subject.place,
    });
  return Math.min(needed, most);
}

function drawPaused(pen: Pen, setting: Setting): Region[] {
  const { sheet, language } = setting;
  const words = chooseWords(language);
  const { palette, text } = sheet;
  const full = sheet.width - 2 * MARGIN;
  beginPage(pen, words.pausedTitle);
  pen.ink(palette.ink, palette.paper);
  const last = drawLines(
    pen,
    text,
    FIRST_BASELINE + 29,
    glueText(words.pausedText, language),
    [full, full],
    "text",
  );
  drawSeconds(pen, MARGIN, last + text.typeface.pitch, VALUE_PAUSE_SECONDS);
  const chips = [
    { label: words.forget, action: ACTION_FORGET, isLarge: true },
    { label: words.carryOn, action: ACTION_BACK, isLarge: true },
  ];
  return drawFoot(pen, chips);
}
