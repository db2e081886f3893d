// A week in advance: what a board would show in its opening hours if nobody came, if somebody always stood near, and so
// on. Nothing is guessed about how many people come; that is what a trace is for.
import {
  AXES,
  AXIS_BUSY,
  AXIS_DWELL,
  AXIS_MOOD,
  AXIS_PRESENCE,
  BUSY_MANY,
  BUSY_NONE,
  INTERACTING,
  LINGERING,
  NEAR,
  NEUTRAL,
} from "../../shared/offers/situation.ts";
import { type CompiledBoard, hasInput } from "../compile/board.ts";
import { createForecast, type Forecast } from "../compile/forecast.ts";
import { chooseText } from "../compile/texts.ts";
import { formatDate } from "../shop/date.ts";
import { fromLocal } from "../shop/localtime.ts";
import type { Shop } from "../shop/model.ts";
import { seesBodies } from "../shop/sensor.ts";
import { formatMinute } from "../shop/window.ts";

/** One row of the table, in one situation. */
interface CaseOffer {
  readonly offer: string;
  readonly plays: number;
  /** Of all slots, 0 to 1. */
  readonly share: number;
  /** Slots that were its turn while it rested. */
  readonly restsHit: number;
  /** Plays by hour of the week, hour 0 = Monday 00:00. */
  readonly hours: readonly number[];
}

export interface Case {
  readonly kind: "nobody" | "near" | "stays" | "busy" | "answer";
  /** In words, such as "nobody near". */
  readonly situation: string;
  readonly slots: number;
  /** Part of the slots in which only the neutral card can be shown, 0 to 1. */
  readonly neutralShare: number;
  readonly longestSilenceSeconds: number;
  /** In the order of the deployment. */
  readonly offers: readonly CaseOffer[];
}

export interface Week {
  /** First and last day, such as 2026-11-23. */
  readonly from: string;
  readonly until: string;
  readonly openSeconds: number;
  readonly slotSeconds: number;
  /** Open slots by hour of the week. */
  readonly hours: readonly number[];
  readonly cases: readonly Case[];
}

/** A stretch in which the shop is open, in slots: [from, to). */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

const DAYS = 7;
const DAY_MINUTES = 1440;
const WEEK_HOURS = 168;
/** 1970-01-01 was a Thursday; weeks begin on Monday. */
const FIRST_WEEKDAY = 3;
const LANGUAGE = "en";

/**
 * Plays seven days.
 * @param firstDay days since 1970-01-01, local
 */
export function forecastWeek(compiled: CompiledBoard, shop: Shop, firstDay: number): Week {
  const { deployment } = compiled;
  const { slotSeconds, minuteOf } = createForecast(deployment);
  const stretches = listStretches(shop, firstDay, slotSeconds);
  const hours = new Array<number>(WEEK_HOURS).fill(0);
  for (const { from, to } of stretches)
    for (let slot = from; slot < to; slot++) hours[hourOf(minuteOf(slot))]++;
  const slots = hours.reduce((sum, count) => sum + count, 0);
  return {
    from: formatDate(firstDay),
    until: formatDate(firstDay + DAYS - 1),
    openSeconds: slots * slotSeconds,
    slotSeconds,
    hours,
    cases: listCases(compiled, shop).map(({ kind, situation, axes }) => ({
      kind,
      situation,
      ...playCase(axes, createForecast(deployment), stretches, compiled),
    })),
  };
}

