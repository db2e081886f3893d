// Why this offer, and why not another. A fact is decisive if changing it alone, to some other value, makes the
// offer ineligible or beaten by a higher tier (the language only by what the offer itself is written in: `check`
// lets no offer lack one). At most two are given, in the order of the REASON_ constants.
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
import { isFree } from "./hold.ts";
import { isMarked, isResting } from "./pacing.ts";
import { findDateCell, findRun, findUnknownRun, type Period } from "./period.ts";
import { axisValues, entryOf, readRow } from "./row.ts";
import { AXES, NEUTRAL, UNKNOWN_MINUTE } from "./situation.ts";
import { NO_REASON, TIER_PIN } from "./tier.ts";
import type { Turn } from "./turn.ts";

/** Reason kind of each axis, by AXIS_ constant. */
const AXIS_REASONS = [
  REASON_MOOD,
  REASON_PRESENCE,
  REASON_DWELL,
  REASON_BUSY,
  REASON_LIGHT,
  REASON_TEMPERATURE,
];

function addReason(turn: Turn, kind: number): void {
  if (turn.first === NO_REASON) turn.first = kind;
  else if (turn.second === NO_REASON) turn.second = kind;
}

/** Would a campaign offer take the place of a regular one in this period? */
function isBeaten(turn: Turn, period: Period): boolean {
  readRow(turn, period, TIER_CAMPAIGN);
  const row = turn.row;
  for (let i = 0; i < row.count; i++) if (isFree(turn, entryOf(turn, row.at + i))) return true;
  return false;
}

function isBeatenOnAxis(turn: Turn, axis: number): boolean {
  const axes = turn.s.axes;
  const present = axes[axis];
  const values = axisValues(turn.d, axis);
  let isDecisive = false;
  for (let value = 0; value < values && !isDecisive; value++) {
    axes[axis] = value;
    isDecisive = value !== present && isBeaten(turn, turn.period);
  }
  axes[axis] = present;
  return isDecisive;
}

/** Beaten at another minute of the week, on the same date? */
function isBeatenByHours(turn: Turn, scratch: Period): boolean {
  const cell = findDateCell(turn.d, turn.s.day);
  let minute = 0;
  let isDecisive = false;
  while (minute < 10080 && !isDecisive) {
    findRun(turn.d, cell, minute, scratch);
    isDecisive = isBeaten(turn, scratch);
    minute = scratch.until;
  }
  return isDecisive;
}

/** Beaten on another date, at the same minute of the week? Without a clock: by another last date known. */
function isBeatenByDate(turn: Turn, scratch: Period): boolean {
  const d = turn.d;
  const minute = turn.s.minuteOfWeek;
  const cells = d.u16[d.dates >> 1];
  let isDecisive = false;
  for (let cell = 0; cell < cells && !isDecisive; cell++) {
    if (minute === UNKNOWN_MINUTE) findUnknownRun(d, cell, scratch);
    else findRun(d, cell, minute, scratch);
    isDecisive = isBeaten(turn, scratch);
  }
  return isDecisive;
}

/**
 * Finds the decisive facts of the offer that was selected; writes `turn.first` and `turn.second`.
 * @param scratch a period that may be overwritten
 */
export function explain(turn: Turn, scratch: Period): void {
  const offer = turn.offer;
  const tier = turn.tier;
  turn.first = NO_REASON;
  turn.second = NO_REASON;
  if (offer === NEUTRAL) return;
  if (tier === TIER_PIN) {
    turn.first = REASON_PIN;
    return;
  }
  if (tier === TIER_STAFF) turn.first = REASON_STAFF;
  const d = turn.d;
  const u16 = d.u16;
  const at = (d.offerTable + offer * OFFER_BYTES) >> 1;
  const flags = u16[at] >> 8;
  const canBeBeaten = tier === TIER_REGULAR;
  for (let axis = 0; axis < AXES && turn.second === NO_REASON; axis++) {
    if (axis === 3) {
      if (flags & FLAG_HOURS || (canBeBeaten && isBeatenByHours(turn, scratch)))
        addReason(turn, REASON_HOURS);
      if (flags & FLAG_DATES || (canBeBeaten && isBeatenByDate(turn, scratch))) addReason(turn, REASON_DATE);
    }
    if (u16[at + (OFFER_MASKS >> 1) + axis] !== NO_CONDITION) addReason(turn, AXIS_REASONS[axis]);
    else if (canBeBeaten && isBeatenOnAxis(turn, axis)) addReason(turn, AXIS_REASONS[axis]);
  }
  if (turn.second !== NO_REASON) return;
  if (flags & FLAG_STOCK) addReason(turn, REASON_STOCK);
  if (d.isPartial) {
    const all = (1 << d.languages) - 1;
    if ((u16[at + 1] & all) !== all) addReason(turn, REASON_LANGUAGE);
  }
  if (turn.first === NO_REASON) turn.first = REASON_TURN;
}

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

/** The first failing condition of an offer that the turn did not choose, in the order of the WHY_NOT_ constants. */
export function whyNot(turn: Turn, offer: number): number {
  const d = turn.d;
  const s = turn.s;
  const p = turn.pacing;
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
    if (!((u16[((at + OFFER_MASKS) >> 1) + axis] >> s.axes[axis]) & 1)) return WHY_NOT_AXIS + axis;
  readRow(turn, turn.period, u8[at]);
  const row = turn.row;
  let isAllowed = false;
  for (let i = 0; i < row.count && !isAllowed; i++) isAllowed = entryOf(turn, row.at + i) === offer;
  if (!isAllowed) return WHY_NOT_HOURS;
  if (isMarked(p.dismissed, p.dismissedCount, offer)) return WHY_NOT_DISMISSED;
  if (isResting(p, offer, turn.slot)) return WHY_NOT_RESTING;
  if (turn.tier === TIER_PIN) return WHY_NOT_PINNED;
  if (u8[at] === TIER_REGULAR && turn.tier === TIER_CAMPAIGN) return WHY_NOT_TIER;
  return WHY_NOT_TURN;
}
