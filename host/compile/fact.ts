// What the board knows, in plain words; the words stay, the numbers are the board's.
import {
  TEST_ABOVE,
  TEST_EQUAL,
  VALUE_BUSY,
  VALUE_DISMISSED,
  VALUE_EPISODE_SECONDS,
  VALUE_FORGET_SECONDS,
  VALUE_MOOD,
  VALUE_PIN_MINUTES,
  VALUE_PRESENCE,
  VALUE_SENSOR_FAULT,
} from "../../shared/cards/list.ts";
import type { SensorKind } from "../shop/model.ts";
import { drawSeconds, drawTime, widestSeconds } from "./number.ts";
import { FIRST_BASELINE, MARGIN } from "./paper.ts";
import type { Pen } from "./pen.ts";
import type { Setting } from "./setting.ts";
import { measureText, noteOverflow } from "./sheet.ts";
import { chooseText, chooseWords } from "./texts.ts";

/** Order of the fault bits. */
const FAULT_BITS: readonly SensorKind[] = ["pir", "radar", "scan", "touch"];
/** Room for a plain number. */
const WIDEST_COUNT = "8888";
const VALUE_GAP = 5;

/** Draws a line and, after it, a value. */
function drawFact(pen: Pen, baseline: number, line: string, value?: number): void {
  const { sheet } = pen;
  const room =
    value === undefined
      ? 0
      : VALUE_GAP + measureText(sheet.text, isSeconds(value) ? widestSeconds(value) : WIDEST_COUNT);
  const end = MARGIN + measureText(sheet.text, line) + room;
  if (end > sheet.width) noteOverflow(sheet, pen.subject, `line "${line}"`);
  const x = pen.text(sheet.text, MARGIN, baseline, line);
  if (value !== undefined) drawNumber(pen, x + VALUE_GAP, baseline, value);
}

function isSeconds(value: number): boolean {
  return value === VALUE_EPISODE_SECONDS || value === VALUE_FORGET_SECONDS;
}

/** Draws a number that the board knows, with its unit where it has one. */
function drawNumber(pen: Pen, x: number, baseline: number, value: number): void {
  if (isSeconds(value)) drawSeconds(pen, x, baseline, value);
  else pen.value(pen.sheet.text, x, baseline, value);
}

/** Draws the list of "what I know" from a first baseline. */
export function drawFacts(pen: Pen, { board, language, question, sheet }: Setting, first: number): void {
  const words = chooseWords(language);
  const pitch = sheet.text.typeface.pitch - 1;
  let baseline = first;
  const lines = [words.nobody, words.near, words.lingering, words.interacting];
  lines.forEach((line, level) => {
    pen.when(VALUE_PRESENCE, TEST_EQUAL, level, () =>
      drawFact(pen, baseline, line, level === 0 ? undefined : VALUE_EPISODE_SECONDS),
    );
  });
  baseline += pitch;
  if (board.sensors.includes("scan")) {
    words.busy.forEach((line, level) => {
      pen.when(VALUE_BUSY, TEST_EQUAL, level, () => drawFact(pen, baseline, line));
    });
    baseline += pitch;
  }
  if (question !== undefined) {
    pen.when(VALUE_MOOD, TEST_EQUAL, 0, () => drawFact(pen, baseline, words.nothingTapped));
    question.answers.forEach((answer, i) => {
      pen.when(VALUE_MOOD, TEST_EQUAL, i + 1, () =>
        drawFact(pen, baseline, words.tapped(chooseText(answer.text, language))),
      );
    });
    pen.when(VALUE_MOOD, TEST_ABOVE, 0, () =>
      drawFact(pen, baseline + pitch, words.goneIn, VALUE_FORGET_SECONDS),
    );
    baseline += 2 * pitch;
  }
  drawFact(pen, baseline, words.dismissed, VALUE_DISMISSED);
  baseline += pitch;
  const x = pen.text(sheet.text, MARGIN, baseline, `${words.language} `);
  drawTime(pen, x, baseline, words.clock, words.clockNotSet);
}

/** Names the sensors that are ill: a list for each set of faults that the board can have. */
export function drawFaults(pen: Pen, { board, language }: Setting, baseline: number, left: number): void {
  const words = chooseWords(language);
  const { sheet } = pen;
  const bits = FAULT_BITS.reduce((sum, kind, bit) => sum | (board.sensors.includes(kind) ? 1 << bit : 0), 0);
  for (let faults = 1; faults < 1 << FAULT_BITS.length; faults++) {
    if ((faults & ~bits) !== 0) continue;
    const names = words.sensors.filter((_, bit) => (faults >> bit) & 1).join(", ");
    if (left + measureText(sheet.text, names) > sheet.width)
      noteOverflow(sheet, pen.subject, `line "${names}"`);
    pen.when(VALUE_SENSOR_FAULT, TEST_EQUAL, faults, () => pen.text(sheet.text, left, baseline, names));
  }
}

/** Draws what staff should know: clock, sensors, pin. */
export function drawStaff(pen: Pen, setting: Setting): void {
  const words = chooseWords(setting.language);
  const pitch = setting.sheet.text.typeface.pitch;
  let baseline = FIRST_BASELINE + 29;
  drawTime(pen, MARGIN, baseline, words.clock, words.clockNotSet);
  baseline += pitch;
  pen.when(VALUE_SENSOR_FAULT, TEST_EQUAL, 0, () => drawFact(pen, baseline, words.sensorsWell));
  pen.when(VALUE_SENSOR_FAULT, TEST_ABOVE, 0, () => drawFact(pen, baseline, words.sensorsIll));
  drawFaults(pen, setting, baseline + pitch, MARGIN);
  baseline += 2 * pitch;
  pen.when(VALUE_PIN_MINUTES, TEST_EQUAL, 0, () => drawFact(pen, baseline, words.notPinned));
  pen.when(VALUE_PIN_MINUTES, TEST_ABOVE, 0, () => drawFact(pen, baseline, words.pinned, VALUE_PIN_MINUTES));
}