function playCase(
  axes: Uint8Array,
  forecast: Forecast,
  stretches: readonly Stretch[],
  { offers }: CompiledBoard,
): Omit<Case, "kind" | "situation"> {
  const counts = offers.map(({ id }) => ({
    offer: id,
    plays: 0,
    restsHit: 0,
    hours: new Array<number>(WEEK_HOURS).fill(0),
  }));
  let slots = 0;
  let neutral = 0;
  let longest = 0;
  for (const { from, to } of stretches) {
    let silence = 0;
    for (let slot = from; slot < to; slot++) {
      const { offer, wanted, isRestHit } = forecast.step(slot, axes);
      slots++;
      if (isRestHit) counts[wanted].restsHit++;
      silence = offer === NEUTRAL ? silence + 1 : 0;
      longest = Math.max(longest, silence);
      if (offer === NEUTRAL) neutral++;
      else {
        counts[offer].plays++;
        counts[offer].hours[hourOf(forecast.minuteOf(slot))]++;
      }
    }
  }
  const divide = (part: number): number => (slots === 0 ? 0 : Math.round((part / slots) * 10_000) / 10_000);
  return {
    slots,
    neutralShare: divide(neutral),
    longestSilenceSeconds: longest * forecast.slotSeconds,
    offers: counts.map((count) => ({ ...count, share: divide(count.plays) })),
  };
}

/** What may be so all week long, as far as this board can sense it. */
function listCases({ board }: CompiledBoard, shop: Shop) {
  const cases: (Pick<Case, "kind" | "situation"> & { axes: Uint8Array })[] = [
    { kind: "nobody", situation: "nobody near", axes: sense(0, 0, 0) },
  ];
  if (board.sensors.some((sensor) => sensor !== "touch" && sensor !== "button"))
    cases.push({ kind: "near", situation: "somebody near", axes: sense(NEAR, 0, 0) });
  if (seesBodies(board.sensors))
    cases.push({ kind: "stays", situation: "somebody stays", axes: sense(LINGERING, 2, 0) });
  if (board.sensors.includes("scan"))
    cases.push({ kind: "busy", situation: "many people about", axes: sense(NEAR, 0, 0, BUSY_MANY) });
  if (hasInput(board))
    for (const [i, { text }] of (shop.question?.answers ?? []).entries())
      cases.push({
        kind: "answer",
        situation: `“${chooseText(text, LANGUAGE)}”`,
        axes: sense(INTERACTING, 1, i + 1),
      });
  return cases;
}

function sense(presence: number, dwell: number, mood: number, busy = BUSY_NONE): Uint8Array {
  const axes = new Uint8Array(AXES);
  axes[AXIS_PRESENCE] = presence;
  axes[AXIS_DWELL] = dwell;
  axes[AXIS_MOOD] = mood;
  axes[AXIS_BUSY] = busy;
  return axes;
}

function hourOf(localMinute: number): number {
  return Math.floor((localMinute + FIRST_WEEKDAY * DAY_MINUTES) / 60) % WEEK_HOURS;
}

/** When the shop is open, in order and none twice; a shop without hours is open all day. */
function listStretches(shop: Shop, firstDay: number, slotSeconds: number): Stretch[] {
  const slotAt = (day: number, minute: number): number => {
    const local = `${formatDate(day + Math.floor(minute / DAY_MINUTES))}T${formatMinute(minute % DAY_MINUTES)}`;
    return Math.ceil((fromLocal(local, shop.timezone) ?? 0) / 1000 / slotSeconds);
  };
  const stretches: Stretch[] = [];
  const hours = shop.hours.length > 0 ? shop.hours : [{ days: 127, window: { start: 0, end: DAY_MINUTES } }];
  for (let day = firstDay; day < firstDay + DAYS; day++)
    for (const { days, window } of hours)
      if ((days >> ((day + FIRST_WEEKDAY) % DAYS)) & 1) {
        const end = window.end > window.start ? window.end : window.end + DAY_MINUTES;
        stretches.push({ from: slotAt(day, window.start), to: slotAt(day, end) });
      }
  stretches.sort((a, b) => a.from - b.from);
  let last = 0;
  return stretches.flatMap(({ from, to }) => {
    const begin = Math.max(from, last);
    last = Math.max(last, to);
    return begin < to ? [{ from: begin, to }] : [];
  });
}
