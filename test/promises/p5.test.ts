// P5 Statistics leave only as noisy aggregates, and only from boards whose shop asks for them. Noise, ledger and floors have
// their tests in test/policy, test/torture and test/report.
import { describe, expect, it } from "vitest";
import { findExtent, planLayout } from "../../host/board/layout.ts";
import { readStats } from "../../host/board/stats/record.ts";
import { findBoard } from "../../host/compile/board.ts";
import { installSeeded } from "../../host/report/truth.ts";
import type { SimulatedBoard } from "../../host/simulator/start.ts";
import { SCREEN_QUESTION } from "../../shared/cards/list.ts";
import { LOG_FILE, STATS_BYTES, STATS_FILE } from "../../shared/link/slot.ts";
import { SECTION_SCREEN_INDEX, sectionOffset } from "../../shared/offers/deployment.ts";
import { listOperations } from "./list.ts";
import {
  BOARDS,
  breakProgram,
  cutDay,
  happen,
  openBookshop,
  openSubject,
  readDay,
  type Subject,
  shipProgram,
  start,
  withTexts,
} from "./stand.ts";

const HOUR_MS = 3_600_000;
const MORNING = "2026-11-27T09:45:00+01:00";
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

/** The till of the sample shop, which counts. */
async function openCounting(): Promise<Subject> {
  const shop = openBookshop();
  const till = findBoard(shop, "till");
  const boards = [{ ...till, statistics: ["footfall", "answers", "plays"] as const }];
  return openSubject("till", { ...shop, boards });
}

describe("a board that counts", () => {
  it("P5: holds noisy numbers of hours that are over, and what is spent, at each hour of a day, and nothing else", async () => {
    const subject = await openCounting();
    const board = start(subject, { files: installSeeded(subject.files, subject.hardware, 3), time: MORNING });
    const { address } = findExtent(planLayout(board.flash.length), STATS_FILE);
    const others = (): string =>
      Buffer.from(board.flash)
        .fill(0, address, address + STATS_BYTES)
        .toString("latin1");
    const before = others();
    for (let hour = 1; hour <= 10; hour++) {
      for (const event of cutDay(readDay("till"), (hour - 1) * HOUR_MS, hour * HOUR_MS).slice(1))
        if (event.event !== "end") board.happen({ ...event, atMs: event.atMs + (hour - 1) * HOUR_MS });
      board.advanceTo(hour * HOUR_MS);
      const { days, faults } = readStats(board.readFile(STATS_FILE) ?? new Uint8Array());
      expect(faults).toEqual([]);
      // It began at 9:45, and opens at 10.
      const over = days.flatMap(({ footfall }) => footfall.filter((value) => value !== undefined));
      expect(over).toHaveLength(Math.max(0, Math.min(9, hour - 1)));
      const tallies = days.flatMap(({ answers, plays }) => [...answers, ...plays]);
      expect(tallies.some((value) => value !== undefined)).toBe(hour >= 10);
    }
    // Of the rest of flash only the log (a start, and that it was good) and the date.
    expect(countChanges(before, others())).toBeLessThanOrEqual(2 + 3);
    expect(board.takeRecords().filter(({ kind }) => kind === "error" || kind === "console")).toEqual([]);
  });

  it("P5: without a seed leaves nothing but its date, however many come", async () => {
    expect(live(await openCounting(), playRush)).toEqual({ left: [], changed: [], days: [20784] });
  });

  it("P5: with one leaves numbers (control)", async () => {
    const subject = await openCounting();
    const board = start(subject, { files: installSeeded(subject.files, subject.hardware, 3) });
    for (const event of cutDay(readDay("till"), 3 * HOUR_MS, 4.5 * HOUR_MS)) board.happen(event);
    expect(readStats(board.readFile(STATS_FILE) ?? new Uint8Array()).days).toHaveLength(1);
  });

  it("P5: has a program of its own: others have nothing of it", async () => {
    const { kind, sensors } = findBoard(openBookshop(), "till");
    const words = ["SHA512", "erasePage", "peek32", "stats"];
    const { program } = await shipProgram(kind, sensors);
    const counting = await shipProgram(kind, sensors, { radio: "silent" }, ["footfall"]);
    expect(words.filter((word) => program.includes(word))).toEqual([]);
    expect(words.filter((word) => counting.program.includes(word))).toEqual(words);
  });

  it("P3: P5: says on the page with the question that an answer is mixed with chance, in every language", async () => {
    const shop = openBookshop();
    const plain = await openSubject("till");
    const counting = await openCounting();
    for (const [language] of shop.languages.entries()) {
      const list = (subject: Subject): number[] => {
        const index =
          (sectionOffset(subject.d.u32, SECTION_SCREEN_INDEX) >> 2) + language * subject.d.screens;
        return listOperations(subject.d.u8, subject.d.u32[index + SCREEN_QUESTION]);
      };
      expect(list(counting).length).toBeGreaterThan(list(plain).length);
    }
  });
});

function countChanges(before: string, after: string): number {
  let changed = 0;
  for (let i = 0; i < before.length; i++) if (before[i] !== after[i]) changed++;
  return changed;
}

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
