// What a simulated day comes to: plays, shares, silence. Pure.
import { NEUTRAL } from "../../shared/offers/situation.ts";

/** The beginning of a play, or of the neutral card, as the simulator tells it. */
interface Play {
  readonly atMs: number;
  /** Number of the offer in the deployment; NEUTRAL = the neutral card. */
  readonly offer: number;
}

/** A change of the presence level. */
interface PresenceChange {
  readonly atMs: number;
  readonly presence: number;
}

export interface Day {
  readonly plays: readonly Play[];
  readonly presence: readonly PresenceChange[];
  readonly endMs: number;
  /** By offer: slots that were its turn while it rested. */
  readonly rests?: readonly number[];
  /** Local minute of the day at which it began, where a clock was known. */
  readonly startMinute?: number | undefined;
}

interface OfferSummary {
  readonly offer: string;
  readonly plays: number;
  /** Of all plays, 0 to 1; the neutral card is no play. */
  readonly share: number;
  /** Plays that began while somebody was near, and their share of all such plays. */
  readonly playsNear: number;
  readonly shareNear: number;
  readonly shownSeconds: number;
  /** Slots that were its turn and went to another offer, because it rested or had had its plays of the hour. */
  readonly restsHit: number;
}

export interface Summary {
  readonly seconds: number;
  readonly plays: number;
  readonly playsNear: number;
  /** Part of the time in which the neutral card was shown, 0 to 1. */
  readonly neutralShare: number;
  readonly longestSilenceSeconds: number;
  readonly restsHit: number;
  /** How often another card came. */
  readonly cardChanges: number;
  readonly presenceChanges: number;
  /** In the order of the deployment, those that never played included. */
  readonly offers: readonly OfferSummary[];
}

/** @param ids offers in the order of the deployment */
export function summariseDay(day: Day, ids: readonly string[]): Summary {
  const counts = ids.map((offer) => ({ offer, plays: 0, playsNear: 0, shownMs: 0 }));
  let neutralMs = 0;
  let silenceMs = 0;
  let longestMs = 0;
  let cardChanges = 0;
  day.plays.forEach(({ atMs, offer }, index) => {
    const lastsMs = Math.max(0, (day.plays[index + 1]?.atMs ?? day.endMs) - atMs);
    if (index > 0 && day.plays[index - 1].offer !== offer) cardChanges++;
    const count = offer === NEUTRAL ? undefined : counts[offer];
    silenceMs = count === undefined ? silenceMs + lastsMs : 0;
    longestMs = Math.max(longestMs, silenceMs);
    if (count === undefined) {
      neutralMs += lastsMs;
      return;
    }
    count.plays++;
    count.shownMs += lastsMs;
    if (presenceAt(day.presence, atMs) > 0) count.playsNear++;
  });
  const plays = counts.reduce((sum, count) => sum + count.plays, 0);
  const playsNear = counts.reduce((sum, count) => sum + count.playsNear, 0);
  const shownMs = counts.reduce((sum, count) => sum + count.shownMs, neutralMs);
  return {
    seconds: Math.round(day.endMs / 1000),
    plays,
    playsNear,
    neutralShare: divide(neutralMs, shownMs),
    longestSilenceSeconds: Math.round(longestMs / 1000),
    restsHit: (day.rests ?? []).reduce((sum, count) => sum + count, 0),
    cardChanges,
    presenceChanges: day.presence.filter(
      (change, i) => i > 0 && day.presence[i - 1].presence !== change.presence,
    ).length,
    offers: counts.map((count, i) => ({
      offer: count.offer,
      plays: count.plays,
      share: divide(count.plays, plays),
      playsNear: count.playsNear,
      shareNear: divide(count.playsNear, playsNear),
      shownSeconds: Math.round(count.shownMs / 1000),
      restsHit: day.rests?.[i] ?? 0,
    })),
  };
}

function divide(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 10_000;
}

/** The level that holds at a time: that of the last change before or at it, found by halving. */
function presenceAt(changes: readonly PresenceChange[], atMs: number): number {
  let low = 0;
  let high = changes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (changes[middle].atMs <= atMs) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? 0 : changes[low - 1].presence;
}
