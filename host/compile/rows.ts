// Selection compiled ahead: period -> group of rows, class -> row. Where the rows would outgrow their budget the
// board ANDs bit rows instead. Both give the same order of play.
import { AXES, AXIS_VALUES } from "../../shared/offers/situation.ts";
import type { Calendar } from "./cells.ts";
import type { Classes } from "./classes.ts";
import { createInterner, hasUnit, intersect, type UnitSet, type Units } from "./sets.ts";

/** Where a row begins is a u16. */
const ROWS_LIMIT_BYTES = 2 * 0xffff;

export interface CompiledRows {
  readonly isBits: boolean;
  /** Rows: groups x classes, where each row begins in u16 from the first. Bits: one bit row a group. */
  readonly groups: readonly (readonly number[])[];
  /** Groups of each period, by tier. */
  readonly groupsOf: readonly (readonly number[])[];
  /** Rows of one tier each: count, then offers. Empty with bits. */
  readonly rows: readonly (readonly number[])[];
  /** The section SECTION_BITS, empty with rows. */
  readonly bits: Uint16Array;
  /** Bytes of rows and groups. */
  readonly bytes: number;
}

/** The units of each tier. */
function splitTiers(units: Units): UnitSet[] {
  let first = 0;
  return units.counts.map((count) => {
    const from = first;
    first += count;
    const set = new Uint32Array(Math.ceil(units.offers.length / 32));
    for (let unit = from; unit < from + count; unit++) set[unit >> 5] |= 1 << (unit & 31);
    return set;
  });
}

/** The offers of a set of units in playing order, with their count in front. */
export function listRow(units: Units, set: UnitSet): number[] {
  const row = units.offers.filter((_, unit) => hasUnit(set, unit));
  return [row.length, ...row];
}

/**
 * Compiles rows, each tier by itself: what one tier asks of the situation then does not multiply the other's rows.
 * @param budgetBytes most bytes for rows and groups; above it bit rows are made
 */
export function compileRows(
  units: Units,
  calendar: Calendar,
  classes: Classes,
  budgetBytes: number,
): CompiledRows {
  const classSets = classes.list();
  const tierSets = splitTiers(units);
  const rowSets = createInterner<UnitSet>();
  const groups = createInterner<number[]>();
  const groupsOf: number[][] = [];
  const known = new Map<string, number>();
  let entryBytes = 0;
  const addGroup = (set: UnitSet): number => {
    const key = set.join(",");
    const present = known.get(key);
    if (present !== undefined) return present;
    const group = classSets.map((classSet) => {
      const before = rowSets.items.length;
      const number = rowSets.add(intersect(set, classSet));
      if (number === before) entryBytes += 2 + 2 * countUnits(rowSets.items[number]);
      return number;
    });
    const number = groups.add(group);
    known.set(key, number);
    return number;
  };
  for (const period of calendar.periods) {
    groupsOf.push(tierSets.map((tier) => addGroup(intersect(period, tier))));
    const bytes = entryBytes + groups.items.length * classes.count * 2;
    if (bytes > budgetBytes || entryBytes > ROWS_LIMIT_BYTES) return compileBits(units, calendar, classes);
  }
  const rows = rowSets.items.map((set) => listRow(units, set));
  const starts: number[] = [];
  let start = 0;
  for (const row of rows) {
    starts.push(start);
    start += row.length;
  }
  return {
    isBits: false,
    groups: groups.items.map((group) => group.map((number) => starts[number])),
    groupsOf,
    rows,
    bits: new Uint16Array(0),
    bytes: entryBytes + groups.items.length * classes.count * 2,
  };
}

function countUnits(set: UnitSet): number {
  let n = 0;
  for (let word of set) for (; word !== 0; word &= word - 1) n++;
  return n;
}

/** Bit rows: each tier fills whole words of 16, so that counts of a tier are counts of words. */
function compileBits(units: Units, calendar: Calendar, classes: Classes): CompiledRows {
  const tierWords = units.counts.map((count) => Math.ceil(count / 16));
  const words = tierWords[0] + tierWords[1] + tierWords[2];
  const positions: number[] = [];
  let first = 0;
  units.counts.forEach((count, tier) => {
    for (let i = 0; i < count; i++) positions.push(first + i);
    first += tierWords[tier] * 16;
  });
  const rows = createInterner<number[]>();
  const addRow = (set: UnitSet): number => {
    const row = new Array<number>(words).fill(0);
    positions.forEach((position, unit) => {
      if (hasUnit(set, unit)) row[position >> 4] |= 1 << (position & 15);
    });
    return rows.add(row);
  };
  const axes = new Array<number>(AXES * AXIS_VALUES).fill(0xffff);
  classes.valueClasses.forEach((numbers, axis) => {
    numbers.forEach((number, value) => {
      axes[axis * AXIS_VALUES + value] = addRow(classes.sets[axis][number]);
    });
  });
  const groups = calendar.periods.map((period) => [addRow(period)]);
  const offers = new Array<number>(words * 16).fill(0xffff);
  positions.forEach((position, unit) => {
    offers[position] = units.offers[unit];
  });
  const bits = Uint16Array.from([
    words,
    tierWords[0],
    tierWords[1],
    0,
    ...offers,
    ...axes,
    ...rows.items.flat(),
  ]);
  return {
    isBits: true,
    groups,
    groupsOf: groups.map((_, i) => [i, i, i]),
    rows: [],
    bits,
    bytes: bits.length * 2 + groups.length * 2,
  };
}
