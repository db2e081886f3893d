// Random visits to a board, and an independent reckoning of when everything that was tapped must be gone.

import type { SimulatedBoard } from "../../host/simulator/start.ts";
import {
  ACTION_FORGET,
  SCREEN_CONTROLS,
  SCREEN_MENU,
  SCREEN_PAUSED,
  SCREEN_TAPPED,
} from "../../shared/cards/list.ts";
import { SECTION_CALIBRATION, sectionOffset } from "../../shared/offers/deployment.ts";
import { CAL_PIR_HOLD_S, CAL_RADAR_HOLD_S, CAL_TOUCH_HOLD_S } from "../../shared/presence/calibration.ts";
import { happen, press, readRegions, type Subject, start } from "./stand.ts";

/** One thing that somebody does, after some time. */
export interface Deed {
  readonly afterMs: number;
  readonly kind: "tap" | "come" | "go";
  /** Which of the regions or menu entries that there are. */
  readonly choice: number;
}

const SAMPLE_MS = 100;
const STEP_MS = 500;
const ABSENT_MS = 20_000;
const UNTAPPED_MS = 90_000;
const DEBOUNCE_MS = 25;
const LONG_MS = 800;
/** Where the calibration keeps how long a sensor's word holds. */
const HOLDS = { pir: CAL_PIR_HOLD_S, radar: CAL_RADAR_HOLD_S, touch: CAL_TOUCH_HOLD_S };
/** When everything is long over. */
const AFTER_MS = 130_000;

/**
 * Plays a visit and looks at the board every 100 ms.
 * @returns the first thing that is wrong, with its time, or undefined
 */
export function watchVisit(subject: Subject, deeds: readonly Deed[]): string | undefined {
  const { d, hardware } = subject;
  const sensor = subject.compiled.board.sensors.includes("radar") ? "radar" : "pir";
  const calibration = sectionOffset(d.u32, SECTION_CALIBRATION) >> 1;
  const holdMs = (name: keyof typeof HOLDS): number => d.u16[calibration + HOLDS[name]] * 1000;
  const board = start(subject);
  let tapMs = Number.NEGATIVE_INFINITY;
  let leftMs = Number.NEGATIVE_INFINITY;
  let isNear = false;
  let before = board.status();

  /** From when on nothing may be held. */
  function deadlineMs(): number {
    const sensedMs = isNear ? board.nowMs : Math.max(leftMs + holdMs(sensor), tapMs + holdMs("touch"));
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
    return isGone && isEarly && now - tapMs > SAMPLE_MS ? `${now}: gone before ${deadlineMs()}` : undefined;
  }

  function watchUntil(atMs: number): string | undefined {
    while (board.nowMs < atMs) {
      board.advanceTo(Math.min(atMs, (Math.floor(board.nowMs / SAMPLE_MS) + 1) * SAMPLE_MS));
      const wrong = check();
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  }

  for (const { afterMs, kind, choice } of deeds) {
    const wrong = watchUntil(board.nowMs + afterMs);
    if (wrong !== undefined) return wrong;
    if (kind === "tap") {
      const action = hardware.hasTouch
        ? touchSome(board, subject, choice)
        : pressSome(board, subject, choice);
      tapMs = board.nowMs;
      const status = board.status();
      const left = (status?.mood ?? 1) + (status?.dismissed ?? 1) + (status?.forgetSeconds ?? 1);
      if (action === ACTION_FORGET && left > 0) return `${board.nowMs}: "forget" left something`;
      before = status;
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

/** Touches one of the regions that are on the glass; says what it does. The finger goes up at once. */
function touchSome(board: SimulatedBoard, { d }: Subject, choice: number): number {
  const status = board.status();
  const shown = status?.screen ?? -1;
  const screen = shown >= 0 ? shown : (status?.forgetSeconds ?? 0) > 0 ? SCREEN_TAPPED : SCREEN_CONTROLS;
  const regions = readRegions(d, screen, status?.language ?? 0);
  const { x, y, width, height, action } = regions[choice % regions.length];
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
