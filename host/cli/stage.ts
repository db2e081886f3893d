// Brings a virtual board to show a certain offer: in a situation that the offer asks for, or by a staff pin.
import { COMMAND_PIN, LINK_OK } from "../../shared/link/command.ts";
import { INTERACTING } from "../../shared/offers/situation.ts";
import { HostError } from "../error.ts";
import { fromLocal } from "../shop/localtime.ts";
import type { Board, Offer, Shop } from "../shop/model.ts";
import type { Frame, VirtualBoard } from "../simulator/board.ts";

/** A pinned card shows at the next change of cards; no slot is longer than this. */
const LONGEST_SLOT_MS = 30_000;
const PIN_MINUTES = 5;
/** So long a situation is watched: every offer that it allows has its turn, as long as there are not too many. */
const WATCHED_MS = 15 * 60_000;
const STEP_MS = 1000;
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

/**
 * Shows an offer, by itself where a few situations that it asks for make it come up.
 * @param start makes a board without power
 * @param number of the offer in the deployment
 * @throws HostError `preview-not-shown`
 */
export function showOffer(
  start: () => VirtualBoard,
  shop: Shop,
  board: Board,
  offer: Offer,
  number: number,
): Shown {
  for (const localMs of canSense(board, offer) ? listTimes(offer) : []) {
    const local = new Date(localMs).toISOString().slice(0, 16);
    const epochMs = fromLocal(local, shop.timezone);
    if (epochMs === undefined) continue;
    const frame = watch(start(), board, offer, number, new Date(epochMs).toISOString());
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

/** An answer and a finger on the panel would have to find their place on it; a phone is not heard everywhere. */
function canSense(board: Board, { when }: Offer): boolean {
  const isNear = (when.presence ?? 0) > 0 || (when.dwell ?? 0) > 0;
  if (when.moods !== undefined || (when.presence ?? 0) >= INTERACTING) return false;
  if (isNear && !board.sensors.includes("pir") && !board.sensors.includes("radar")) return false;
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
function watch(
  board: VirtualBoard,
  { sensors }: Board,
  { when }: Offer,
  number: number,
  time: string,
): Frame | undefined {
  const happen = (atMs: number, event: string, ...values: string[]) =>
    board.happen({ atMs, event, values, line: 0 });
  happen(0, "start", time);
  const isNear = (when.presence ?? 0) > 0 || (when.dwell ?? 0) > 0;
  for (const sensor of ["pir", "radar"] as const)
    if (isNear && sensors.includes(sensor)) happen(STEP_MS, sensor, "1");
  if (when.light?.[0] !== undefined) happen(STEP_MS, "light", String(when.light[0]));
  if (when.temperature?.[0] !== undefined) happen(STEP_MS, "temperature", String(when.temperature[0]));
  for (let atMs = 2 * STEP_MS; atMs <= WATCHED_MS; atMs += STEP_MS) {
    if ((when.busy ?? 0) > 0) happen(atMs, "adverts", "120", "-60");
    board.advanceTo(atMs);
    const status = board.status();
    if (status?.offer === number && status.screen === -1) return board.frame();
  }
  return undefined;
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
