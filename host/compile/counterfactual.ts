// What would have to be otherwise: for an offer to show, and for the one that shows to give way. Each answer has been
// through the selection that runs on the board.
import { DAY_MINUTES } from "../../shared/offers/clock.ts";
import { OFFER_BYTES, OFFER_MASKS, OFFER_TIER } from "../../shared/offers/deployment.ts";
import { prepareHeld } from "../../shared/offers/hold.ts";
import { findPeriod } from "../../shared/offers/period.ts";
import { entryOf, readRow } from "../../shared/offers/row.ts";
import { select } from "../../shared/offers/select.ts";
import {
  AXIS_BUSY,
  AXIS_DWELL,
  AXIS_MOOD,
  AXIS_PRESENCE,
  NEUTRAL,
  type Situation,
  UNKNOWN_MINUTE,
} from "../../shared/offers/situation.ts";
import type { Turn } from "../../shared/offers/turn.ts";
import type { Shop } from "../shop/model.ts";
import { writeOptions } from "../shop/reach/domain.ts";
import { nameMoment, writeAt } from "../shop/reach/moment.ts";
import type { CompiledBoard } from "./board.ts";
import { type Change, listVariants, type Variant } from "./change.ts";
import { makeTurn } from "./explain.ts";
import { forgetPlays, noteChoice } from "./forecast.ts";
import { utcMinuteOf } from "./zone.ts";

/** What would show instead. */
export interface Instead {
  readonly changes: readonly Change[];
  /** What `passerby why` is to be asked to see it: its options but for shop, board and time. */
  readonly options: string;
  /** Local time at which it would be, such as 2026-11-27T17:00; absent = at the time that was asked about. */
  readonly at?: string;
  /** Id of the offer, or "neutral". */
  readonly offer: string;
}

/** A way for an offer to show. */
export interface Way extends Omit<Instead, "offer"> {
  /** So long until its turn, on a board that has shown nothing yet; 0 = at once. */
  readonly afterSeconds: number;
}

/** Looked ahead for a time at which an offer shows, for one at which it gives way, and for a turn. */
const AHEAD_DAYS = 400;
const INSTEAD_DAYS = 8;
const WATCHED_SECONDS = 900;
/** Ways to tell of; they all have as few changes as possible. */
const MOST_WAYS = 4;

/**
 * What would show at this moment if one fact were another; what changes nothing is left out.
 * @param situation with UNKNOWN_MINUTE for a board without a clock
 */
export function listInstead(compiled: CompiledBoard, shop: Shop, situation: Situation): Instead[] {
  const turn = makeTurn(compiled, shop, situation);
  select(turn);
  const shown = turn.offer;
  const list: Instead[] = [];
  const options = nameOptions(shop, situation);
  for (const variant of listVariants(shop, compiled.board, situation)) {
    const { axes, changes } = variant;
    if (changes.length > 1) break;
    turn.s.axes.set(axes);
    select(turn);
    const offer = nameOffer(compiled, turn.offer);
    // An answer is tried early in a stay and late: in words that is the same.
    const isKnown = list.some((one) => one.offer === offer && one.changes[0]?.text === changes[0]?.text);
    if (turn.offer !== shown && !isKnown) list.push({ changes, options: variant.options, offer });
  }
  turn.s.axes.set(situation.axes);
  const end =
    shown === NEUTRAL
      ? undefined
      : findTime(turn, shop, INSTEAD_DAYS, () => watch(turn, shown) === undefined);
  if (end !== undefined) {
    forgetPlays(turn);
    prepareHeld(turn);
    select(turn);
    const offer = nameOffer(compiled, turn.offer);
    list.push({ changes: [nameTime(end)], options, at: writeAt(end), offer });
  }
  return list;
}

/**
 * Ways in which an offer would show, with as few changes as can be; none where nothing that this board can sense, and no
 * time within 400 days, brings it up.
 * @param number of the offer in the deployment
 */
export function listWays(compiled: CompiledBoard, shop: Shop, situation: Situation, number: number): Way[] {
  const turn = makeTurn(compiled, shop, situation);
  const now = watch(turn, number);
  const options = nameOptions(shop, situation);
  if (now !== undefined) return [{ changes: [], options, afterSeconds: now }];
  const variants = listVariants(shop, compiled.board, situation);
  const takes = [{ axes: situation.axes, changes: [], options }, ...variants].filter(({ axes }) =>
    isTaken(turn, number, axes),
  );
  for (let count = 1; count <= 4; count++) {
    const sensed = takes
      .filter(({ changes }) => changes.length === count)
      .flatMap((variant) => trySensed(compiled, shop, situation, number, variant));
    const timed = takes
      .filter(({ changes }) => changes.length === count - 1)
      .flatMap((variant) => tryTimes(compiled, shop, situation, number, variant));
    const ways = dropLouder([...sensed, ...timed]).slice(0, MOST_WAYS);
    if (ways.length > 0) return ways;
  }
  return [];
}

function trySensed(
  compiled: CompiledBoard,
  shop: Shop,
  situation: Situation,
  number: number,
  { axes, changes, options }: Variant,
): Way[] {
  const afterSeconds = watch(makeTurn(compiled, shop, { ...situation, axes }), number);
  return afterSeconds === undefined ? [] : [{ changes, options, afterSeconds }];
}

