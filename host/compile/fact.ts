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
  VALUE_SENSORS_ILL,
} from "../../shared/cards/list.ts";
import { ILL_FLOODING, ILL_SILENT, ILL_STUCK } from "../../shared/presence/health.ts";
import type { SensorKind } from "../shop/model.ts";
import { STILL_SENSORS } from "../shop/sensor.ts";
import { drawCount, drawSeconds, drawTime, WIDEST_COUNT, widestSeconds, wipeLine } from "./number.ts";
import { MARGIN } from "./paper.ts";
import type { Pen } from "./pen.ts";
import type { Setting } from "./setting.ts";
import { measureText, noteOverflow } from "./sheet.ts";
import { chooseText, chooseWords } from "./texts.ts";

/** Sensors in the order of their bits in a set of faults, and what can be wrong with them: ILL_ constants. */
export const FAULT_SENSORS: readonly {
  readonly kinds: readonly SensorKind[];
  readonly illnesses: readonly number[];
}[] = [
  { kinds: ["pir"], illnesses: [ILL_SILENT, ILL_STUCK, ILL_FLOODING] },
  { kinds: STILL_SENSORS, illnesses: [ILL_SILENT, ILL_STUCK, ILL_FLOODING] },
  // A radio cannot be stuck, and that nobody touches is no fault.
  { kinds: ["scan"], illnesses: [ILL_SILENT, ILL_FLOODING] },
  { kinds: ["touch", "button"], illnesses: [ILL_STUCK, ILL_FLOODING] },
];
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
  else drawCount(pen, x, baseline, value);
}

/** Lines of the list of "what I know", without what left the board. */
export function countFacts({ board, question }: Setting): number {
  return 2 + (board.sensors.includes("scan") ? 1 : 0) + heldLines(question);
}

function heldLines(question: Setting["question"]): number {
  return question === undefined ? 2 : 3;
}

/**
 * Draws the list of "what I know" from a first baseline.
 * @param pitch from one line to the next
 * @param hasLeft also what left the board in the last hour
 */
export function drawFacts(pen: Pen, setting: Setting, first: number, pitch: number, hasLeft: boolean): void {
  const { board, language, question, sheet } = setting;
  const words = chooseWords(language);
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
  drawHeld(pen, setting, baseline, pitch);
  baseline += heldLines(question) * pitch;
  const x = pen.text(sheet.text, MARGIN, baseline, `${words.language} `);
  drawTime(pen, x, baseline, words.clock, words.clockNotSet);
  if (hasLeft) drawFact(pen, baseline + pitch, words.left[board.radio]);
}

/** Draws what is held of taps, each with the time until it goes: an answer, what was dismissed, or a language. */
function drawHeld(pen: Pen, { language, question }: Setting, first: number, pitch: number): void {
  const words = chooseWords(language);
  const second = first + pitch;
  // A language is held as long as the seconds run: they may end before the page is cleaned.
  wipeLine(pen, first);
  wipeLine(pen, second);
  pen.when(VALUE_MOOD, TEST_EQUAL, 0, () => {
    pen.when(VALUE_DISMISSED, TEST_EQUAL, 0, () => {
      pen.when(VALUE_FORGET_SECONDS, TEST_EQUAL, 0, () => drawFact(pen, first, words.nothingTapped));
      pen.when(VALUE_FORGET_SECONDS, TEST_ABOVE, 0, () => {
        drawFact(pen, first, `${words.somethingTapped}, ${words.goneIn}`, VALUE_FORGET_SECONDS);
        drawFact(pen, second, words.sooner);
      });
    });
    pen.when(VALUE_DISMISSED, TEST_ABOVE, 0, () => {
      drawDismissed(pen, first, language);
      drawFact(pen, second, words.sooner);
    });
  });
  (question?.answers ?? []).forEach((answer, i) => {
    const name = chooseText(answer.text, language);
    pen.when(VALUE_MOOD, TEST_EQUAL, i + 1, () => drawAnswer(pen, first, name, language));
  });
  if (question === undefined) return;
  pen.when(VALUE_MOOD, TEST_ABOVE, 0, () => {
    pen.when(VALUE_DISMISSED, TEST_EQUAL, 0, () => drawFact(pen, second, words.sooner));
    pen.when(VALUE_DISMISSED, TEST_ABOVE, 0, () => {
      drawDismissed(pen, second, language);
      drawFact(pen, second + pitch, words.sooner);
    });
  });
}

