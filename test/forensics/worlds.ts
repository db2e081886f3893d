// Two worlds in which the same happens to other people: other addresses, names and payloads, the same strengths at the
// same times. Whatever can be seen of a board has to be equal, byte for byte.
import { crc32 } from "node:zlib";
import { createRandom } from "../../host/random.ts";
import { type SimulatedBoard, startBoard } from "../../host/simulator/start.ts";
import type { TraceEvent } from "../../host/simulator/trace.ts";
import { happen, NOON, playDay, type Subject } from "../promises/stand.ts";
import { createPeople } from "./people.ts";
import { install, type Variant } from "./variant.ts";

/** What happens within one stream, in ms. */
const STREAM_MS = 3_000;
const MOST_EVENTS = 6;
/** How often a long day is looked at, in virtual ms. */
const LOOK_MS = 60_000;
/** Every so many streams both boards start anew. */
const STREAMS_A_START = 100;

/** A board in a world of its own. */
export function enterWorld(subject: Variant, seed: number, time = NOON): SimulatedBoard {
  const { transmit } = createPeople(seed);
  const board = startBoard({ hardware: subject.hardware, files: install(subject), air: transmit });
  happen(board, 0, "start", time);
  return board;
}

/**
 * What differs between two boards; undefined = nothing that can be seen.
 * @param isDrawn something may have been drawn since the last look: looking at every pixel takes long
 */
export function compareWorlds(
  one: SimulatedBoard,
  two: SimulatedBoard,
  isDrawn: boolean,
): string | undefined {
  if (one.drawings !== two.drawings) return "what was drawn";
  if (Buffer.compare(one.flash, two.flash) !== 0) return "flash";
  if (isDrawn && describeFrame(one) !== describeFrame(two)) return "frame";
  for (const tell of [describeAnswer, describeRecords, (board: SimulatedBoard) => board.nextMs])
    if (tell(one) !== tell(two)) return `${tell(one)} and ${tell(two)}`;
  return undefined;
}

function describeFrame(board: SimulatedBoard): string {
  const { pixels, isOn, light } = board.frame();
  return `${crc32(new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength))} ${isOn} ${light}`;
}

/** The answer to a status request, every number of it. */
function describeAnswer(board: SimulatedBoard): string {
  return board.command(0, 0, 0).join();
}

/** Console, radio, writes and errors, with their times. */
function describeRecords(board: SimulatedBoard): string {
  return JSON.stringify(board.takeRecords());
}

/** What happens within one stream: adverts mostly; now and then somebody comes, taps, goes, or staff say something. */
function makeStream(subject: Subject, number: number): TraceEvent[] {
  const random = createRandom(number);
  const { width, height } = subject.hardware.panel;
  const kinds: readonly (() => readonly [event: string, ...values: string[]])[] = [
    () => ["adverts", `${1 + random.below(60)}`, `${-95 + random.below(60)}`],
    () => ["advert", `${-95 + random.below(60)}`],
    () => ["pir", `${random.below(2)}`],
    () => ["touch", `${random.below(width)}`, `${random.below(height)}`],
    () => ["release"],
    () => ["command", `${2 + random.below(6)}`, `${random.below(12)}`, `${random.below(2)}`],
  ];
  const times = Array.from({ length: 1 + random.below(MOST_EVENTS) }, () => random.below(STREAM_MS));
  return times
    .sort((a, b) => a - b)
    .map((atMs) => {
      const [event, ...values] = kinds[random.chance(600) ? 0 : random.below(kinds.length)]();
      return { atMs, event, values, line: 0 };
    });
}

export interface Pairs {
  /** Pairs of streams that were equal until the first that was not. */
  readonly equal: number;
  readonly difference: string | undefined;
  /** Adverts heard in one of the worlds. */
  readonly heard: number;
}

/** Plays pairs of streams, each pair to other people, until a pair differs. */
export function playPairs(subject: Variant, count: number): Pairs {
  let heard = 0;
  for (let number = 0; number < count; ) {
    const worlds = [1, 2].map((world) => enterWorld(subject, number * 2 + world));
    let drawings = -1;
    for (let i = 0; i < STREAMS_A_START && number < count; i++, number++) {
      const fromMs = i * STREAM_MS;
      for (const board of worlds) {
        for (const event of makeStream(subject, number))
          board.happen({ ...event, atMs: fromMs + event.atMs });
        board.advanceTo(fromMs + STREAM_MS);
      }
      const difference = compareWorlds(worlds[0], worlds[1], worlds[0].drawings !== drawings);
      drawings = worlds[0].drawings;
      if (difference !== undefined)
        return { equal: number, difference: `stream ${number}: ${difference}`, heard };
    }
    heard += worlds[0].adverts.delivered;
  }
  return { equal: count, difference: undefined, heard };
}

/**
 * Plays a day in both worlds one after the other; what is seen each virtual minute is compared by its digest.
 * @param others the same board with other noise in the second world; then `hide` says what of flash that may change
 */
export function playDays(
  subject: Variant,
  day: readonly TraceEvent[],
  others: Variant = subject,
  hide: (flash: Uint8Array) => Uint8Array = (flash) => flash,
): string | undefined {
  const [{ values }, ...events] = day;
  const [one, two] = [subject, others].map((subject, i) => {
    const board = enterWorld(subject, i + 1, values[0]);
    const seen: string[] = [];
    let lookMs = 0;
    playDay(board, events, ({ nowMs }) => {
      if (nowMs < lookMs) return;
      lookMs = nowMs + LOOK_MS;
      seen.push(describe(board, hide));
    });
    return { seen: [...seen, describe(board, hide)], heard: board.adverts.delivered };
  });
  if (one.heard === 0) return "nobody was heard";
  const at = one.seen.findIndex((sight, i) => sight !== two.seen[i]);
  return at < 0 && one.seen.length === two.seen.length ? undefined : `minute ${at}`;
}

/** All that can be seen of a board from outside, the time of its next deed included. */
function describe(board: SimulatedBoard, hide: (flash: Uint8Array) => Uint8Array): string {
  return [
    crc32(hide(board.flash)),
    describeFrame(board),
    describeAnswer(board),
    describeRecords(board),
    board.nextMs,
  ].join(" ");
}
