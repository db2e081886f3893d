// Brings a virtual board to show a certain offer: in a situation that the offer asks for, or by a staff pin.
import { ACTION_ANSWER, ACTION_QUESTION, SCREEN_CONTROLS, SCREEN_QUESTION } from "../../shared/cards/list.ts";
import { COMMAND_PIN, LINK_OK } from "../../shared/link/command.ts";
import { INTERACTING } from "../../shared/offers/situation.ts";
import { HostError } from "../error.ts";
import { fromLocal } from "../shop/localtime.ts";
import type { Board, Offer, Shop } from "../shop/model.ts";
import { seesBodies, seesStill } from "../shop/sensor.ts";
import type { Frame, VirtualBoard } from "../simulator/board.ts";
import { pressEntry, touchRegion } from "../simulator/hand.ts";
import type { TraceEvent } from "../simulator/trace.ts";

/** A pinned card shows at the next change of cards; no slot is longer than this. */
const LONGEST_SLOT_MS = 30_000;
const PIN_MINUTES = 5;
/** So long a situation is watched: every offer that it allows has its turn, as long as there are not too many. */
const WATCHED_MS = 15 * 60_000;
const STEP_MS = 1000;
/** Somebody has stood there for a while when the question is answered; the answer is forgotten before it is given again. */
const ANSWERED_MS = 50_000;
const ANSWER_EVERY_MS = 150_000;
const DAY_MS = 86_400_000;
const WEEK = 7;
/** 1970-01-01 was a Thursday; weeks begin on Monday. */
const FIRST_WEEKDAY = 3;
/** Offers without hours of their own are looked for at noon and in the afternoon. */
const USUAL_MINUTES = [720, 1020];

export interface Shown {
  readonly frame: Frame;
  /** Local time of the shop at which it began to show by itself, as text; undefined = it was pinned. */
  readonly at: string | undefined;
}

/** What is shown, and on what. */
export interface Subject {
  readonly shop: Shop;
  readonly board: Board;
  readonly offer: Offer;
  /** Of the offer in the deployment. */
  readonly number: number;
  readonly deployment: Uint8Array;
}

/**
 * Shows an offer, by itself where a few situations that it asks for make it come up.
 * @param start makes a board without power
 * @throws HostError `preview-not-shown`
 */
export function showOffer(start: () => VirtualBoard, subject: Subject): Shown {
  const { shop, board, offer, number } = subject;
  for (const localMs of canSense(board, offer) ? listTimes(offer) : []) {
    const local = new Date(localMs).toISOString().slice(0, 16);
    const epochMs = fromLocal(local, shop.timezone);
    if (epochMs === undefined) continue;
    const frame = watch(start(), subject, new Date(epochMs).toISOString());
    if (frame !== undefined) return { frame, at: local };
  }
  return { frame: showPinned(start(), number), at: undefined };
}

/** What a board shows by itself a second after it got power, without a clock. */
export function showFirst(board: VirtualBoard): Frame {
  board.happen({ atMs: 0, event: "start", values: ["unknown"], line: 1 });
  board.advanceTo(STEP_MS);
  return board.frame();
}

/** Not every board has what senses an offer's situation. */
function canSense(board: Board, { when }: Offer): boolean {
  const isNear = (when.presence ?? 0) > 0 || (when.dwell ?? 0) > 0;
  if (when.moods === undefined && (when.presence ?? 0) >= INTERACTING) return false;
  if (isNear && !seesBodies(board.sensors)) return false;
  return (when.busy ?? 0) === 0 || board.sensors.includes("scan");
}

/** A few local times at which an offer may play, as if they were UTC: on its last days, within its hours. */
function listTimes({ when, approved }: Offer): number[] {
  const last = Math.min(when.until ?? approved.review, approved.review);
  const days: number[] = [];
  for (let day = last; day > last - WEEK && day >= (when.from ?? 0) && days.length < 2; day--)
    if (((when.days ?? 0x7f) >> ((day + FIRST_WEEKDAY) % WEEK)) & 1) days.push(day);
  const minutes = when.hours?.map(({ start }) => start) ?? USUAL_MINUTES;
  return days.flatMap((day) => minutes.slice(0, 3).map((minute) => day * DAY_MS + minute * 60_000));
}

/** Plays the situation until the offer is shown, as a card and with its own reason. */
function watch(board: VirtualBoard, subject: Subject, time: string): Frame | undefined {
  const { number, offer, board: model } = subject;
  const { when } = offer;
  const { sensors } = model;
  const happen = (atMs: number, event: string, ...values: string[]) =>
    board.happen({ atMs, event, values, line: 0 });
  happen(0, "start", time);
  const isNear = (when.presence ?? 0) > 0 || (when.dwell ?? 0) > 0;
  if (isNear && sensors.includes("pir")) happen(STEP_MS, "pir", "1");
  if (isNear && seesStill(sensors)) happen(STEP_MS, "radar", "1");
  if (when.light?.[0] !== undefined) happen(STEP_MS, "light", String(when.light[0]));
  if (when.temperature?.[0] !== undefined) happen(STEP_MS, "temperature", String(when.temperature[0]));
  for (let atMs = 2 * STEP_MS; atMs <= WATCHED_MS; atMs += STEP_MS) {
    if (when.moods !== undefined && atMs % ANSWER_EVERY_MS === ANSWERED_MS)
      for (const event of listTaps(subject, atMs)) board.happen(event);
    if ((when.busy ?? 0) > 0) happen(atMs, "adverts", "120", "-60");
    board.advanceTo(atMs);
    const status = board.status();
    if (status?.offer === number && status.screen === -1) return board.frame();
  }
  return undefined;
}

/** What a hand does to give the first of the answers that the offer asks for. */
function listTaps({ shop, board, offer, deployment }: Subject, atMs: number): TraceEvent[] {
  const answers = shop.question?.answers ?? [];
  const answer = ACTION_ANSWER + 1 + answers.findIndex(({ id }) => offer.when.moods?.includes(id));
  const at = { atMs, line: 0 };
  if (!board.sensors.includes("touch")) return pressEntry(deployment, answer, at) ?? [];
  const later = { atMs: atMs + STEP_MS / 2, line: 0 };
  return [
    ...(touchRegion(deployment, SCREEN_CONTROLS, ACTION_QUESTION, at) ?? []),
    ...(touchRegion(deployment, SCREEN_QUESTION, answer, later) ?? []),
  ];
}

function showPinned(board: VirtualBoard, number: number): Frame {
  showFirst(board);
  const [answer] = board.command(COMMAND_PIN, number, PIN_MINUTES);
  for (let atMs = 2 * STEP_MS; answer === LINK_OK && atMs <= LONGEST_SLOT_MS; atMs += STEP_MS) {
    board.advanceTo(atMs);
    if (board.status()?.offer === number) return board.frame();
  }
  const error = board.takeRecords().find((record) => record.kind === "error");
  throw new HostError(
    "preview-not-shown",
    error === undefined ? "the board does not show this offer" : `the program failed: ${error.text}`,
    "Run `passerby check`; if it finds nothing, this is a fault of Passerby.",
  );
}
