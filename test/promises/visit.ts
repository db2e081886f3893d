// Random visits to a board, and an independent reckoning of when everything that was tapped must be gone.

import type { Status } from "../../host/simulator/board.ts";
import type { SimulatedBoard } from "../../host/simulator/start.ts";
import {
  ACTION_FORGET,
  SCREEN_CONTROLS,
  SCREEN_MENU,
  SCREEN_PAUSED,
  SCREEN_TAPPED,
} from "../../shared/cards/list.ts";
import { happen, press, readRegions, type Subject, start } from "./stand.ts";

/** One thing that somebody does, after some time. */
export interface Deed {
  readonly afterMs: number;
  readonly kind: "tap" | "come" | "go";
  /** Which of the regions or menu entries that there are. */
  readonly choice: number;
  /** ACTION_ constant of the region, in place of its number. */
  readonly action?: number;
}

const SAMPLE_MS = 100;
const STEP_MS = 500;
/** A card that nobody touches stays at least so long. */
const CARD_MS = 8_000;
const ABSENT_MS = 20_000;
const UNTAPPED_MS = 90_000;
const DEBOUNCE_MS = 25;
const LONG_MS = 800;
/** When everything is long over. */
const AFTER_MS = 130_000;

/**
 * Plays a visit and looks at the board again and again.
 * @param sampleMs how often
 * @returns the first thing that is wrong, with its time, or undefined
 */
