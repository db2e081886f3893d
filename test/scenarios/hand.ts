// What a hand does, said by meaning: a tap on a region or a choice from the one-button menu, whatever the layout is today.

import { HostError } from "../../host/error.ts";
import { pressEntry, touchRegion } from "../../host/simulator/hand.ts";
import type { TraceEvent } from "../../host/simulator/trace.ts";
import * as list from "../../shared/cards/list.ts";

/** A tap or a choice; `atMs` and `line` are those of its place in the file. */
export interface Hand {
  readonly atMs: number;
  readonly line: number;
  /** SCREEN_ name in lower case; a choice has none. */
  readonly screen: string | undefined;
  /** ACTION_ name in lower case, or answer1, answer2, … */
  readonly action: string;
}

/**
 * Turns hands into touches, or presses of the button, and sorts them among the events.
 * @throws HostError `scenario-hand` for a screen or an action that the board does not have
 */
export function placeHands(
  events: readonly TraceEvent[],
  hands: readonly Hand[],
  deployment: Uint8Array,
): TraceEvent[] {
  const placed = hands.flatMap((hand) =>
    hand.screen === undefined ? press(hand, deployment) : touch(hand, hand.screen, deployment),
  );
  return [...events, ...placed].sort((a, b) => a.atMs - b.atMs || a.line - b.line);
}

function touch(hand: Hand, screen: string, deployment: Uint8Array): TraceEvent[] {
  return (
    touchRegion(deployment, screenOf(hand, screen), actionOf(hand), hand) ??
    fail(hand, `no place on "${screen}"`)
  );
}

function press(hand: Hand, deployment: Uint8Array): TraceEvent[] {
  return pressEntry(deployment, actionOf(hand), hand) ?? fail(hand, "no entry of the menu");
}

function actionOf(hand: Hand): number {
  const answer = /^answer(\d)$/.exec(hand.action);
  if (answer) return list.ACTION_ANSWER + Number(answer[1]);
  return constantOf("ACTION_", hand.action) ?? fail(hand, `no action "${hand.action}"`);
}

function screenOf(hand: Hand, screen: string): number {
  return constantOf("SCREEN_", screen) ?? fail(hand, `no screen "${screen}"`);
}

function constantOf(prefix: string, name: string): number | undefined {
  const value = new Map(Object.entries(list)).get(`${prefix}${name.toUpperCase()}`);
  return typeof value === "number" ? value : undefined;
}

function fail(hand: Hand, what: string): never {
  throw missing(hand, what);
}

function missing(hand: Hand, what: string): HostError {
  return new HostError(
    "scenario-hand",
    `line ${hand.line}: there is ${what} for "${hand.action}"`,
    "See the ACTION_ and SCREEN_ constants of shared/cards/list.ts.",
  );
}
