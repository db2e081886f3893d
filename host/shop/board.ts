// The parts `boards:` and `question:` of the file.
import { MOST_OPTIONS } from "../../shared/policy/record.ts";
import { readCalibration } from "./calibration.ts";
import type { Path } from "./document.ts";
import { chipWord } from "./language.ts";
import type { Answer, Board, BoardKind, Question, SensorKind, StatisticKind, Text } from "./model.ts";
import { readRadio } from "./radio.ts";
import type { Report } from "./report.ts";
import type { RawBoard, RawQuestion } from "./schema.ts";
import { STILL_SENSORS } from "./sensor.ts";
import { parseMetres } from "./span.ts";
import { suggest } from "./spelling.ts";
import { readText } from "./text.ts";

/** What can be connected to each kind of board. */
const SENSORS: Readonly<Record<BoardKind, readonly SensorKind[]>> = {
  "esp32-cyd": ["touch", "button", "pir", "radar", "radar-uart", "distance", "scan"],
  "esp32c3-oled": ["button", "pir", "radar", "radar-uart", "distance", "scan"],
  "esp32c3-epaper213": ["button", "pir", "scan"],
  "esp32c3-epaper290": ["button", "pir", "scan"],
  "esp32s3-tft154": ["button", "pir", "radar", "radar-uart", "distance", "scan"],
};
/** Sensors that cannot be on one board, and why. */
const RIVALS: Readonly<Record<BoardKind, readonly (readonly [SensorKind, SensorKind, string])[]>> = {
  "esp32-cyd": [["pir", "distance", "Both need pin 22."]],
  "esp32c3-oled": [],
  "esp32c3-epaper213": [],
  "esp32c3-epaper290": [],
  "esp32s3-tft154": [],
};
const ONE_LINE = "Both say whether somebody is still there, and the board listens to one.";
/** Distance at which the title is read where the file does not say: what the panel's letters are made for. */
const READ_AT_METRES: Readonly<Record<BoardKind, number>> = {
  "esp32-cyd": 1,
  "esp32c3-oled": 0.5,
  "esp32c3-epaper213": 1,
  "esp32c3-epaper290": 1,
  "esp32s3-tft154": 0.5,
};
/** Their stock build has no SHA-512, which statistics draw their noise with. */
const WITHOUT_HASH: readonly BoardKind[] = ["esp32s3-tft154"];
const LEAST_METRES = 0.2;
const MOST_METRES = 5;
/** The situation keeps the answer as 1 to 8. */
const MOST_ANSWERS = 8;

/** Sensors through which a shopper can answer. */
export const INPUTS: readonly SensorKind[] = ["touch", "button"];

export function readBoard(id: string, raw: RawBoard, report: Report): Board | undefined {
  const path = ["boards", id];
  const sensors = unique(raw.sensors, [...path, "sensors"], report);
  const groups = unique(raw.offers, [...path, "offers"], report);
  raw.sensors.forEach((sensor, index) => {
    if (SENSORS[raw.board].includes(sensor)) return;
    const message = `A board of kind ${raw.board} has no ${sensor}.`;
    const hint = suggest(sensor, SENSORS[raw.board], "Remove it.");
    report.error("shop-sensor", [...path, "sensors", index], message, hint);
  });
  checkRivals(raw, sensors, path, report);
  const emission = readRadio(id, raw, report);
  const readAtMetres = raw.readAt === undefined ? READ_AT_METRES[raw.board] : (parseMetres(raw.readAt) ?? 0);
  if (readAtMetres < LEAST_METRES || readAtMetres > MOST_METRES) {
    const hint = `Write a distance from ${LEAST_METRES} m to ${MOST_METRES} m.`;
    report.error("shop-distance", [...path, "readAt"], "Nobody reads a small panel from there.", hint);
    return undefined;
  }
  if (emission === undefined) return undefined;
  const calibration = readCalibration(raw.calibration, sensors, [...path, "calibration"], report);
  const statistics = readStatistics(raw, sensors, groups, path, report);
  return {
    id,
    kind: raw.board,
    sensors,
    groups,
    ...emission,
    readAtMetres,
    ...(statistics.length === 0 ? {} : { statistics }),
    ...(calibration === undefined ? {} : { calibration }),
    place: report.locate(path, true),
  };
}

