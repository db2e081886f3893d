// The calendar as cells: the week cut where some offer begins or ends, the dates likewise.
import { hasHours, holdsAt, needsClock, type Rule } from "./rules.ts";
import { createInterner, intersect, type UnitSet, type Units, unitsWhere } from "./sets.ts";

export interface Calendar {
  /** First day of each date cell; the first is 0. */
  readonly days: readonly number[];
  /** Program of each date cell. */
  readonly programs: readonly number[];
  /** Period of each date cell for a board without a clock. */
  readonly unknown: readonly number[];
  /** Each program: first minutes of its runs and the period of each; the first minute is 0. */
  readonly runs: readonly (readonly { minute: number; period: number }[])[];
  /** Units that the calendar allows, by period. */
  readonly periods: readonly UnitSet[];
  readonly weekCells: number;
}

/** Minutes of the week at which some rule begins or ends; the first is 0. */
export function cutWeek(rules: readonly Rule[]): number[] {
  const cuts = new Set<number>([0]);
  for (const rule of rules) {
    if (!hasHours(rule)) continue;
    for (let day = 0; day < 7; day++) {
      cuts.add(day * 1440);
      for (const window of rule.hours) {
        cuts.add(day * 1440 + window.start);
        cuts.add((day * 1440 + window.end) % 10080);
      }
    }
  }
  return [...cuts].sort((a, b) => a - b);
}

/** Days on which some rule begins or has ended; the first is 0. */
export function cutDates(rules: readonly Rule[]): number[] {
  const cuts = new Set<number>([0]);
  for (const rule of rules) {
    if (rule.firstDay > 0) cuts.add(rule.firstDay);
    if (rule.lastDay < 0xffff) cuts.add(rule.lastDay + 1);
  }
  return [...cuts].sort((a, b) => a - b);
}

/** Compiles the calendar of some rules. */
export function compileCalendar(rules: readonly Rule[], units: Units): Calendar {
  const minutes = cutWeek(rules);
  const days = cutDates(rules);
  const weekSets = minutes.map((minute) => unitsWhere(units, (offer) => holdsAt(rules[offer], minute)));
  const clockless = unitsWhere(units, (offer) => !needsClock(rules[offer]));
  const periods = createInterner<UnitSet>();
  const programs = createInterner<number[]>();
  const programOf: number[] = [];
  const unknown: number[] = [];
  for (const day of days) {
    const dated = unitsWhere(units, (offer) => day >= rules[offer].firstDay && day <= rules[offer].lastDay);
    const flat: number[] = [];
    minutes.forEach((minute, cell) => {
      const period = periods.add(intersect(weekSets[cell], dated));
      if (flat.at(-1) !== period) flat.push(minute, period);
    });
    programOf.push(programs.add(flat));
    const ended = unitsWhere(units, (offer) => day <= rules[offer].lastDay);
    unknown.push(periods.add(intersect(clockless, ended)));
  }
  const runs = programs.items.map((flat) => {
    const list: { minute: number; period: number }[] = [];
    for (let i = 0; i < flat.length; i += 2) list.push({ minute: flat[i], period: flat[i + 1] });
    return list;
  });
  return { days, programs: programOf, unknown, runs, periods: periods.items, weekCells: minutes.length };
}
