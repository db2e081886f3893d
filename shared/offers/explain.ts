// Why this offer, and why not another. A fact is decisive if changing it alone, to some other value, makes the
// offer ineligible or beaten by a higher tier. At most two are given, in the order of the REASON_ constants.
import {
  REASON_BUSY,
  REASON_DATE,
  REASON_DWELL,
  REASON_HOURS,
  REASON_LANGUAGE,
  REASON_LIGHT,
  REASON_MOOD,
  REASON_PIN,
  REASON_PRESENCE,
  REASON_STAFF,
  REASON_STOCK,
  REASON_TEMPERATURE,
  REASON_TURN,
} from "../cards/list.ts";
import {
  AXES,
  type Deployment,
  FLAG_CLOCK,
  FLAG_DATES,
  FLAG_HOURS,
  FLAG_STOCK,
  NO_CONDITION,
  OFFER_BYTES,
  OFFER_FROM,
  OFFER_MASKS,
  OFFER_UNTIL,
  TIER_CAMPAIGN,
  TIER_REGULAR,
  TIER_STAFF,
} from "./deployment.ts";
import { isMarked, isResting, type Pacing } from "./pacing.ts";
import { createPeriod, findDateCell, findGroup, type Period } from "./period.ts";
import { axisValue, axisValues, createRow, entryOf, type Row, readRow, setAxis } from "./row.ts";
import { isFree, TIER_PIN } from "./select.ts";
import { NEUTRAL, type Situation, UNKNOWN_MINUTE } from "./situation.ts";

/** No second (or no) reason. */
export const NO_REASON = 255;

/** Reason kind of each axis, by AXIS_ constant. */
const AXIS_REASONS = [
  REASON_MOOD,
  REASON_PRESENCE,
  REASON_DWELL,
  REASON_BUSY,
  REASON_LIGHT,
  REASON_TEMPERATURE,
];

export interface Explanation {
  first: number;
  second: number;
  readonly row: Row;
  readonly period: Period;
}

export function createExplanation(d: Deployment): Explanation {
  return { first: NO_REASON, second: NO_REASON, row: createRow(d), period: createPeriod() };
}

function addReason(e: Explanation, kind: number): void {
  if (e.first === NO_REASON) e.first = kind;
  else if (e.second === NO_REASON) e.second = kind;
}

/** Would a campaign offer take the place of a regular one in this group and situation? */
function isBeaten(d: Deployment, group: number, s: Situation, p: Pacing, slot: number, row: Row): boolean {
  readRow(d, group, s, row);
  for (let i = 0; i < row.campaign; i++)
    if (isFree(d, s, p, slot, entryOf(d, row, row.staff + i))) return true;
  return false;
}

function isBeatenOnAxis(
  d: Deployment,
  group: number,
  s: Situation,
  p: Pacing,
  slot: number,
  row: Row,
  axis: number,
): boolean {
  const present = axisValue(s, axis);
  const values = axisValues(d, axis);
  let isDecisive = false;
  for (let value = 0; value < values && !isDecisive; value++) {
    if (value === present) continue;
    setAxis(s, axis, value);
    isDecisive = isBeaten(d, group, s, p, slot, row);
  }
  setAxis(s, axis, present);
  return isDecisive;
}

/** Beaten at another minute of the week, on the same date? */
function isBeatenByHours(d: Deployment, s: Situation, p: Pacing, slot: number, e: Explanation): boolean {
  const cell = findDateCell(d, s.day);
  let minute = 0;
  while (minute < 10080) {
    const group = findGroup(d, cell, minute, e.period);
    if (isBeaten(d, group, s, p, slot, e.row)) return true;
    minute = e.period.until;
  }
  return false;
}

/** Beaten on another date, at the same minute of the week? Without a clock: at no minute, by the last date known. */
function isBeatenByDate(d: Deployment, s: Situation, p: Pacing, slot: number, e: Explanation): boolean {
  const at = d.dates >> 1;
  const cells = d.u16[at];
  let previous = -1;
  for (let cell = 0; cell < cells; cell++) {
    let group = d.u16[at + 1 + cells * 2 + cell];
    if (s.minuteOfWeek !== UNKNOWN_MINUTE) group = findGroup(d, cell, s.minuteOfWeek, e.period);
    if (group !== previous && isBeaten(d, group, s, p, slot, e.row)) return true;
    previous = group;
  }
  return false;
}

/**
 * Finds the decisive facts of an offer that was selected; writes them to `e`.
 * @param tier TIER_ constant of the decision
 * @param group group of rows of the present period
 */
