// What a board would show, slot after slot, in situations that somebody makes up: by the same selection and pacing as on
// the board, without its program around it. Thousands of slots take no longer than a second of the simulator.
import { dayOf, localMinute, minuteOfWeek } from "../../shared/offers/clock.ts";
import { OFFER_BYTES, OFFER_PER_HOUR, OFFER_REST, openDeployment } from "../../shared/offers/deployment.ts";
import { prepareHeld } from "../../shared/offers/hold.ts";
import { createPacing, isResting, notePlay } from "../../shared/offers/pacing.ts";
import { findPeriod } from "../../shared/offers/period.ts";
import { select } from "../../shared/offers/select.ts";
import { NEUTRAL } from "../../shared/offers/situation.ts";
import { createTurn, type Turn } from "../../shared/offers/turn.ts";

/** One slot of a forecast. */
export interface Step {
  /** Number of the offer in the deployment, NEUTRAL = the neutral card. */
  readonly offer: number;
  /** TIER_ constant of who chose it. */
  readonly tier: number;
  /** Index of the language that is shown. */
  readonly language: number;
  /** Whose turn it was: another offer than the one shown where that one rests. */
  readonly wanted: number;
  /** `wanted` was passed over because it rests, or because it had its plays of the hour. */
  readonly isRestHit: boolean;
}

export interface Forecast {
  readonly slotSeconds: number;
  /**
   * Plays one slot; slots are given in rising order.
   * @param slot UTC seconds since 1970 divided by slotSeconds, rounded down
   * @param axes by AXIS_ constant; see Situation
   */
  step(slot: number, axes: ArrayLike<number>): Step;
  /** Forgets what was played: nothing rests. */
  restart(): void;
  /** Local minute of the shop at which a slot begins, since 1970-01-01 00:00 local time. */
  minuteOf(slot: number): number;
}

/** The language that a board shows in a slot where nobody tapped one: the same rule as in the program. */
function languageOf(slot: number, languages: number): number {
  return (slot + Math.floor(slot / 61)) % languages;
}

/** Notes what a turn has chosen, as the program does when it shows it. */
export function noteChoice({ d, offer, slot, pacing }: Turn): void {
  if (offer === NEUTRAL) return;
  const at = d.offerTable + offer * OFFER_BYTES;
  notePlay(pacing, offer, slot, d.u16[(at + OFFER_REST) >> 1], d.u8[at + OFFER_PER_HOUR], d.hourSlots);
}

/** Forgets what was played: nothing rests. */
export function forgetPlays({ pacing }: Turn): void {
  pacing.restingCount = 0;
  pacing.ringCount = 0;
  pacing.ringNext = 0;
}

/**
 * A board that knows its clock and has shown nothing yet.
 * @param deployment bytes as compileBoard gives them
 */
export function createForecast(deployment: Uint8Array): Forecast {
  const d = openDeployment(deployment.slice().buffer);
  const turn = createTurn(d);
  // The same turn without a memory: whose turn it is by the written rules alone.
  const rules: Turn = { ...turn, pacing: createPacing(), held: new Uint16Array(turn.held.length) };
  const { s, pacing } = turn;
  const minuteOf = (slot: number): number => localMinute(d, Math.floor((slot * d.slotSeconds) / 60));

  function enter(slot: number, axes: ArrayLike<number>): void {
    const local = minuteOf(slot);
    if (local < turn.period.from || local >= turn.period.until) findPeriod(d, local, turn.period);
    s.minuteOfWeek = minuteOfWeek(local);
    s.day = dayOf(local);
    s.language = languageOf(slot, d.languages);
    s.axes.set(axes);
    turn.slot = slot;
    rules.slot = slot;
    prepareHeld(turn);
    prepareHeld(rules);
  }

  return {
    slotSeconds: d.slotSeconds,
    minuteOf,
    restart: () => forgetPlays(turn),
    step(slot, axes) {
      enter(slot, axes);
      select(rules);
      select(turn);
      const { offer, tier } = turn;
      const wanted = rules.offer;
      const isRestHit = wanted !== offer && wanted !== NEUTRAL && isResting(pacing, wanted, slot);
      noteChoice(turn);
      return { offer, tier, language: s.language, wanted, isRestHit };
    },
  };
}
