// How busy it is, as a class: of the adverts a second, averaged, and of nobody's in particular.
import { BUSY_FEW, BUSY_MANY, BUSY_NONE } from "../offers/situation.ts";

/**
 * Separate enter and leave: a class is left at three quarters of where it is entered.
 * @param average of the adverts a second, in the unit of the two limits
 * @param busy the class until now
 * @returns BUSY_ constant
 */
export function classifyBusy(average: number, few: number, many: number, busy: number): number {
  if (average >= many) return BUSY_MANY;
  if (average >= many - (many >> 2)) return busy;
  if (average >= few) return BUSY_FEW;
  if (average < few - (few >> 2)) return BUSY_NONE;
  return busy === BUSY_MANY ? BUSY_FEW : busy;
}