/** Draws the answer that is held; where it is long, without the words before it. */
function drawAnswer(pen: Pen, baseline: number, name: string, language: string): void {
  const { sheet } = pen;
  const words = chooseWords(language);
  const full = `${words.tapped(name)}, ${words.goneIn}`;
  const room =
    sheet.width - MARGIN - VALUE_GAP - measureText(sheet.text, widestSeconds(VALUE_FORGET_SECONDS));
  const isShort = MARGIN + measureText(sheet.text, full) > room;
  drawFact(pen, baseline, isShort ? `${name}, ${words.goneIn}` : full, VALUE_FORGET_SECONDS);
}

/** Draws how many offers are dismissed: at most DISMISSALS, a number of one digit. */
function drawDismissed(pen: Pen, baseline: number, language: string): void {
  const { sheet } = pen;
  const words = chooseWords(language);
  const count = pen.text(sheet.text, MARGIN, baseline, words.dismissed) + VALUE_GAP;
  pen.value(sheet.text, count, baseline, VALUE_DISMISSED);
  const comma = count + measureText(sheet.text, "8");
  const x = pen.text(sheet.text, comma, baseline, `, ${words.goneIn}`) + VALUE_GAP;
  if (x + measureText(sheet.text, widestSeconds(VALUE_FORGET_SECONDS)) > sheet.width)
    noteOverflow(sheet, pen.subject, `line "${words.dismissed}"`);
  drawSeconds(pen, x, baseline, VALUE_FORGET_SECONDS);
}

/**
 * Names the sensors that are ill: a single one with what is wrong, a line for each that the board can say; several by their
 * names, a list for each set of them.
 */
export function drawFaults(pen: Pen, { board, language }: Setting, baseline: number, left: number): void {
  const words = chooseWords(language);
  const { sheet } = pen;
  const sensors = [...words.sensors];
  if (board.sensors.includes("distance")) sensors[1] = words.distance;
  if (!board.sensors.includes("touch")) sensors[3] = words.button;
  const here = FAULT_SENSORS.flatMap(({ kinds, illnesses }, bit) =>
    kinds.some((kind) => board.sensors.includes(kind)) ? [{ bit, illnesses, name: sensors[bit] }] : [],
  );
  const draw = (value: number, operand: number, lines: readonly string[]): void => {
    const fitting = lines.find((line) => left + measureText(sheet.text, line) <= sheet.width);
    if (fitting === undefined) noteOverflow(sheet, pen.subject, `line "${lines.at(-1)}"`);
    pen.when(value, TEST_EQUAL, operand, () => pen.text(sheet.text, left, baseline, fitting ?? ""));
  };
  for (const { bit, illnesses, name } of here)
    for (const kind of illnesses)
      draw(VALUE_SENSOR_FAULT, kind << (2 * bit), [`${name}: ${words.illnesses[kind - 1]}`, name]);
  for (let set = 3; set < 1 << here.length; set++) {
    const ill = here.filter((_, i) => (set >> i) & 1);
    if (ill.length < 2) continue;
    const operand = ill.reduce((sum, { bit }) => sum | (1 << (2 * bit)), 0);
    draw(VALUE_SENSORS_ILL, operand, listShorter(ill.map(({ name }) => name)));
  }
}

/** Names in a row, and ever fewer of them with the number of the others: nobody can write our own words shorter. */
function listShorter(names: readonly string[]): string[] {
  return names.map((_, left) => {
    const row = names.slice(0, names.length - left).join(", ");
    return left === 0 ? row : `${row} +${left}`;
  });
}

/** Draws what staff should know, from a first baseline: clock, sensors, pin. */
export function drawStaff(pen: Pen, setting: Setting, first: number): void {
  const words = chooseWords(setting.language);
  const pitch = setting.sheet.text.typeface.pitch;
  let baseline = first;
  drawTime(pen, MARGIN, baseline, words.clock, words.clockNotSet);
  baseline += pitch;
  pen.when(VALUE_SENSOR_FAULT, TEST_EQUAL, 0, () => drawFact(pen, baseline, words.sensorsWell));
  pen.when(VALUE_SENSOR_FAULT, TEST_ABOVE, 0, () => drawFact(pen, baseline, words.sensorsIll));
  drawFaults(pen, setting, baseline + pitch, MARGIN);
  baseline += 2 * pitch;
  wipeLine(pen, baseline);
  pen.when(VALUE_PIN_MINUTES, TEST_EQUAL, 0, () => drawFact(pen, baseline, words.notPinned));
  pen.when(VALUE_PIN_MINUTES, TEST_ABOVE, 0, () => drawFact(pen, baseline, words.pinned, VALUE_PIN_MINUTES));
}