export function watchVisit(
  subject: Subject,
  deeds: readonly Deed[],
  sampleMs = SAMPLE_MS,
): string | undefined {
  const { d, hardware } = subject;
  const sensor = subject.compiled.board.sensors.includes("radar") ? "radar" : "pir";
  const board = start(subject);
  let tapMs = Number.NEGATIVE_INFINITY;
  let leftMs = Number.NEGATIVE_INFINITY;
  let isNear = false;
  let before = board.status();
  /** What is on the glass, and since when. */
  let shown = describeGlass(before);
  let shownMs = Number.NEGATIVE_INFINITY;

  /** Did the card change although it had not been there for 8 s, and nobody tapped? */
  function followGlass(isTapped: boolean): string | undefined {
    const present = describeGlass(before);
    if (present === shown) return undefined;
    const wasCard = shown.startsWith("card") && present.startsWith("card");
    const stayedMs = board.nowMs - shownMs;
    shown = present;
    shownMs = board.nowMs;
    // Seen now and then, a card may have come up to so much earlier.
    return wasCard && !isTapped && stayedMs < CARD_MS - sampleMs
      ? `${board.nowMs}: card changed after ${stayedMs} ms`
      : undefined;
  }

  /** From when on nothing may be held. */
  function deadlineMs(): number {
    // Sensed, not held to be there: the hold times of the sensors do not count.
    const sensedMs = isNear ? board.nowMs : Math.max(leftMs, tapMs);
    return Math.min(sensedMs + ABSENT_MS, tapMs + UNTAPPED_MS);
  }

  function check(): string | undefined {
    const status = board.status();
    if (status === undefined || before === undefined) return "no answer";
    const last = before;
    before = status;
    const now = board.nowMs;
    const isHeld =
      status.mood + status.dismissed + status.forgetSeconds > 0 || status.screen === SCREEN_PAUSED;
    if (isHeld && now >= deadlineMs()) return `${now}: held after ${deadlineMs()}`;
    // A new play was chosen in the language of its slot, unless somebody chose another.
    const turned = (status.slot + Math.floor(status.slot / 61)) % d.languages;
    if (!isHeld && now >= deadlineMs() && status.play !== last.play && status.language !== turned)
      return `${now}: language ${status.language}, its turn is ${turned}`;
    const isGone = (last.mood > 0 && status.mood === 0) || (last.dismissed > 0 && status.dismissed === 0);
    const isEarly = now < deadlineMs() - 2 * STEP_MS;
    if (isGone && isEarly && now - tapMs > sampleMs) return `${now}: gone before ${deadlineMs()}`;
    return followGlass(false);
  }

  function watchUntil(atMs: number): string | undefined {
    while (board.nowMs < atMs) {
      board.advanceTo(Math.min(atMs, (Math.floor(board.nowMs / sampleMs) + 1) * sampleMs));
      const wrong = check();
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  }

  for (const deed of deeds) {
    const { afterMs, kind } = deed;
    const wrong = watchUntil(board.nowMs + afterMs);
    if (wrong !== undefined) return wrong;
    if (kind === "tap") {
      const action = hardware.hasTouch
        ? touchSome(board, subject, deed)
        : pressSome(board, subject, deed.choice);
      tapMs = board.nowMs;
      const status = board.status();
      const left = (status?.mood ?? 1) + (status?.dismissed ?? 1) + (status?.forgetSeconds ?? 1);
      if (action === ACTION_FORGET && left > 0) return `${board.nowMs}: "forget" left something`;
      before = status;
      followGlass(true);
    } else {
      if (isNear && kind === "go") leftMs = board.nowMs;
      isNear = kind === "come";
      happen(board, board.nowMs, sensor, isNear ? "1" : "0");
    }
  }
  if (isNear) {
    leftMs = board.nowMs + UNTAPPED_MS;
    const wrong = watchUntil(leftMs);
    if (wrong !== undefined) return wrong;
    isNear = false;
    happen(board, leftMs, sensor, "0");
  }
  return watchUntil(board.nowMs + AFTER_MS);
}

/** The card with what it says, or the page. */
function describeGlass(status: Status | undefined): string {
  if (status === undefined) return "nothing";
  const { screen, offer, language, reason1, reason2 } = status;
  return screen >= 0 ? `page ${screen}` : `card ${[offer, language, reason1, reason2].join()}`;
}

/**
 * Touches one of the regions that are on the glass; says what it does. The finger goes up at once.
 * @throws Error where an action was asked for that is not there
 */
function touchSome(board: SimulatedBoard, { d }: Subject, deed: Deed): number {
  const status = board.status();
  const shown = status?.screen ?? -1;
  const screen = shown >= 0 ? shown : (status?.forgetSeconds ?? 0) > 0 ? SCREEN_TAPPED : SCREEN_CONTROLS;
  const regions = readRegions(d, screen, status?.language ?? 0);
  const region =
    deed.action === undefined
      ? regions[deed.choice % regions.length]
      : regions.find((candidate) => candidate.action === deed.action);
  if (region === undefined) throw new Error(`screen ${screen} has no region for action ${deed.action}`);
  const { x, y, width, height, action } = region;
  happen(board, board.nowMs, "touch", `${x + (width >> 1)}`, `${y + (height >> 1)}`);
  happen(board, board.nowMs, "release");
  return action;
}

/** Presses the button, often enough to reach an entry of the menu, then long; or short once. */
function pressSome(board: SimulatedBoard, { d }: Subject, choice: number): number {
  const entries = readRegions(d, SCREEN_CONTROLS, 0);
  if (choice % 4 === 0) {
    pressOnce(board, DEBOUNCE_MS * 4);
    return 0;
  }
  const entry = choice % entries.length;
  for (let i = 0; i < entries.length && board.status()?.screen !== SCREEN_MENU + entry; i++)
    press(board, 100);
  if (board.status()?.screen !== SCREEN_MENU + entry) return 0;
  pressOnce(board, LONG_MS);
  return entries[entry].action;
}

/** The board knows of a press when the button has been up for the time of its debouncing. */
function pressOnce(board: SimulatedBoard, holdMs: number): void {
  happen(board, board.nowMs, "button", "1");
  happen(board, board.nowMs + holdMs, "button", "0");
  board.advanceTo(board.nowMs + DEBOUNCE_MS);
}
