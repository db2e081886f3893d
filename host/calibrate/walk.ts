// Leads a board through the walk: its program stops, the one that counts runs from RAM, and at the end the board restarts into
// what it showed before. Over the cable only. No Node in here: the studio's page has it too.
import { SURVEY_BEGIN, SURVEY_LEFT, SURVEY_PATIENCE_S, SURVEY_TELL } from "../../shared/link/survey.ts";
import { type Console, checkBoard } from "../board/session/check.ts";
import { sleep } from "../board/session/pause.ts";
import type { Session } from "../board/session/session.ts";
import { HostError } from "../error.ts";
import type { Station, StationId } from "./station.ts";
import { type Counted, readTable, TABLES, type Tables } from "./table.ts";

/** Each call in a try of its own: not every build has all of it. */
const STOPS = [
  "clearInterval()",
  "clearTimeout()",
  "clearWatch()",
  "NRF.setScan()",
  "E.removeAllListeners('touch')",
  "Serial1.removeAllListeners('data')",
  "Serial2.removeAllListeners('data')",
  // A process board looks after its host by a timer of its own.
  "passerbyGuard()",
];
const STOP = `${STOPS.map((stop) => `try{${stop}}catch(e){}`).join("")}delete global.passerby;`;
const IS_THERE = 'typeof passerby=="function"';
const START_TRIES = 100;
const START_MS = 150;
const WORK_MS = 3000;
const LOOK_MS = 1000;
/** A span may take so much longer than it says: timers of a board that draws are late. */
const LATENESS = 3;

export type Walk = ReadonlyMap<StationId, Tables>;

/** Whoever leads: a terminal or a page. */
export interface Guide {
  /** Asks somebody to go to a place; settles when they are there. @param signal the walk is over: nobody has to answer any more */
  ready(station: Station, signal: AbortSignal): Promise<void>;
  /** Seconds that are left of the span at a place. */
  left(station: Station, seconds: number): void;
}

export interface Walking {
  readonly stations: readonly Station[];
  /** Text of the program that counts, one byte a character. */
  readonly program: string;
  /** What the board has to say of itself. */
  readonly hardware: Console;
  /** Waits; another one stands in for it in tests. */
  readonly wait?: (ms: number) => Promise<void>;
}

/**
 * Walks with a board. Whatever happens, the board is told to restart into what it showed before; where it cannot be told, it does
 * so by itself after a minute and a half. An end in the middle, by the cable or by Ctrl-C, is seen at once, and told with what the
 * board does then.
 * @throws HostError `calibrate-cable`, `calibrate-nothing`, `calibrate-no-display`, `calibrate-start`, `calibrate-late`,
 *   `calibrate-answer`, `calibrate-cut`, `stopped`, those of `checkBoard` and of the session
 */
export async function walkWith(
  session: Session,
  walking: Walking,
  guide: Guide,
): Promise<ReadonlyMap<StationId, Counted>> {
  const { stations, program, hardware, wait = sleep } = walking;
  if (!session.isCable)
    throw new HostError(
      "calibrate-cable",
      "a board is calibrated over its cable only",
      "What it counts meanwhile leaves by no other way. Connect it by USB.",
    );
  if (stations.length === 0)
    throw new HostError(
      "calibrate-nothing",
      "this board has no sensor that could be calibrated",
      "Touch and buttons are sure of themselves.",
    );
  checkBoard(await session.identify(), hardware, session.isCable);
  await awaitDisplay(session, wait);
  const over = new AbortController();
  const ended = session.ended.then((error) => Promise.reject(error));
  ended.catch(() => over.abort());
  let failure: unknown;
  const walk = new Map<StationId, Counted>();
  try {
    await session.ask(`${STOP}eval(d);1`, toBytes(program), WORK_MS);
    if ((await session.ask(`passerby(${SURVEY_LEFT},0,0)`)) !== "0,0") throw describeStart();
    for (const station of stations) {
      // Somebody who walks takes minutes; that the cable is gone is not to be learnt after them.
      await Promise.race([guide.ready(station, over.signal), ended]);
      walk.set(station.id, await measure(session, station, guide, wait));
    }
  } catch (error) {
    failure = error;
  }
  // Where the connection is gone the board does it by itself.
  const isBack = await session.restart().then(
    () => true,
    () => false,
  );
  if (failure !== undefined) throw describeCut(failure, isBack, session.isSwitched);
  return walk;
}

/** Ends of a connection; other errors say themselves what the board does. */
const CUT = ["port-lost", "board-silent", "stopped"];

function describeCut(error: unknown, isBack: boolean, isSwitched: boolean): unknown {
  if (!(error instanceof HostError) || !CUT.includes(error.code)) return error;
  const state = isBack
    ? "The board shows again what it showed."
    : isSwitched
      ? "The board is switched off; it shows again what it showed when it is switched on."
      : `The board counts on and says so on its screen; about ${SURVEY_PATIENCE_S} s after it was last asked it restarts into what it showed, or at once when it is unplugged and plugged in.`;
  return new HostError(
    error.code === "stopped" ? error.code : "calibrate-cut",
    error.code === "stopped" ? "the walk was stopped" : error.message,
    `${state} Nothing was written. Begin the walk again from its first place.`,
    undefined,
    error,
  );
}

/** A display that runs has its doors closed and its watchdog on: only there is it calibrated. */
async function awaitDisplay(session: Session, wait: (ms: number) => Promise<void>): Promise<void> {
  for (let i = 0; i < START_TRIES; i++) {
    if ((await session.ask(IS_THERE)) === "true") return;
    await wait(START_MS);
  }
  throw new HostError(
    "calibrate-no-display",
    "no display runs on this board",
    "Deploy a shop to it first: `passerby deploy`.",
  );
}

async function measure(
  session: Session,
  station: Station,
  guide: Guide,
  wait: (ms: number) => Promise<void>,
): Promise<Counted> {
  if ((await session.ask(`passerby(${SURVEY_BEGIN},${station.seconds},0)`)) !== "0") throw describeStart();
  for (let looks = 0; ; looks++) {
    const [status, left] = (await session.ask(`passerby(${SURVEY_LEFT},0,0)`)).split(",").map(Number);
    if (status !== 0 || !(left >= 0 && left <= station.seconds)) throw describeStart();
    guide.left(station, left);
    if (left === 0) break;
    if (looks > station.seconds * LATENESS)
      throw new HostError(
        "calibrate-late",
        "the board does not come to an end",
        "It restarts into what it showed before. Nothing was written. Begin again.",
      );
    await wait(LOOK_MS);
  }
  const tables: number[][] = [];
  for (const table of TABLES) tables.push(await tell(session, table, wait));
  return { seconds: station.seconds, tables };
}

/** The last half second of a span may still be under way. */
async function tell(session: Session, table: number, wait: (ms: number) => Promise<void>): Promise<number[]> {
  const ask = () => session.ask(`passerby(${SURVEY_TELL},${table},0)`, undefined, WORK_MS);
  let answer = await ask();
  for (let i = 0; i < 3 && answer === "-2"; i++) {
    await wait(LOOK_MS);
    answer = await ask();
  }
  return readTable(answer, table);
}

function toBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}

function describeStart(): HostError {
  return new HostError(
    "calibrate-start",
    "the board did not begin to count",
    "It restarts into what it showed before. Nothing was written. Unplug it, plug it in, and begin again.",
  );
}
