// A board in small: a compiled world, driven as the program drives it, without sensors and panel.

import { zoneOf } from "../../host/compile/board.ts";
import { writeDeployment } from "../../host/compile/deployment.ts";
import { type Rule, readRule } from "../../host/compile/rules.ts";
import { compileRules, ROW_BUDGET_BYTES } from "../../host/compile/selection.ts";
import {
  type Deployment,
  OFFER_BYTES,
  openDeployment,
  TIER_CAMPAIGN,
  TIER_REGULAR,
  TIER_STAFF,
} from "../../shared/offers/deployment.ts";
import { prepareHeld } from "../../shared/offers/hold.ts";
import { notePlay } from "../../shared/offers/pacing.ts";
import { findPeriod, findUnknownPeriod } from "../../shared/offers/period.ts";
import { select } from "../../shared/offers/select.ts";
import { NEUTRAL, UNKNOWN_MINUTE } from "../../shared/offers/situation.ts";
import { TIER_NEUTRAL, TIER_PIN } from "../../shared/offers/tier.ts";
import { createTurn, type Turn } from "../../shared/offers/turn.ts";
import { DEFAULT_CALIBRATION } from "../../shared/presence/calibration.ts";
import type { Facts, World } from "../arbitraries.ts";
import type { Choice } from "../oracle/choice.ts";

export const FORMS = ["rows", "bits"] as const;
export type Form = (typeof FORMS)[number];

/** Names of who chose, by TIER_ constant. */
const CHOSEN_BY: Readonly<Record<number, Choice["by"]>> = {
  [TIER_CAMPAIGN]: "campaign",
  [TIER_REGULAR]: "regular",
  [TIER_STAFF]: "staff",
  [TIER_PIN]: "pin",
  [TIER_NEUTRAL]: "neutral",
};

/** Rules of a world's offers. */
export function readRules(world: World): Rule[] {
  return world.shop.offers.map((offer) => readRule(world.shop, offer, world.slotSeconds));
}

/** The bytes of a world; "bits" leaves rows no room. */
export function compileWorld(world: World, form: Form, timezone = "Europe/Warsaw"): Uint8Array {
  const rules = readRules(world);
  const compiled = compileRules(rules, world.answers, form === "rows" ? ROW_BUDGET_BYTES : 0);
  return writeDeployment({
    rules,
    ...compiled,
    zone: zoneOf(timezone),
    slotSeconds: world.slotSeconds,
    staffEvery: world.shop.staffEvery,
    languages: world.shop.languages.length,
    answers: world.answers,
    calibration: DEFAULT_CALIBRATION,
  }).deployment;
}

export function openWorld(world: World, form: Form): Deployment {
  return openDeployment(compileWorld(world, form).slice().buffer);
}

/** A turn whose objects can get no further keys: from now on whatever is kept has its place. */
export function startTurn(world: World, form: Form): Turn {
  const turn = createTurn(openWorld(world, form));
  for (const part of [turn, turn.s, turn.pacing, turn.row, turn.period]) Object.seal(part);
  return turn;
}

function mark(marks: Uint16Array, offers: readonly number[]): number {
  marks.set(offers);
  return offers.length;
}

/** Puts a situation and a slot into a turn, as the program does before it chooses. */
export function setFacts(turn: Turn, facts: Facts, slot: number): void {
  const s = turn.s;
  const d = turn.d;
  s.minuteOfWeek = facts.minute ?? UNKNOWN_MINUTE;
  s.day = facts.day;
  s.axes.set([facts.mood, facts.presence, facts.dwell, facts.busy, facts.light, facts.temperature]);
  s.language = facts.language;
  s.pin = facts.pin ?? NEUTRAL;
  s.bannedCount = mark(s.banned, facts.banned);
  s.soldOutCount = mark(s.soldOut, facts.soldOut);
  if (facts.minute === undefined) findUnknownPeriod(d, facts.day, turn.period);
  else findPeriod(d, facts.day * 1440 + (facts.minute % 1440), turn.period);
  turn.slot = slot;
}

/** Chooses; in the oracle's words. */
export function choose(turn: Turn): Choice {
  prepareHeld(turn);
  select(turn);
  return { offer: turn.offer === NEUTRAL ? undefined : turn.offer, by: CHOSEN_BY[turn.tier] };
}

/** Notes the play of what was chosen. */
export function note(turn: Turn): void {
  if (turn.offer === NEUTRAL) return;
  const d = turn.d;
  const at = d.offerTable + turn.offer * OFFER_BYTES;
  notePlay(turn.pacing, turn.offer, turn.slot, d.u16[(at + 4) >> 1], d.u8[at + 3], d.hourSlots);
}
