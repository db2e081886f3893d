// Rules to what selects among them: calendar, classes, rows.
import { compileCalendar } from "./cells.ts";
import { compileClasses } from "./classes.ts";
import { compileRows } from "./rows.ts";
import type { Rule } from "./rules.ts";
import { orderUnits } from "./sets.ts";

/** Most bytes for rows and groups, before bit rows are taken instead. */
export const ROW_BUDGET_BYTES = 128 * 1024;

/** Numbers of values of the axes, in the order of the AXIS_ constants. */
export function axisSizes(answers: number): number[] {
  return [answers + 1, 4, 4, 3, 4, 4];
}

/** The rules' part of a deployment: all but the cards. */
export function compileRules(rules: readonly Rule[], answers: number, budgetBytes: number) {
  const units = orderUnits(rules);
  const calendar = compileCalendar(rules, units);
  const classes = compileClasses(rules, units, axisSizes(answers));
  const rows = compileRows(units, calendar, classes, budgetBytes);
  return { units, calendar, classes, rows };
}
