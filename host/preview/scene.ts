// Situations in which an offer comes up by itself: who stands there since when, what they tap, and from which moment on.
import { ACTION_ANSWER, ACTION_QUESTION, SCREEN_CONTROLS, SCREEN_QUESTION } from "../../shared/cards/list.ts";
import {
  AXES,
  AXIS_BUSY,
  AXIS_DWELL,
  AXIS_MOOD,
  AXIS_PRESENCE,
  INTERACTING,
  LINGERING,
  NEAR,
} from "../../shared/offers/situation.ts";
import { DWELL_EDGES_MS, WARM_UP_S } from "../../shared/presence/limits.ts";
import { createForecast } from "../compile/forecast.ts";
import { fromLocal } from "../shop/localtime.ts";
import type { Board, Offer, Shop } from "../shop/model.ts";
import { seesBodies, seesStill } from "../shop/sensor.ts";
import { pressEntry, touchRegion } from "../simulator/hand.ts";
import type { TraceEvent } from "../simulator/trace.ts";

/** What is to be shown, and on what. */
export interface Subject {
  readonly shop: Shop;
  readonly board: Board;
  readonly offer: Offer;
  /** Of the offer in the deployment. */
  readonly number: number;
  readonly deployment: Uint8Array;
  /** Index of the language of the card; undefined = whichever comes first. */
  readonly language: number | undefined;
}

/** A time at which the board gets power, and what happens to it until the offer's turn. */
export interface Take {
  readonly events: readonly TraceEvent[];
  /** Virtual time at which the offer's slot ends. */
  readonly toMs: number;
  /** Local time of the shop at which that slot begins, such as 2026-11-27T17:00. */
  readonly at: string;
}

/** Times before the slot in which the offer shall be chosen. */
interface Scene {
  readonly leadMs: number;
  /** Since when somebody is sensed, 0 = nobody is. */
  readonly nearMs: number;
  /** When the first tap happens, 0 = nobody taps. */
  readonly tapMs: number;
  /** Number of the answer that is tapped, 0 = none. */
  readonly mood: number;
  readonly busy: number;
}

const DAY_MS = 86_400_000;
const WEEK = 7;
/** 1970-01-01 was a Thursday; weeks begin on Monday. */
const FIRST_WEEKDAY = 3;
/** Offers without hours of their own are looked for at noon and in the afternoon. */
const USUAL_MINUTES = [720, 1020];
/** So long from such a time on it is looked for. */
const SEARCHED_S = 3600;
/** Slots that pass before: in the first a campaign has its play, after a few all campaigns with a rest have. */
const LEAD_SLOTS = [0, 1, 6];
/** The board's program starts, and a first card stands. */
const START_MS = 4000;
/** Somebody near, not yet lingering. */
const ARRIVE_MS = 3000;
/** Somebody has stood there long enough to linger, by every sensor. */
const LINGER_MS = 20_000;
/** A card that just changed stands for 8 s: a tap so long before the slot does not delay it. */
const TAP_MS = 9000;
/** Until the average of the adverts says "many". */
const BUSY_MS = 20_000;
const BUSY_ADVERTS = ["120", "-60"];
const TAPS_APART_MS = 500;

/**
 * Takes to try, likeliest first: by the board's own selection the offer is due in each of them.
 * @param most takes at one time of the day
 */
export function* listTakes(subject: Subject, most: number): Generator<Take> {
  const { shop, board, offer, number, deployment, language } = subject;
  if (!canSense(board, offer)) return;
  const forecast = createForecast(deployment);
  const { slotSeconds } = forecast;
  const slotMs = slotSeconds * 1000;
  const plan = planScene(subject);
  for (const slots of LEAD_SLOTS)
    for (const localMs of listTimes(offer)) {
      const scene = { ...plan, leadMs: plan.leadMs + slots * slotMs };
      const lead = Math.ceil(scene.leadMs / slotMs);
      const local = new Date(localMs).toISOString().slice(0, 16);
      const epochMs = fromLocal(local, shop.timezone) ?? Number.NaN;
      const first = Math.ceil(epochMs / slotMs);
      let found = 0;
      for (let slot = first; slot < first + SEARCHED_S / slotSeconds && found < most; slot++) {
        forecast.restart();
        for (let i = lead; i > 0; i--) forecast.step(slot - i, senseAt(scene, i * slotMs));
        const step = forecast.step(slot, senseAt(scene, 0));
        if (step.offer !== number || (language !== undefined && step.language !== language)) continue;
        found++;
        const at = new Date(forecast.minuteOf(slot) * 60_000).toISOString().slice(0, 16);
        const time = new Date(slot * slotMs - scene.leadMs).toISOString();
        yield { events: listEvents(scene, subject, time), toMs: scene.leadMs + slotMs, at };
      }
    }
}

