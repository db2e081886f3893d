// One board with its offers, ready for questions about every situation it can be in.

import { slotSecondsOf } from "../../compile/reading.ts";
import { needsClock, readRule } from "../../compile/rules.ts";
import { type Calendar, calendarOf, clipPast, listSpans } from "../calendar.ts";
import type { Draft, DraftOffer } from "../draft.ts";
import type { Board, Offer, Shop } from "../model.ts";
import { listSituations, type Sensed, takes } from "./domain.ts";

const WEEK_MINUTES = 10_080;
const DAY_MINUTES = 1440;
const FAR_DAY = 0xfffe;

export interface Player {
  readonly scene: Scene;
  readonly entry: DraftOffer;
  readonly calendar: Calendar;
  /** The same, as if a person renewed the approval each time. */
  readonly renewed: Calendar;
  /** Cells of the week in which its days and hours hold. */
  readonly week: Uint32Array;
  /** Situations that it takes, by their number. */
  readonly takes: readonly boolean[];
  /** Does nothing but a person ever hold it back: no rest, no bound, no stock? */
  readonly isSteady: boolean;
  /** Last day on which it plays on a board whose clock is not set, -1 = never. */
  readonly clocklessUntil: number;
}

export interface Scene {
  readonly board: Board;
  readonly situations: readonly Sensed[];
  readonly players: readonly Player[];
  /** First minutes of the cells of the week; every day begins one. */
  readonly cells: readonly number[];
  readonly answers: readonly string[];
  readonly staffEvery: number;
}

/**
 * Only what plays at all: staff picks have no turn where `staffEvery` is 0; and only what is still to come.
 * @param today days since 1970-01-01
 */
export function createScene(draft: Draft, shop: Shop, board: Board, today: number): Scene {
  const entries = draft.offers.filter(({ offer }) => board.groups.includes(offer.group));
  const slotSeconds = slotSecondsOf(
    entries.map(({ offer }) => offer),
    shop.languages,
  );
  const answers = shop.question?.answers.map(({ id }) => id) ?? [];
  const situations = listSituations(board, answers.length);
  const calendars = entries.map(({ offer, except }) => clipPast(calendarOf(offer, except), today));
  const cells = cutWeek([...calendars, { spans: draft.hours.flatMap((h) => listSpans(h.days, [h.window])) }]);
  // Many offers ask the same: each answer is worked out once.
  const weeks = new Map<string, Uint32Array>();
  const taken = new Map<string, readonly boolean[]>();
  const players: Player[] = [];
  const scene: Scene = { board, situations, players, cells, answers, staffEvery: shop.staffEvery };
  entries.forEach((entry, i) => {
    const { offer, except } = entry;
    if (offer.tier === "staff" && shop.staffEvery === 0) return;
    const rule = readRule(shop, offer, slotSeconds);
    const calendar = calendars[i];
    const key = calendar.spans.map(({ start, end }) => `${start}-${end}`).join();
    const week = weeks.get(key) ?? markCells(cells, calendar);
    weeks.set(key, week);
    const asked = rule.masks.join();
    const takesOf = taken.get(asked) ?? situations.map((sensed) => takes(rule, sensed));
    taken.set(asked, takesOf);
    players.push({
      scene,
      entry,
      calendar,
      renewed: clipPast(calendarOf(renew(offer, today), except), today),
      week,
      takes: takesOf,
      isSteady: rule.restSlots === 0 && rule.perHour === 0 && !rule.isStock,
      clocklessUntil: needsClock(rule) ? -1 : lastWithoutClock(entry, today),
    });
  });
  return scene;
}

function renew({ when, approved }: Offer, today: number): Pick<Offer, "when" | "approved"> {
  return { when, approved: approved.review < today ? approved : { ...approved, review: FAR_DAY } };
}

/** After a day that is left out an offer begins again, and a beginning needs a clock. */
function lastWithoutClock({ offer, except }: DraftOffer, today: number): number {
  const last = calendarOf(offer, except).stretches[0]?.last ?? -1;
  return last < today ? -1 : last;
}

function cutWeek(calendars: readonly Pick<Calendar, "spans">[]): number[] {
  const cuts = new Set<number>();
  for (let day = 0; day < 7; day++) cuts.add(day * DAY_MINUTES);
  for (const { spans } of calendars)
    for (const { start, end } of spans) cuts.add(start).add(end % WEEK_MINUTES);
  return [...cuts].sort((a, b) => a - b);
}

function markCells(cells: readonly number[], { spans }: Calendar): Uint32Array {
  const bits = new Uint32Array(Math.ceil(cells.length / 32));
  cells.forEach((minute, cell) => {
    if (spans.some(({ start, end }) => minute >= start && minute < end)) bits[cell >> 5] |= 1 << (cell & 31);
  });
  return bits;
}
