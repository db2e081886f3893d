// A program that throws where a test wants it to, and writes down what the board is told to do from then on.
import { buildSlotImage } from "../../host/board/image.ts";
import { listInstalled } from "../../host/board/install.ts";
import { findExtent, planLayout } from "../../host/board/layout.ts";
import { type SimulatedBoard, startBoard } from "../../host/simulator/start.ts";
import { SLOT_B } from "../../shared/link/slot.ts";
import { happen, type Subject } from "../promises/stand.ts";

/** What a program does that throws. */
export const THROW = 'throw new Error("fault");';
/** As a place: nothing throws by its number. */
const NOWHERE = 1e9;

/** Programs that throw: before they do anything, at a call of the API, and when they have done everything. */
export const throwAtOnce = `${writeFault(NOWHERE)}faults.end();${THROW}`;
export const throwAt = (program: string, at: number): string => writeFault(at) + program;
export const throwLast = (program: string): string =>
  `${writeFault(NOWHERE)}${program};faults.end();${THROW}`;

/**
 * Text in front of a program: every call of the board's API is counted, and the one with the number `at` throws before it does
 * anything, once. From a throw on each call is written down, with time and arguments. `faults.stop` is the name
 * of a call that throws whenever it comes from then on.
 */
function writeFault(at: number): string {
  return `(function () {
  var names = [], later = [], isOver = false, now = getTime, text = JSON.stringify;
  function spy(owner, name, path) {
    var was = owner[name];
    if (typeof was !== "function") return;
    owner[name] = function (a, b, c, d) {
      if (isOver) later.push(now() + " " + path + text([a, b, c, d]));
      else {
        names.push(path);
        if (names.length === ${at} + 1) { isOver = true; ${THROW} }
      }
      if (global.faults.stop === path) ${THROW}
      return was.call(owner, a, b, c, d);
    };
  }
  global.faults = { names: names, later: later, stop: "", end: function () { isOver = true; } };
  "setConsole enableWatchdog kickWatchdog on removeAllListeners CRC32 toArrayBuffer".split(" ").forEach(function (n) { spy(E, n, "E." + n); });
  "sleep wake setServices setScan setAdvertising".split(" ").forEach(function (n) { spy(NRF, n, "NRF." + n); });
  "setup on write removeAllListeners".split(" ").forEach(function (n) { spy(Serial1, n, "Serial1." + n); spy(Serial2, n, "Serial2." + n); });
  "setup writeTo readFrom".split(" ").forEach(function (n) { spy(I2C1, n, "I2C1." + n); });
  "setup write".split(" ").forEach(function (n) { spy(SPI1, n, "SPI1." + n); });
  spy(Graphics, "createArrayBuffer", "Graphics.createArrayBuffer");
  ["Storage", "Flash", "crypto"].forEach(function (m) {
    "read write erasePage getPage SHA512".split(" ").forEach(function (n) { spy(require(m), n, m + "." + n); });
  });
  if (global.g) Object.keys(g).forEach(function (n) { spy(g, n, "g." + n); });
  "getTime setTime setTimeout setInterval setWatch digitalRead digitalWrite pinMode analogWrite peek32".split(" ")
    .forEach(function (n) { spy(global, n, n); });
})();
`;
}

/** Calls that the program makes until it has started, in order. */
export function listCalls(subject: Subject): string[] {
  const board = power(subject, throwAt(subject.files.program, NOWHERE), undefined);
  return readList(board, "names");
}

/** Calls that the program does without where they throw. */
const FORGIVEN = ["NRF.setAdvertising", "NRF.wake"];
/** What makes something happen later. */
const OPENING = /\.on$|setup|setWatch|setInterval|setScan|setAdvertising|wake/;

/** Places behind each call that makes something happen later, where a throw ends the program: numbers of calls. */
export function listOpenings(calls: readonly string[]): number[] {
  return calls.flatMap((_, i) => (OPENING.test(calls[i - 1] ?? "") && isFatal(calls[i]) ? [i] : []));
}

/** The same of all of the start. @param most so many besides those of listOpenings */
export function listPoints(calls: readonly string[], most: number): number[] {
  // Of calls of one name in a row the first and the last: what lies between them waits, or draws on.
  const kept = calls.flatMap((name, i) => (name !== calls[i - 1] || name !== calls[i + 1] ? [i] : []));
  const step = Math.max(1, Math.ceil(kept.length / most));
  const spread = kept.filter((at, k) => k % step === 0 && isFatal(calls[at]));
  return [...new Set([...spread, ...listOpenings(calls)])];
}

