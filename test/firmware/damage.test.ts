// A whole board, its own program included, with each of its files missing, cut short or somebody else's.
import { describe, expect, it } from "vitest";
import { listInstalled } from "../../host/board/install.ts";
import { createRandom } from "../../host/random.ts";
import { startBoard } from "../../host/simulator/start.ts";
import { DAY_FILE, encodeDay, SLOT_A, STATS_FILE } from "../../shared/link/slot.ts";
import { happen, openBookshop, openSubject, type Subject } from "../promises/stand.ts";
import { findHalf } from "../promises/whole.ts";
import { KINDS } from "./slots.ts";

type Files = Map<string, Uint8Array>;
const LENGTHS = [1, 31, 33, 35, 4031, 4095, 4097, 8191];
/** Days since 1970, in the trace's past. */
const KNOWN_DAY = 20_780;
const TODAY = 20_784;
/** The date is looked at once in ten minutes; a start is a good one after one. */
const LOOK_MS = 620_000;
const GOOD_MS = 66_000;

async function open(kind: (typeof KINDS)[number]): Promise<Subject> {
  const shop = openBookshop();
  const window = shop.boards.find(({ id }) => id === "window");
  if (window === undefined) throw new Error("the sample shop has no window");
  return openSubject("window", { ...shop, boards: [{ ...window, kind, readAtMetres: 1 }] });
}

/** Everything installed, with a date that is known. */
function install({ files, hardware }: Subject): Files {
  const installed: Files = new Map(listInstalled(files, hardware.storageBytes));
  const day = installed.get(DAY_FILE)?.slice() ?? new Uint8Array();
  day.set(encodeDay(KNOWN_DAY), 32);
  return installed.set(DAY_FILE, day);
}

/** Starts it without a clock; it is set, and looked at again at `endMs`. @returns what is wrong, "" = nothing */
function live(subject: Subject, files: Files, endMs: number): string {
  const board = startBoard({ hardware: subject.hardware, files });
  happen(board, 0, "start", "unknown");
  board.advanceTo(5000);
  const say = (): string => {
    const status = board.status();
    if (status === undefined) return "no answer";
    if (board.isAdvertising) return "it advertises";
    if (status.deployment !== 0) return `the sign ${-status.deployment}`;
    return findHalf(subject, board) ?? "";
  };
  const first = say();
  happen(board, 5000, "clock", "2026-11-27T12:00:00+01:00");
  board.advanceTo(endMs);
  const errors = board.takeRecords().filter(({ kind }) => kind === "error" || kind === "watchdog");
  return first || say() || (errors[0]?.text ?? "");
}

describe.each(KINDS)("on %s a file of Storage", (kind) => {
  it("that neither .boot0 nor the card needs may be missing, cut short or foreign: the card is whole", async () => {
    const subject = await open(kind);
    const random = createRandom(7);
    const whole = install(subject);
    const names = [...whole.keys()].filter((name) => ![".boot0", SLOT_A].includes(name));
    expect(names).toEqual(["pad0", "log", "pad1", "day", "pad2", "pad3", "b", "pad4", "stats"]);
    const wrong: string[] = [];
    let ways = 0;
    for (const name of names) {
      const bytes = whole.get(name) ?? new Uint8Array();
      // A pad is read by nobody: a few lengths are as good as all.
      const lengths = LENGTHS.filter((length) => length < bytes.length);
      const cut = lengths.map((length) => bytes.slice(0, length));
      const foreign = [9, 5000].map((length) => Uint8Array.from({ length }, () => random.below(256)));
      const isRead = name === DAY_FILE || name === STATS_FILE;
      const zero = new Uint8Array(bytes.length);
      for (const [i, other] of [
        undefined,
        ...(name.startsWith("pad") ? cut.slice(2, 4) : cut),
        ...foreign,
        zero,
      ].entries()) {
        const files = new Map([...whole].filter(([known]) => known !== name || other !== undefined));
        if (other !== undefined) files.set(name, other);
        const found = live(subject, files, isRead ? LOOK_MS : GOOD_MS);
        if (found !== "") wrong.push(`${name} ${i}: ${found}`);
        ways++;
      }
    }
    expect(wrong).toEqual([]);
    expect(ways).toBeGreaterThan(60);
  });

  it("with the date, cut short anywhere, gives a date that was known or none, and takes the next one where it can", async () => {
    const subject = await open(kind);
    const whole = install(subject);
    const bytes = whole.get(DAY_FILE) ?? new Uint8Array();
    for (const length of [0, 1, 31, 32, 33, 34, 35, 36, 4096, 8192]) {
      const files = new Map([...whole].filter(([name]) => name !== DAY_FILE || length > 0));
      if (length > 0) files.set(DAY_FILE, bytes.slice(0, length));
      const board = startBoard({ hardware: subject.hardware, files });
      happen(board, 0, "start", "unknown");
      board.advanceTo(5000);
      expect([length, board.status()?.day]).toEqual([length, length >= 35 ? KNOWN_DAY : 0]);
      happen(board, 5000, "clock", "2026-11-27T12:00:00+01:00");
      board.advanceTo(LOOK_MS);
      happen(board, LOOK_MS, "power", "0");
      happen(board, LOOK_MS + 100, "power", "1");
      board.advanceTo(LOOK_MS + 5000);
      expect([length, board.status()?.day]).toEqual([
        length,
        length > 38 ? TODAY : length >= 35 ? KNOWN_DAY : 0,
      ]);
    }
  });

  it("that is .boot0: without it, with the start of it or with other bytes, the board is a stock one", async () => {
    const subject = await open(kind);
    const whole = install(subject);
    const boot = whole.get(".boot0") ?? new Uint8Array();
    const random = createRandom(8);
    const noise = Uint8Array.from(boot, () => random.below(256));
    const starts = [1, 15, 16, 17, 32, 500, subject.files.boot.length - 100].map((length) =>
      boot.slice(0, length),
    );
    for (const other of [undefined, noise, ...starts]) {
      const files = new Map([...whole].filter(([name]) => name !== ".boot0"));
      if (other !== undefined) files.set(".boot0", other);
      const board = startBoard({ hardware: subject.hardware, files });
      happen(board, 0, "start", "unknown");
      board.advanceTo(5000);
      expect([other?.length, board.status()]).toEqual([other?.length, undefined]);
      for (const [name, bytes] of files)
        expect(Buffer.compare(board.readFile(name) ?? new Uint8Array(), bytes)).toBe(0);
    }
    // Control: what follows its text is blanks, and may be missing.
    const files = new Map(whole).set(".boot0", boot.slice(0, subject.files.boot.length));
    expect(live(subject, files, GOOD_MS)).toBe("");
  });

  it("that the card needs is missed (control)", async () => {
    const subject = await open(kind);
    const whole = install(subject);
    const files = new Map(whole).set(SLOT_A, (whole.get(SLOT_A) ?? new Uint8Array()).slice(0, 9000));
    expect(live(subject, files, GOOD_MS)).toBe("the sign 12");
  });
});
