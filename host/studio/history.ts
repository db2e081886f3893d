// What a day has shown so far: stretches of presence, and plays with their reasons.
import { NEUTRAL } from "../../shared/offers/situation.ts";
import type { Status } from "../simulator/board.ts";

export interface Play {
  readonly atMs: number;
  endMs: number;
  /** Offer number, or -1 for the neutral card. */
  readonly offer: number;
  readonly status: Status;
}

interface Presence {
  readonly atMs: number;
  endMs: number;
  readonly level: number;
}

/** What was seen of a day. */
export interface Past {
  readonly presence: readonly Presence[];
  readonly plays: readonly Play[];
  /** Up to here the day was looked at. */
  readonly reachedMs: number;
}

export interface History extends Past {
  /** Takes what the board says at a time not before the last one. */
  observe(atMs: number, status: Status): void;
  /** Its own copy of everything before a time. */
  copyUntil(atMs: number): History;
}

/** Makes a history, empty unless stretches are given. */
export function createHistory(presence: Presence[] = [], plays: Play[] = [], from = 0): History {
  let reachedMs = from;
  return {
    presence,
    plays,
    get reachedMs() {
      return reachedMs;
    },
    observe(atMs, status) {
      reachedMs = Math.max(reachedMs, atMs);
      observePresence(presence, atMs, status.presence);
      observePlay(plays, atMs, status);
    },
    copyUntil(atMs) {
      const cut = <Span extends { readonly atMs: number; endMs: number }>(spans: readonly Span[]): Span[] =>
        spans
          .filter((span) => span.atMs <= atMs)
          .map((span) => ({ ...span, endMs: Math.min(span.endMs, atMs) }));
      return createHistory(cut(presence), cut(plays), Math.min(reachedMs, atMs));
    },
  };
}

/** One past, and behind its end what another knows. */
export function joinHistories(first: Past, second: Past): Past {
  const after = ({ atMs }: { readonly atMs: number }) => atMs > first.reachedMs;
  return {
    presence: [...first.presence, ...second.presence.filter(after)],
    plays: [...first.plays, ...second.plays.filter(after)],
    reachedMs: first.reachedMs,
  };
}

function observePresence(presence: Presence[], atMs: number, level: number): void {
  const last = presence.at(-1);
  if (last !== undefined && last.level === level) last.endMs = atMs;
  else {
    if (last !== undefined) last.endMs = atMs;
    presence.push({ atMs, endMs: atMs, level });
  }
}

function observePlay(plays: Play[], atMs: number, status: Status): void {
  const offer = status.offer === NEUTRAL ? -1 : status.offer;
  const last = plays.at(-1);
  if (last !== undefined) last.endMs = atMs;
  // The neutral card may come in many slots in a row; that is one stretch.
  const isSame =
    last !== undefined && last.offer === offer && (offer === -1 || last.status.play === status.play);
  if (!isSame) plays.push({ atMs, endMs: atMs, offer, status });
}