function isFatal(name: string | undefined): boolean {
  return name !== undefined && !FORGIVEN.includes(name);
}

export interface Aftermath {
  /** Every call of the API after the throw, with its time. */
  readonly calls: readonly string[];
  readonly frames: readonly string[];
  /** Bytes of flash that are others than those installed, each with its place. */
  readonly changes: readonly string[];
  /** What left the board by radio or a wire, and errors of callbacks. */
  readonly records: readonly string[];
}

/**
 * Starts a board whose slot a holds a text, and lets everything happen to it that a board may meet.
 * @param healthy program of slot b; undefined: that slot is empty, and the neutral sign is shown
 */
export function watchAftermath(subject: Subject, text: string, healthy: string | undefined): Aftermath {
  const board = power(subject, text, healthy);
  const frames: string[] = [];
  const before = board.flash.slice();
  let drawings = -1;
  for (const [atMs, event, ...values] of listEvents(subject)) {
    happen(board, atMs, event, ...values);
    if (board.drawings === drawings) continue;
    drawings = board.drawings;
    const { pixels, isOn, light } = board.frame();
    frames.push(`${atMs} ${event} ${isOn} ${light} ${hash(pixels)}`);
  }
  const records = board
    .takeRecords()
    .filter(({ atMs }) => atMs > 0)
    .map(({ atMs, kind, text }) => `${atMs} ${kind} ${text}`);
  return { calls: readList(board, "later"), frames, changes: compareFlash(before, board.flash), records };
}

/** A board with power at the time 0. */
export function power(subject: Subject, program: string, healthy: string | undefined): SimulatedBoard {
  const { hardware, files } = subject;
  const installed = new Map(listInstalled({ ...files, program }, hardware.storageBytes));
  if (healthy !== undefined) {
    const { size } = findExtent(planLayout(hardware.storageBytes), SLOT_B);
    const image = buildSlotImage({ ...files, program: healthy }, size);
    const slot = new Uint8Array(size).fill(255);
    slot.set(image);
    installed.set(SLOT_B, slot);
  }
  const board = startBoard({ hardware, files: installed });
  happen(board, 0, "start", "unknown");
  return board;
}

/** A list that the fault keeps; none where it never came to run. */
export function readList(board: SimulatedBoard, name: string): string[] {
  board.takeRecords();
  board.evaluate(`print(JSON.stringify(faults.${name}))`);
  const said = board.takeRecords().find(({ kind }) => kind === "console");
  if (said === undefined) throw new Error("no fault was in the program");
  return JSON.parse(said.text) as string[];
}

/** Somebody comes, stays, touches, presses and goes, as every sensor tells it, and a minute passes. */
export function listEvents({ hardware }: Subject): [number, string, ...string[]][] {
  const { width, height } = hardware.panel;
  const bottom = `${height - 20}`;
  return [
    [900, "pir", "1"],
    [1100, "radar", "1"],
    [1500, "radarframe", "90", "70", "90", "70"],
    [1900, "distance", "300"],
    [2100, "adverts", "20", "-50"],
    [2500, "uart", "f4f3f2f10d0002aa02510000000000003b00005500f8f7f6f5"],
    [3000, "touch", `${width >> 1}`, `${height >> 1}`],
    [3100, "release"],
    [4000, "button", "1"],
    [4200, "button", "0"],
    [5200, "touch", "30", bottom],
    [5300, "release"],
    [6200, "button", "1"],
    [7400, "button", "0"],
    [12_000, "radar", "0"],
    [13_000, "radarframe", "off"],
    [14_000, "pir", "0"],
    [15_000, "distance", "off"],
    [16_000, "radarframe", "0", "0", "0", "0"],
    [21_000, "touch", `${width - 30}`, bottom],
    [21_100, "release"],
    [40_000, "pir", "1"],
    [70_000, "radar", "1"],
    [72_000, "status"],
  ];
}

function compareFlash(before: Uint8Array, after: Uint8Array): string[] {
  const changes: string[] = [];
  for (let i = 0; i < after.length; i++) if (before[i] !== after[i]) changes.push(`${i} ${after[i]}`);
  return changes;
}

function hash(pixels: ArrayLike<number>): string {
  let sum = 0;
  for (let i = 0; i < pixels.length; i++) sum = (Math.imul(sum, 31) + (pixels[i] ?? 0)) | 0;
  return (sum >>> 0).toString(16);
}
