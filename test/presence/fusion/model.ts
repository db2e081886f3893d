// What sensors say of bodies: simple physics, seeded. Every number that is assumed, and not measured, stands here.
//
// PIR: sees what is warm and moves across its zones. A walking body is seen within a second 95 times of 100, a still one
//   only when it shifts, about each 90 s. Its line stays high 2.5 s after the last movement (HC-SR501 at its least). It fires for
//   nothing once in two hours (draughts, sun).
// Radar (24 GHz, OUT pin): sees whatever moves, breathing too: 98 of 100 seconds of a walking body, 96 of a still one. Its
//   line stays high 2 s. A curtain in a draught or a fan is a moving body to it, 90 of 100 seconds.
// Phone: two adverts a second, log-distance path loss (-58 dBm at 1 m, exponent 2.5), 5 dB of slow and 4 dB of quick fading.
//   Through the wall to the next shop 10 dB more are lost.
import { createRandom } from "../../bench/random.ts";
import type { Event } from "../room.ts";

export const STEP_MS = 500;

/** Somebody in the zone. */
export interface Visit {
  readonly fromMs: number;
  readonly toMs: number;
  /** Walks for so long at its begin and at its end, and is still between. */
  readonly walkMs: number;
  readonly hasPhone: boolean;
}

export interface World {
  readonly lengthMs: number;
  readonly visits: readonly Visit[];
  /** Something that moves without being warm: curtain, fan. */
  readonly movements: readonly (readonly [number, number])[];
  /** Phones beyond the wall, and their distances in metres. */
  readonly neighbours: readonly number[];
  /** From then on the PIR's line stays high. */
  readonly pirStuckMs?: number;
}

const RATES = {
  pirWalking: 0.95,
  pirShift: 1 / 90,
  pirFalse: 1 / 7200,
  radarWalking: 0.98,
  radarStill: 0.96,
};
const RADAR_CURTAIN = 0.9;
const PIR_HOLD_MS = 2500;
const RADAR_HOLD_MS = 2000;
const ADVERTS_PER_S = 2;
const WALL_DB = 10;

/** Chance within a step, from the chance within a second. */
function inStep(inSecond: number): number {
  return 1 - (1 - inSecond) ** (STEP_MS / 1000);
}

/** A normal number, by the sum of twelve even ones. */
function draw(random: () => number): number {
  let sum = -6;
  for (let i = 0; i < 12; i++) sum += random();
  return sum;
}

/** Strengths of one phone's adverts: its slow fading wanders, its quick one does not. */
function createPhone(random: () => number): (distanceM: number, lossDb: number) => number {
  let slowDb = 5 * draw(random);
  return (distanceM, lossDb) => {
    slowDb = 0.98 * slowDb + Math.sqrt(1 - 0.98 ** 2) * 5 * draw(random);
    const meanDbm = -58 - 25 * Math.log10(Math.max(0.3, distanceM)) - lossDb;
    return Math.max(-127, Math.min(20, Math.round(meanDbm + slowDb + 4 * draw(random))));
  };
}

export function isWalking(visit: Visit, atMs: number): boolean {
  return atMs < visit.fromMs + visit.walkMs || atMs >= visit.toMs - visit.walkMs;
}

/** What the sensors of a board say of a world, sorted by time. The same seed gives the same events. */
export function senseWorld(world: World, seed: number): Event[] {
  const random = createRandom(seed);
  const events: Event[] = [];
  const phones = world.visits.map(() => createPhone(random));
  const beyond = world.neighbours.map(() => createPhone(random));
  let pirUntilMs = -1;
  let radarUntilMs = -1;
  let pir = 0;
  let radar = 0;
  const advertise = (atMs: number, strength: () => number): void => {
    if (random() < (ADVERTS_PER_S * STEP_MS) / 1000) events.push({ atMs, kind: "advert", value: strength() });
  };
  for (let atMs = 0; atMs < world.lengthMs; atMs += STEP_MS) {
    if (random() < inStep(RATES.pirFalse)) pirUntilMs = atMs + PIR_HOLD_MS;
    world.visits.forEach((visit, i) => {
      if (atMs < visit.fromMs || atMs >= visit.toMs) return;
      const walks = isWalking(visit, atMs);
      if (random() < inStep(walks ? RATES.pirWalking : RATES.pirShift)) pirUntilMs = atMs + PIR_HOLD_MS;
      if (random() < inStep(walks ? RATES.radarWalking : RATES.radarStill))
        radarUntilMs = atMs + RADAR_HOLD_MS;
      if (visit.hasPhone) advertise(atMs, () => phones[i](walks ? 2 : 1, 0));
    });
    if (world.movements.some(([fromMs, toMs]) => atMs >= fromMs && atMs < toMs))
      if (random() < inStep(RADAR_CURTAIN)) radarUntilMs = atMs + RADAR_HOLD_MS;
    world.neighbours.forEach((distanceM, i) => {
      advertise(atMs, () => beyond[i](distanceM, WALL_DB));
    });
    const isStuck = world.pirStuckMs !== undefined && atMs >= world.pirStuckMs;
    const pirNow = isStuck || atMs < pirUntilMs ? 1 : 0;
    const radarNow = atMs < radarUntilMs ? 1 : 0;
    if (pirNow !== pir) events.push({ atMs, kind: "pir", value: pirNow });
    if (radarNow !== radar) events.push({ atMs, kind: "radar", value: radarNow });
    pir = pirNow;
    radar = radarNow;
  }
  return events;
}
