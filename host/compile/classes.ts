// Classes: combinations of presence, dwell, mood and the other axes that some offer tells apart. An axis that
// nobody asks about is dropped; values that all offers treat alike share a class.
import { AXES, AXIS_VALUES } from "../../shared/offers/situation.ts";
import type { Rule } from "./rules.ts";
import { intersect, type UnitSet, type Units, unitsWhere } from "./sets.ts";

export interface Classes {
  readonly count: number;
  /** AXES x AXIS_VALUES: what each value adds to the number of the class. */
  readonly weights: Uint16Array;
  /** By axis, then by value: number of its value class. Empty for a dropped axis. */
  readonly valueClasses: readonly (readonly number[])[];
  /** By axis, then by value class: the units allowed. */
  readonly sets: readonly (readonly UnitSet[])[];
  /** Units allowed in each class. */
  list(): UnitSet[];
}

/** @param values how many values each axis has, AXES numbers */
export function compileClasses(rules: readonly Rule[], units: Units, values: readonly number[]): Classes {
  const weights = new Uint16Array(AXES * AXIS_VALUES);
  const valueClasses: number[][] = [];
  const sets: UnitSet[][] = [];
  let stride = 1;
  for (let axis = 0; axis < AXES; axis++) {
    const seen = new Map<string, number>();
    const numbers: number[] = [];
    const axisSets: UnitSet[] = [];
    for (let value = 0; value < values[axis]; value++) {
      const set = unitsWhere(units, (offer) => ((rules[offer].masks[axis] >> value) & 1) === 1);
      const key = set.join(",");
      let number = seen.get(key);
      if (number === undefined) {
        number = axisSets.length;
        seen.set(key, number);
        axisSets.push(set);
      }
      numbers.push(number);
    }
    const isDropped = axisSets.length === 1 && rules.every((rule) => rule.masks[axis] === 0xffff);
    valueClasses.push(isDropped ? [] : numbers);
    sets.push(isDropped ? [] : axisSets);
    if (isDropped) continue;
    numbers.forEach((number, value) => {
      weights[axis * AXIS_VALUES + value] = number * stride;
    });
    stride *= axisSets.length;
  }
  return {
    count: stride,
    weights,
    valueClasses,
    sets,
    list() {
      let classes: UnitSet[] = [unitsWhere(units, () => true)];
      for (const axisSets of sets) {
        if (axisSets.length === 0) continue;
        classes = axisSets.flatMap((set) => classes.map((present) => intersect(present, set)));
      }
      return classes;
    },
  };
}