/** What can be counted on this board: its record has room for so many groups, and its screen must say what it does. */
function readStatistics(
  raw: RawBoard,
  sensors: readonly SensorKind[],
  groups: readonly string[],
  path: Path,
  report: Report,
): StatisticKind[] {
  const statistics = unique(raw.statistics ?? [], [...path, "statistics"], report);
  const place = [...path, "statistics"];
  if (statistics.length > 0 && WITHOUT_HASH.includes(raw.board))
    report.error(
      "shop-statistics",
      place,
      `A board of kind ${raw.board} cannot count: its firmware has no SHA-512 to draw noise with.`,
      "Take `statistics` away, or take a board of another kind.",
    );
  if (statistics.includes("plays") && groups.length > MOST_OPTIONS)
    report.error(
      "shop-statistics",
      place,
      `The plays of ${groups.length} groups cannot be counted.`,
      `Give the board at most ${MOST_OPTIONS} groups, or take \`plays\` away.`,
    );
  if (statistics.includes("answers") && !sensors.includes("touch"))
    report.error(
      "shop-statistics",
      place,
      "Answers are counted only where the page with the question can say that they are mixed with chance.",
      "Take `answers` away, or take a board with touch.",
    );
  return statistics;
}

function checkRivals(raw: RawBoard, sensors: readonly SensorKind[], path: Path, report: Report): void {
  const still = STILL_SENSORS.filter((sensor) => sensors.includes(sensor));
  const pairs = [
    ...RIVALS[raw.board],
    ...(still.length > 1 ? [[still[0], still[1], ONE_LINE] as const] : []),
  ];
  for (const [first, second, why] of pairs) {
    if (!sensors.includes(first) || !sensors.includes(second)) continue;
    const message = `\`${first}\` and \`${second}\` cannot be on one board. ${why}`;
    report.error(
      "shop-sensor",
      [...path, "sensors", raw.sensors.indexOf(second)],
      message,
      "Keep one of them.",
    );
  }
}

function unique<T extends string>(list: readonly T[], path: Path, report: Report): T[] {
  const seen = new Set<T>();
  list.forEach((item, index) => {
    if (seen.has(item))
      report.error("shop-duplicate", [...path, index], `\`${item}\` is listed twice.`, "Keep one of them.");
    seen.add(item);
  });
  return [...seen];
}

export function readQuestion(
  raw: RawQuestion,
  languages: readonly string[],
  report: Report,
): Question | undefined {
  const text = readText(raw.text, ["question", "text"], languages, report);
  const chip = readChip(raw, languages, report);
  const ids = Object.keys(raw.answers);
  if (ids.length < 2 || ids.length > MOST_ANSWERS) {
    const message = `The question has ${ids.length} answers.`;
    report.error("shop-answers", ["question", "answers"], message, `Give 2 to ${MOST_ANSWERS} answers.`);
  }
  const answers: Answer[] = [];
  for (const id of ids) {
    const answer = readText(raw.answers[id], ["question", "answers", id], languages, report);
    if (answer !== undefined) answers.push({ id, text: answer });
  }
  if (text === undefined || chip === undefined || answers.length < ids.length) return undefined;
  return { text, chip, answers };
}

function readChip(raw: RawQuestion, languages: readonly string[], report: Report): Text | undefined {
  if (raw.chip !== undefined) return readText(raw.chip, ["question", "chip"], languages, report);
  const chip: Record<string, string> = {};
  for (const language of languages) {
    const word = chipWord(language);
    if (word !== undefined) chip[language] = word;
    else
      report.errorAtKey(
        "shop-chip",
        ["question"],
        `We have no word for "Choose" in language \`${language}\`.`,
        `Add \`chip: { ${language}: … }\`, the short label that opens the question.`,
      );
  }
  return Object.keys(chip).length === languages.length ? chip : undefined;
}
