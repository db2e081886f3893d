// P5 Statistics leave only as noisy aggregates. None are counted yet, so nothing may leave or stay at all: noise,
// ledger and floors get their tests with them.
import { describe, expect, it } from "vitest";
import type { SimulatedBoard } from "../../host/simulator/start.ts";
import { LOG_FILE } from "../../shared/link/slot.ts";
import {
  BOARDS,
  breakProgram,
  cutDay,
  happen,
  openSubject,
  readDay,
  type Subject,
  start,
  withTexts,
} from "./stand.ts";

const HOUR_MS = 3_600_000;
const QUIET = ["radio sleep", "radio services", "radio scan"];

interface Traces {
  /** Printed, sent, or gone wrong. */
  readonly left: readonly string[];
  /** Files that are new, gone or changed, beside the last date known. */
  readonly changed: readonly string[];
  readonly days: readonly number[];
}

/** Lets a board live and looks at everything that it leaves behind. */
function live(subject: Subject, act: (board: SimulatedBoard) => void): Traces {
  const board = start(subject);
  const before = new Map(board.listFiles().map((name) => [name, board.readFile(name)?.join()]));
  const flash = board.flash.slice();
  act(board);
  const left = board
    .takeRecords()
    .map(({ kind, text }) => `${kind} ${text}`)
    .filter((record) => !QUIET.includes(record));
  const names = new Set([...before.keys(), ...board.listFiles()]);
  const changed = [...names].filter(
    (name) => !["day", LOG_FILE].includes(name) && before.get(name) !== board.readFile(name)?.join(),
  );
  const days = readDays(board);
  const log = Buffer.from(board.readFile(LOG_FILE)?.slice(32) ?? [])
    .toString("latin1")
    .replace(/\xff+$/, "");
  // Of the log: that it started, and that its start went well.
  if (!/^(GS*)+$/.test(log)) changed.push(`log ${log}`);
  // Beside the entries of these two files no byte of flash is another one.
  const bytes = board.flash.reduce((sum, byte, i) => sum + (byte === flash[i] ? 0 : 1), 0);
  if (bytes > log.length + days.length * 3) changed.push(`${bytes} bytes of flash`);
  return { left, changed, days };
}

function readDays(board: SimulatedBoard): number[] {
  const bytes = board.readFile("day") ?? new Uint8Array();
  const days: number[] = [];
  for (let i = 32; i + 2 < 4096; i += 3)
    if (bytes[i] !== 255 || bytes[i + 1] !== 255) days.push(bytes[i] | (bytes[i + 1] << 8));
  return days;
}

function playRush(board: SimulatedBoard): void {
  for (const event of cutDay(readDay("till"), 3 * HOUR_MS, 3.5 * HOUR_MS)) board.happen(event);
}

function playWhole(id: string): (board: SimulatedBoard) => void {
  return (board) => {
    for (const event of readDay(id)) board.happen(event);
  };
}

describe("a whole day with hundreds of people", () => {
  it.each(BOARDS)(
    "P5: leaves nothing but its date on board %s: nothing printed, sent or written",
    async (id) => {
      expect(live(await openSubject(id), playWhole(id))).toEqual({ left: [], changed: [], days: [20784] });
    },
  );

  it("P5: leaves nothing in the half hour of the controls below, without what they add", async () => {
    expect(live(await openSubject("till"), playRush)).toEqual({ left: [], changed: [], days: [20784] });
  });

  it.each([
    ["counts people in Storage", 'require("Storage").write("n",""+(n|0));'],
    ["prints how many there were", 'print("visitors "+n);'],
    ["counts in the file of the date", 'require("Storage").write("day",new Uint8Array([n,1]),100,2048);'],
  ])("P5: a program that %s is caught (control)", async (_what, leak) => {
    const subject = await openSubject("till");
    const counter = `var n=0;setWatch(function(){n++;},22,{repeat:true,edge:"rising"});setTimeout(function(){${leak}},1700000);`;
    const { boot, program } = subject.files;
    const traces = live(withTexts(subject, { boot, program: counter + program }), playRush);
    expect([...traces.left, ...traces.changed, ...traces.days.filter((day) => day !== 20784)]).not.toEqual(
      [],
    );
  });
});

describe("the last date known", () => {
  it("P5: is written at most once a day, whatever is done to power and clock", async () => {
    const { days } = live(await openSubject("window"), (board) => {
      for (let hour = 5; hour <= 75; hour += 5) {
        const atMs = hour * HOUR_MS;
        const time = new Date(Date.parse("2026-11-27T12:00:00+01:00") + atMs).toISOString();
        happen(board, atMs, "power", "0");
        happen(board, atMs + 1000, "power", "1");
        happen(board, atMs + 2000, "clock", time);
        happen(board, atMs + 1_800_000, "clock", "2026-11-20T10:00:00Z");
        happen(board, atMs + 2_000_000, "clock", "unknown");
      }
    });
    expect(days).toEqual([20784, 20785, 20786, 20787]);
  });

  /** Half an hour in which the clock is wrong for nine minutes. */
  const slip = (board: SimulatedBoard): void => {
    happen(board, 601_000, "clock", "2030-01-01T12:00:00+01:00");
    happen(board, 1_141_000, "clock", "2026-11-27T12:20:00+01:00");
    board.advanceTo(1_800_000);
  };

  it("P5: is looked at every ten minutes: a clock that was wrong in between leaves nothing behind", async () => {
    const subject = await openSubject("till");
    expect(live(subject, (board) => board.advanceTo(599_000)).days).toEqual([]);
    expect(live(subject, (board) => board.advanceTo(601_000)).days).toEqual([20784]);
    expect(live(subject, slip).days).toEqual([20784]);
  });

  it("P5: a program that looks at the date each minute is caught (control)", async () => {
    const hasty = await breakProgram(
      "esp32-cyd",
      "firmware/timing.ts",
      "DAY_TICKS = 1200",
      "DAY_TICKS = 120",
    );
    expect(live(withTexts(await openSubject("till"), hasty), slip).days).toEqual([20784, 21915]);
  });
});
