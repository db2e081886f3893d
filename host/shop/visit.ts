// People in front of one display on one made-up day: when they come, how long they stay, what they tap.
import type { Random } from "../random.ts";

export interface Visit {
  readonly fromMs: number;
  readonly toMs: number;
  readonly hasPhone: boolean;
  /** What they tap, in order; times are absolute. */
  readonly taps: readonly Tap[];
}

export type TapKind = "question" | "answer" | "why" | "know" | "dismiss" | "forget" | "back";

interface Tap {
  readonly atMs: number;
  readonly kind: TapKind;
  /** Which answer, from 0. */
  readonly answer: number;
}

/** People an hour who come near, from 10 to 18 o'clock: quiet mornings, a busy late afternoon. */
export const PEOPLE_PER_HOUR = [14, 20, 26, 30, 26, 30, 38, 42, 28];
export const HOUR_MS = 3_600_000;
const STEP_MS = 10_000;

/** Of 1,000 people so many walk past, so many more stop and look; the others touch. */
const PASS = 560;
const LOOK = 260;
const HAVE_PHONE = 800;

/**
 * All visits of a day, by arrival.
 * @param openMs when the shop opens, in milliseconds of the trace
 */
export function inventVisits(random: Random, openMs: number): Visit[] {
  const visits: Visit[] = [];
  for (let hour = 0; hour < PEOPLE_PER_HOUR.length; hour++) {
    // At most one arrival in ten seconds, with the chance that gives the hour its number of people.
    const perMille = Math.round((PEOPLE_PER_HOUR[hour] * STEP_MS * 1000) / HOUR_MS);
    for (let stepMs = 0; stepMs < HOUR_MS; stepMs += STEP_MS) {
      if (!random.chance(perMille)) continue;
      visits.push(inventVisit(random, openMs + hour * HOUR_MS + stepMs + random.between(0, STEP_MS - 1)));
    }
  }
  return visits;
}

function inventVisit(random: Random, fromMs: number): Visit {
  const kind = random.between(0, 999);
  const hasPhone = random.chance(HAVE_PHONE);
  if (kind < PASS) return { fromMs, toMs: fromMs + random.between(2_000, 8_000), hasPhone, taps: [] };
  if (kind < PASS + LOOK) {
    // The smaller of two: most look for a short time, a few for long.
    const stayMs = Math.min(random.between(12_000, 120_000), random.between(12_000, 120_000));
    return { fromMs, toMs: fromMs + stayMs, hasPhone, taps: [] };
  }
  const taps = inventTaps(random, fromMs + random.between(6_000, 20_000));
  const lastMs = taps[taps.length - 1].atMs;
  return { fromMs, toMs: lastMs + random.between(5_000, 40_000), hasPhone, taps };
}

function inventTaps(random: Random, firstMs: number): Tap[] {
  const taps: Tap[] = [];
  let atMs = firstMs;
  const tap = (kind: TapKind, leastMs: number, mostMs: number) => {
    // The first answer is the likeliest: it is what the shelf is about.
    taps.push({ atMs, kind, answer: random.chance(350) ? 0 : random.between(0, 3) });
    atMs += random.between(leastMs, mostMs);
  };
  const wish = random.between(0, 99);
  if (wish < 55) {
    tap("question", 2_000, 6_000);
    tap("answer", 9_000, 30_000);
    if (random.chance(300)) tap("dismiss", 9_000, 20_000);
    if (random.chance(150)) tap("forget", 2_000, 5_000);
  } else if (wish < 75) {
    tap("why", 4_000, 10_000);
    tap("back", 5_000, 15_000);
  } else if (wish < 85) {
    tap("why", 4_000, 10_000);
    tap("know", 5_000, 12_000);
    tap("back", 5_000, 15_000);
  } else tap("dismiss", 8_000, 20_000);
  return taps;
}
