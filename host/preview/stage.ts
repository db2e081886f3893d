// Brings a virtual board to show a certain offer: in a situation that the offer asks for, or by a staff pin.
import { COMMAND_PIN, LINK_OK } from "../../shared/link/command.ts";
import { HostError } from "../error.ts";
import type { Frame, VirtualBoard } from "../simulator/board.ts";
import { listTakes, type Subject, type Take } from "./scene.ts";

/** A pinned card shows at the next change of cards; no slot is longer than this. */
const LONGEST_SLOT_MS = 30_000;
const PIN_MINUTES = 5;
const STEP_MS = 500;
/** Slots after which every language had its turn. */
const LANGUAGE_SLOTS = 9;
/** A panel is done drawing after this; e-paper is the slowest. */
const SETTLE_MS = 3000;
/** Tries at one time of the day before the next time is tried. */
const TAKES = 2;

export interface Shown {
  readonly frame: Frame;
  /** Local time of the shop at which the board chose it by itself, as text; undefined = it was pinned. */
  readonly at: string | undefined;
}

/**
 * Shows an offer, by itself where a situation that it asks for makes it come up.
 * @param start makes a board without power
 * @throws HostError `preview-not-shown`
 */
export function showOffer(start: () => VirtualBoard, subject: Subject): Shown {
  for (const take of listTakes(subject, TAKES)) {
    const frame = play(start(), subject, take);
    if (frame !== undefined) return { frame, at: take.at };
  }
  return { frame: showPinned(start(), subject), at: undefined };
}

/**
 * What a board shows by itself after it got power, without a clock.
 * @param language index of the language to wait for; undefined = the first that comes
 */
export function showFirst(board: VirtualBoard, language?: number): Frame {
  board.happen({ atMs: 0, event: "start", values: ["unknown"], line: 1 });
  for (let atMs = 2 * STEP_MS; atMs <= LANGUAGE_SLOTS * LONGEST_SLOT_MS; atMs += STEP_MS) {
    board.advanceTo(atMs);
    if (atMs >= SETTLE_MS && (language === undefined || board.status()?.language === language)) break;
  }
  return board.frame();
}

/** Plays a take; the frame, once the offer stands as a card in its language and all of it is drawn. */
function play(board: VirtualBoard, subject: Subject, { events, toMs }: Take): Frame | undefined {
  let next = 0;
  for (let atMs = STEP_MS; atMs < toMs; atMs += STEP_MS) {
    for (; next < events.length && events[next].atMs <= atMs; next++) board.happen(events[next]);
    board.advanceTo(atMs);
    if (next === events.length && isShown(board, subject)) return settle(board, subject);
  }
  return undefined;
}

/** The frame after a while, or the last one before another card comes. */
function settle(board: VirtualBoard, subject: Subject): Frame {
  let frame = board.frame();
  for (const endMs = board.nowMs + SETTLE_MS; board.nowMs < endMs; ) {
    board.advanceTo(board.nowMs + STEP_MS);
    if (!isShown(board, subject)) break;
    frame = board.frame();
  }
  return frame;
}

function isShown(board: VirtualBoard, { number, language }: Subject): boolean {
  const status = board.status();
  return (
    status?.offer === number &&
    status.screen === -1 &&
    (language === undefined || status.language === language)
  );
}

function showPinned(board: VirtualBoard, subject: Subject): Frame {
  showFirst(board);
  const [answer] = board.command(COMMAND_PIN, subject.number, PIN_MINUTES);
  for (
    let atMs = 3 * STEP_MS;
    answer === LINK_OK && atMs <= LANGUAGE_SLOTS * LONGEST_SLOT_MS;
    atMs += STEP_MS
  ) {
    board.advanceTo(atMs);
    if (isShown(board, subject)) return settle(board, subject);
  }
  const error = board.takeRecords().find((record) => record.kind === "error");
  throw new HostError(
    "preview-not-shown",
    error === undefined ? "the board does not show this offer" : `the program failed: ${error.text}`,
    "Run `passerby check`; if it finds nothing, this is a fault of Passerby.",
  );
}