/** Where lingering is enough nobody needs to hear that staying for 90 s, or any answer, would do as well. */
function dropLouder(ways: readonly Way[]): Way[] {
  const keys = new Set<string>();
  const keyOf = (changes: readonly Change[], isAnswerBody: boolean): string =>
    changes
      .map(({ fact, text }) => (isBody(fact) || (isAnswerBody && fact === "mood") ? "body" : text))
      .join();
  const quiet = new Set(
    ways
      .filter(({ changes }) => changes.every(({ fact }) => fact !== "mood"))
      .map(({ changes }) => keyOf(changes, false)),
  );
  return ways.filter(({ changes }) => {
    const key = keyOf(changes, false);
    const isNew = !keys.has(key);
    keys.add(key);
    return isNew && (key === keyOf(changes, true) || !quiet.has(keyOf(changes, true)));
  });
}

function isBody(fact: Change["fact"]): boolean {
  return fact === "presence" || fact === "dwell";
}

function tryTimes(
  compiled: CompiledBoard,
  shop: Shop,
  situation: Situation,
  number: number,
  { axes, changes, options }: Variant,
): Way[] {
  const turn = makeTurn(compiled, shop, { ...situation, axes });
  let afterSeconds: number | undefined;
  const holds = (): boolean => {
    afterSeconds = watch(turn, number);
    return afterSeconds !== undefined;
  };
  const local = findTime(turn, shop, AHEAD_DAYS, holds, () => isAllowed(turn, number));
  if (local === undefined || afterSeconds === undefined) return [];
  return [{ changes: [...changes, nameTime(local)], options, at: writeAt(local), afterSeconds }];
}

/** What is sensed in a situation, as options of `passerby why`. */
function nameOptions(shop: Shop, { axes }: Situation): string {
  const answers = shop.question?.answers.map(({ id }) => id) ?? [];
  const [mood, presence, dwell, busy] = [AXIS_MOOD, AXIS_PRESENCE, AXIS_DWELL, AXIS_BUSY].map(
    (axis) => axes[axis],
  );
  return writeOptions({ mood, presence, dwell, busy }, answers);
}

function nameTime(local: number): Change {
  return { fact: "time", text: `it were ${nameMoment(local)}` };
}

function nameOffer({ offers }: CompiledBoard, number: number): string {
  return offers[number]?.id ?? "neutral";
}

/** Does the offer itself take what is sensed? */
function isTaken({ d }: Turn, number: number, axes: Uint8Array): boolean {
  const masks = (d.offerTable + number * OFFER_BYTES + OFFER_MASKS) >> 1;
  return [...axes].every((value, axis) => ((d.u16[masks + axis] >> value) & 1) === 1);
}

/** Do the rules allow the offer in the turn's period and situation? Its tier's row is read then. */
function isAllowed(turn: Turn, number: number): boolean {
  const { d, period, row } = turn;
  readRow(turn, period, d.u8[d.offerTable + number * OFFER_BYTES + OFFER_TIER]);
  for (let i = 0; i < row.count; i++) if (entryOf(turn, row.at + i) === number) return true;
  return false;
}

/**
 * Plays on in a situation that stays as it is, from a board that has shown nothing yet.
 * @returns seconds until the offer shows; undefined = not within a round of its tier and a quarter of an hour
 */
function watch(turn: Turn, number: number): number | undefined {
  const { d, row } = turn;
  const first = turn.slot;
  forgetPlays(turn);
  const round = isAllowed(turn, number) ? (row.count + 1) * Math.max(2, d.staffEvery) : 0;
  const slots = round === 0 ? 0 : Math.max(round, Math.ceil(WATCHED_SECONDS / d.slotSeconds));
  let found: number | undefined;
  for (let i = 0; i < slots && found === undefined; i++) {
    turn.slot = first + i;
    prepareHeld(turn);
    select(turn);
    noteChoice(turn);
    if (turn.offer === number) found = i * d.slotSeconds;
  }
  turn.slot = first;
  return found;
}

/**
 * The first edge of the calendar at which something holds; the turn is then at that time.
 * @param mayHold asked first: finding the slot of a local time takes long
 * @returns local minutes since 1970; undefined = not within so many days, or the clock is unknown
 */
function findTime(
  turn: Turn,
  shop: Shop,
  days: number,
  holds: () => boolean,
  mayHold: () => boolean = () => true,
): number | undefined {
  const { s, period, d } = turn;
  if (s.minuteOfWeek === UNKNOWN_MINUTE) return undefined;
  const last = (s.day + days) * DAY_MINUTES;
  for (let local = period.until; local < last; local = period.until) {
    findPeriod(d, local, period);
    s.day = Math.floor(local / DAY_MINUTES);
    s.minuteOfWeek = (local + 3 * DAY_MINUTES) % (7 * DAY_MINUTES);
    if (!mayHold()) continue;
    turn.slot = Math.floor((utcMinuteOf(shop.timezone, writeAt(local)) * 60) / d.slotSeconds);
    if (holds()) return local;
  }
  return undefined;
}