/** Not every board has what senses an offer's situation. */
function canSense({ sensors }: Board, { when }: Offer): boolean {
  const isNear = (when.presence ?? 0) > 0 || (when.dwell ?? 0) > 0;
  const hasInput = sensors.includes("touch") || sensors.includes("button");
  if (
    (when.presence ?? 0) >= INTERACTING || when.moods !== undefined
      ? !hasInput
      : isNear && !seesBodies(sensors)
  )
    return false;
  // No kind of board senses light or temperature: both stay unknown, 0.
  if ([when.light, when.temperature].some((buckets) => buckets !== undefined && !buckets.includes(0)))
    return false;
  return (when.busy ?? 0) === 0 || sensors.includes("scan");
}

function planScene({ shop, board, offer }: Subject): Scene {
  const { presence = 0, dwell = 0, moods, busy = 0 } = offer.when;
  const isTapped = moods !== undefined || presence >= INTERACTING;
  const stayMs = dwell > 0 ? DWELL_EDGES_MS[dwell - 1] + LINGER_MS : LINGER_MS;
  const nearMs = dwell > 0 || presence >= LINGERING ? stayMs : presence === NEAR ? ARRIVE_MS : 0;
  const answers = shop.question?.answers ?? [];
  const mood = moods === undefined ? 0 : 1 + answers.findIndex(({ id }) => moods.includes(id));
  const warmMs = board.sensors.includes("pir") && nearMs > 0 ? WARM_UP_S * 1000 : 0;
  const happensMs = Math.max(nearMs, isTapped ? TAP_MS : 0, busy > 0 ? BUSY_MS : 0);
  // Where nothing has to happen the power comes with the slot: nothing was played before, nothing rests.
  const leadMs = happensMs === 0 ? 0 : START_MS + warmMs + happensMs;
  return { leadMs, nearMs, tapMs: isTapped ? TAP_MS : 0, mood, busy };
}

/** What the board knows so long before the slot. */
function senseAt({ nearMs, tapMs, mood, busy }: Scene, beforeMs: number): Uint8Array {
  const axes = new Uint8Array(AXES);
  const isTapped = tapMs > beforeMs;
  const stayMs = Math.max(nearMs, tapMs) - beforeMs;
  axes[AXIS_MOOD] = isTapped ? mood : 0;
  if (stayMs > 0) axes[AXIS_PRESENCE] = isTapped ? INTERACTING : stayMs >= LINGER_MS ? LINGERING : NEAR;
  axes[AXIS_DWELL] = DWELL_EDGES_MS.filter((edgeMs) => stayMs >= edgeMs).length;
  axes[AXIS_BUSY] = busy;
  return axes;
}

/** Local times at which an offer may play, as if they were UTC: in the last week of it, within its hours. */
function listTimes({ when, approved }: Offer): number[] {
  const last = Math.min(when.until ?? approved.review, approved.review);
  const days: number[] = [];
  for (let day = last; day > last - WEEK && day >= (when.from ?? 0) && days.length < WEEK; day--)
    if (((when.days ?? 0x7f) >> ((day + FIRST_WEEKDAY) % WEEK)) & 1) days.push(day);
  const minutes = when.hours?.map(({ start }) => start) ?? USUAL_MINUTES;
  return days.flatMap((day) => minutes.slice(0, 3).map((minute) => day * DAY_MS + minute * 60_000));
}

/** @param time at which the board gets power */
function listEvents(scene: Scene, subject: Subject, time: string): TraceEvent[] {
  const { leadMs, nearMs, tapMs, busy } = scene;
  const { sensors } = subject.board;
  const events: TraceEvent[] = [{ atMs: 0, event: "start", values: [time], line: 0 }];
  const seeing = [sensors.includes("pir") ? "pir" : "", seesStill(sensors) ? "radar" : ""] as const;
  for (const event of seeing)
    if (nearMs > 0 && event !== "") events.push({ atMs: leadMs - nearMs, event, values: ["1"], line: 0 });
  for (let atMs = 1000; busy > 0 && atMs <= leadMs; atMs += 1000)
    events.push({ atMs, event: "adverts", values: BUSY_ADVERTS, line: 0 });
  if (tapMs > 0) events.push(...listTaps(subject, scene.mood, leadMs - tapMs));
  return events.sort((a, b) => a.atMs - b.atMs);
}

/** What a hand does to give an answer; to be there at all, it opens the question and goes back. */
function listTaps({ board, deployment }: Subject, mood: number, atMs: number): TraceEvent[] {
  const at = { atMs, line: 0 };
  if (!board.sensors.includes("touch")) return pressEntry(deployment, ACTION_ANSWER + mood, at) ?? [];
  const later = { atMs: atMs + TAPS_APART_MS, line: 0 };
  return [
    ...(touchRegion(deployment, SCREEN_CONTROLS, ACTION_QUESTION, at) ?? []),
    ...(touchRegion(deployment, SCREEN_QUESTION, ACTION_ANSWER + mood, later) ?? []),
  ];
}