export function explain(
  d: Deployment,
  group: number,
  s: Situation,
  p: Pacing,
  slot: number,
  offer: number,
  tier: number,
  e: Explanation,
): void {
  e.first = NO_REASON;
  e.second = NO_REASON;
  if (offer === NEUTRAL) return;
  if (tier === TIER_PIN) {
    e.first = REASON_PIN;
    return;
  }
  if (tier === TIER_STAFF) e.first = REASON_STAFF;
  const u16 = d.u16;
  const at = (d.offerTable + offer * OFFER_BYTES) >> 1;
  const flags = u16[at] >> 8;
  const canBeBeaten = tier === TIER_REGULAR;
  for (let axis = 0; axis < AXES && e.second === NO_REASON; axis++) {
    if (axis === 3) {
      if (flags & FLAG_HOURS || (canBeBeaten && isBeatenByHours(d, s, p, slot, e)))
        addReason(e, REASON_HOURS);
      if (flags & FLAG_DATES || (canBeBeaten && isBeatenByDate(d, s, p, slot, e))) addReason(e, REASON_DATE);
    }
    if (u16[at + (OFFER_MASKS >> 1) + axis] !== NO_CONDITION) addReason(e, AXIS_REASONS[axis]);
    else if (canBeBeaten && isBeatenOnAxis(d, group, s, p, slot, e.row, axis))
      addReason(e, AXIS_REASONS[axis]);
  }
  if (flags & FLAG_STOCK) addReason(e, REASON_STOCK);
  if (d.isPartial && isLanguageDecisive(d, group, s, p, slot, e.row, offer, canBeBeaten))
    addReason(e, REASON_LANGUAGE);
  if (e.first === NO_REASON) e.first = REASON_TURN;
}

function isLanguageDecisive(
  d: Deployment,
  group: number,
  s: Situation,
  p: Pacing,
  slot: number,
  row: Row,
  offer: number,
  canBeBeaten: boolean,
): boolean {
  const present = s.language;
  const languages = d.u8[d.offerTable + offer * OFFER_BYTES + 2];
  let isDecisive = false;
  for (let language = 0; language < d.languages && !isDecisive; language++) {
    if (language === present) continue;
    s.language = language;
    isDecisive = !((languages >> language) & 1) || (canBeBeaten && isBeaten(d, group, s, p, slot, row));
  }
  s.language = present;
  return isDecisive;
}

export const WHY_NOT_SHOWN = 0;
export const WHY_NOT_BANNED = 1;
export const WHY_NOT_SOLD_OUT = 2;
export const WHY_NOT_LANGUAGE = 3;
export const WHY_NOT_BEFORE = 4;
export const WHY_NOT_OVER = 5;
export const WHY_NOT_CLOCK = 6;
/** + axis */
export const WHY_NOT_AXIS = 8;
export const WHY_NOT_HOURS = 16;
export const WHY_NOT_DISMISSED = 17;
export const WHY_NOT_RESTING = 18;
export const WHY_NOT_PINNED = 19;
export const WHY_NOT_TIER = 20;
export const WHY_NOT_TURN = 21;

/**
 * The first failing condition of an offer that is not shown, in the order of the WHY_NOT_ constants.
 * @param tier TIER_ constant of the decision that was made instead
 */
export function whyNot(
  d: Deployment,
  group: number,
  s: Situation,
  p: Pacing,
  slot: number,
  offer: number,
  tier: number,
  row: Row,
): number {
  const u8 = d.u8;
  const u16 = d.u16;
  const at = d.offerTable + offer * OFFER_BYTES;
  const flags = u8[at + 1];
  if (isMarked(s.banned, s.bannedCount, offer)) return WHY_NOT_BANNED;
  if (flags & FLAG_STOCK && isMarked(s.soldOut, s.soldOutCount, offer)) return WHY_NOT_SOLD_OUT;
  if (!((u8[at + 2] >> s.language) & 1)) return WHY_NOT_LANGUAGE;
  const isClockKnown = s.minuteOfWeek !== UNKNOWN_MINUTE;
  if (isClockKnown && s.day < u16[(at + OFFER_FROM) >> 1]) return WHY_NOT_BEFORE;
  if (s.day > u16[(at + OFFER_UNTIL) >> 1]) return WHY_NOT_OVER;
  if (!isClockKnown && flags & FLAG_CLOCK) return WHY_NOT_CLOCK;
  for (let axis = 0; axis < AXES; axis++)
    if (!((u16[((at + OFFER_MASKS) >> 1) + axis] >> axisValue(s, axis)) & 1)) return WHY_NOT_AXIS + axis;
  readRow(d, group, s, row);
  const entries = row.staff + row.campaign + row.regular;
  let isAllowed = false;
  for (let i = 0; i < entries && !isAllowed; i++) isAllowed = entryOf(d, row, i) === offer;
  if (!isAllowed) return WHY_NOT_HOURS;
  if (isMarked(p.dismissed, p.dismissedCount, offer)) return WHY_NOT_DISMISSED;
  if (isResting(p, offer, slot, u16[(at + 4) >> 1], u8[at + 3], d.hourSlots)) return WHY_NOT_RESTING;
  if (tier === TIER_PIN) return WHY_NOT_PINNED;
  if (u8[at] !== tier && (tier === TIER_STAFF || u8[at] === TIER_STAFF)) return WHY_NOT_TURN;
  if (u8[at] === TIER_REGULAR && tier === TIER_CAMPAIGN) return WHY_NOT_TIER;
  return WHY_NOT_TURN;
}
