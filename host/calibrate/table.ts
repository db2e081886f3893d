// What a board counted in one span, as the host reads it. Nothing that comes from a board is believed: shapes and bounds are
// checked.
import {
  AGES,
  ENERGIES,
  RANGES,
  STRENGTHS,
  SURVEY_MOST_S,
  TABLE_AVERAGE,
  TABLE_ENERGY,
  TABLE_LINE,
  TABLE_PIR,
  TABLE_RANGE,
  TABLE_STARTS,
  TABLE_STRENGTH,
  TABLE_TARGET,
  TARGETS,
} from "../../shared/link/survey.ts";
import { HostError } from "../error.ts";

const MOST_COUNT = 65_535;
const MOST_ENERGY = 100;

/** The counts of one span; all of them whole numbers from 0 on. */
export interface Tables {
  readonly seconds: number;
  /** Ticks by the whole seconds since the line was last high; the last is "or more". */
  readonly pirAges: readonly number[];
  readonly pirRises: number;
  readonly lineAges: readonly number[];
  readonly lineRises: number;
  /** Highest energies: of movement in nine gates, then of stillness. */
  readonly energies: readonly number[];
  /** Frames by distance in steps of 25 cm; the last is "none". */
  readonly targets: readonly number[];
  /** Readings in steps of 5 cm; the last is "nothing within 2 m". */
  readonly ranges: readonly number[];
  /** Adverts in steps of 2 dB from -100 dBm on. */
  readonly strengths: readonly number[];
  /** Highest average a second of adverts at least so strong. */
  readonly averages: readonly number[];
}

/** Numbers of the tables that a span has, by their number. */
export const TABLES = [
  TABLE_PIR,
  TABLE_LINE,
  TABLE_ENERGY,
  TABLE_TARGET,
  TABLE_RANGE,
  TABLE_STRENGTH,
  TABLE_AVERAGE,
] as const;

/** What a span counted, table by table in the order of TABLES. */
export interface Counted {
  readonly seconds: number;
  readonly tables: readonly (readonly number[])[];
}

/** Reads the counts of a span that came by another way. @throws HostError `calibrate-answer` */
export function readCounted({ seconds, tables }: Counted): Tables {
  const sound = TABLES.map((table) => readTable([0, ...(tables[table] ?? [])].join(), table));
  return joinTables(sound, Math.max(1, seconds));
}

/**
 * Reads one answer.
 * @returns the counts after the leading 0
 * @throws HostError `calibrate-answer`
 */
export function readTable(answer: string, table: number): number[] {
  const numbers = answer.split(",").map(Number);
  const length = TABLE_STARTS[table + 1] - TABLE_STARTS[table];
  const isSound =
    numbers.length === length + 1 &&
    numbers[0] === 0 &&
    numbers.every((value) => Number.isInteger(value) && value >= 0 && value <= MOST_COUNT);
  if (isSound && (table !== TABLE_ENERGY || numbers.every((value) => value <= MOST_ENERGY)))
    return numbers.slice(1);
  throw new HostError(
    "calibrate-answer",
    "the board answered with something that is no count",
    "Unplug it, plug it in, and begin again. What it shows is as it was.",
  );
}

/** @param tables as `readTable` gives them, by their numbers */
export function joinTables(tables: readonly (readonly number[])[], seconds: number): Tables {
  const [pir, line, energies, targets, ranges, strengths, averages] = tables;
  return {
    seconds: Math.min(SURVEY_MOST_S, seconds),
    pirAges: pir.slice(0, AGES),
    pirRises: pir[AGES],
    lineAges: line.slice(0, AGES),
    lineRises: line[AGES],
    energies: energies.slice(0, ENERGIES),
    targets: targets.slice(0, TARGETS),
    ranges: ranges.slice(0, RANGES),
    strengths: strengths.slice(0, STRENGTHS),
    averages: averages.slice(0, STRENGTHS).map((sixteenths) => sixteenths / 16),
  };
}
