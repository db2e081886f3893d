// What a hand does, said by meaning: a tap on a region or a choice from the one-button menu, whatever the layout is today.

import { HostError } from "../../host/error.ts";
import type { TraceEvent } from "../../host/simulator/trace.ts";
import * as list from "../../shared/cards/list.ts";
import { openDeployment, SECTION_REGION_INDEX, sectionOffset } from "../../shared/offers/deployment.ts";

/** A tap or a choice; `atMs` and `line` are those of its place in the file. */
export interface Hand {
  readonly atMs: number;
  readonly line: number;
  /** SCREEN_ name in lower case; a choice has none. */
  readonly screen: string | undefined;
  /** ACTION_ name in lower case, or answer1, answer2, … */
  readonly action: string;
}

const TAP_MS = 100;
const PRESS_EVERY_MS = 300;
/** Longer than what the firmware calls a long press. */
const LONG_MS = 800;

interface Region {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly action: number;
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
  const action = actionOf(hand);
  const found = readRegions(deployment, screenOf(hand, screen)).map((regions) =>
    regions.find((region) => region.action === action),
  );
  // The language turns by itself: the place must be right in all of them.
  const left = Math.max(...found.map((region) => region?.left ?? Number.NaN));
  const top = Math.max(...found.map((region) => region?.top ?? Number.NaN));
  const right = Math.min(...found.map((region) => region?.right ?? Number.NaN));
  const bottom = Math.min(...found.map((region) => region?.bottom ?? Number.NaN));
  if (!(left < right && top < bottom)) throw missing(hand, `no place on "${screen}"`);
  const { atMs, line } = hand;
  const values = [`${(left + right) >> 1}`, `${(top + bottom) >> 1}`];
  return [
    { atMs, line, event: "touch", values },
    { atMs: atMs + TAP_MS, line, event: "release", values: [] },
  ];
}

/** Short presses up to the entry of the menu, then a long one. */
function press(hand: Hand, deployment: Uint8Array): TraceEvent[] {
  const action = actionOf(hand);
  const entry = readRegions(deployment, list.SCREEN_CONTROLS)[0]?.findIndex(
    (region) => region.action === action,
  );
  if (entry === undefined || entry < 0) throw missing(hand, "no entry of the menu");
  const { atMs, line } = hand;
  const hold = (fromMs: number, lengthMs: number): TraceEvent[] => [
    { atMs: fromMs, line, event: "button", values: ["1"] },
    { atMs: fromMs + lengthMs, line, event: "button", values: ["0"] },
  ];
  const presses = Array.from({ length: entry + 1 }, (_, i) => hold(atMs + i * PRESS_EVERY_MS, TAP_MS));
  return [...presses.flat(), ...hold(atMs + (entry + 1) * PRESS_EVERY_MS, LONG_MS)];
}

/** Regions of one screen in each language. */
function readRegions(deployment: Uint8Array, screen: number): Region[][] {
  const d = openDeployment(Uint8Array.from(deployment).buffer);
  const index = sectionOffset(d.u32, SECTION_REGION_INDEX) >> 2;
  return Array.from({ length: d.languages }, (_, language) => {
    const at = (d.u32[index + language * d.screens + screen] ?? 0) >> 1;
    return Array.from({ length: d.u16[at] ?? 0 }, (_, i) => {
      const [x = 0, y = 0, width = 0, height = 0, action = 0] = d.u16.subarray(
        at + 1 + i * 5,
        at + 6 + i * 5,
      );
      return { left: x, top: y, right: x + width, bottom: y + height, action };
    });
  });
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
