// `.boot0` on files that are missing, cut short or somebody else's, with an API that throws, and what comes after the sign.
import { describe, expect, it } from "vitest";
import { createRandom } from "../../host/random.ts";
import { LOG_HALF } from "../../shared/link/slot.ts";
import type { Files } from "./machine.ts";
import { BAD, DOORS, GOOD, KINDS, layFiles, openMachine, readBoot, SLOT_BYTES, writeLog } from "./slots.ts";

/** Lengths at which something begins or ends, one less and one more. */
const EDGES = [
  0, 1, 4, 31, 32, 33, 36, 91, 92, 95, 96, 97, 127, 128, 129, 4031, 4032, 4095, 4096, 4097, 8191, 8192, 8193,
  16_383,
];
const SLOTS = ["a", "b"] as const;

/** Every file of the layout, both slots whole. @param named the slot that the log names */
async function layBoth(kind: (typeof KINDS)[number], named: "a" | "b" = "a"): Promise<Files> {
  return layFiles(
    { log: named === "a" ? "GSG" : "GSK", slots: { a: "good", b: "good" } },
    await readBoot(kind),
  );
}

/** All names but that of `.boot0`, whose text is what runs. */
async function listNames(kind: (typeof KINDS)[number]): Promise<string[]> {
  return [...(await layBoth(kind)).keys()].filter((name) => name !== ".boot0");
}

/** The slot that is started: the one that is named, where log and slot are there; a log that is not names a. */
function expectSlot(
  named: "a" | "b",
  hasLog: boolean,
  isWhole: Readonly<Record<"a" | "b", boolean>>,
): string {
  const first = hasLog ? named : "a";
  const other = first === "a" ? "b" : "a";
  return isWhole[first] ? first : isWhole[other] ? other : "";
}

describe.each(KINDS)("a file of Storage on %s", (kind) => {
  it("that is cut short at any length stops nobody: the other slot, or the sign", async () => {
    const machine = await openMachine(kind);
    const names = await listNames(kind);
    expect(names).toEqual(["log", "a", "b", "pad0", "pad1", "day", "pad2", "pad3", "pad4", "stats"]);
    const seen = new Set<string>();
    const changed: string[] = [];
    for (const named of SLOTS)
      for (const name of names)
        for (const length of EDGES) {
          const files = await layBoth(kind, named);
          files.set(name, (files.get(name) ?? "").slice(0, length));
          const kept = new Map(files);
          const { ran, code, calls, error } = machine.start(files);
          expect(calls.slice(0, 3)).toEqual(DOORS);
          // The image itself ends after 8,193 bytes: what is missing behind it is nothing.
          const isCut = (slot: string): boolean => name === slot && length < 8193;
          const isWhole = { a: !isCut("a"), b: !isCut("b") };
          const expected = expectSlot(named, name !== "log" || length >= 4096, isWhole);
          expect([named, name, length, ran, code, error]).toEqual([named, name, length, expected, 0, ""]);
          seen.add(`${named} ${name} ${ran}`);
          // A start is counted in a log that is one; nothing else is written to.
          for (const [other, text] of kept)
            if (files.get(other) !== text && (other !== "log" || text.length < 4096)) changed.push(other);
        }
    expect(changed).toEqual([]);
    // Where a slot that is named is cut, the other one ran, whichever it is.
    for (const turn of ["a a b", "b b a", "b log a"]) expect(seen).toContain(turn);
  });

  it("that is missing is made up for, and never made anew", async () => {
    const machine = await openMachine(kind);
    const all = await listNames(kind);
    for (const named of SLOTS)
      for (let missing = 1; missing < 1 << all.length; missing += missing < 8 ? 1 : 5) {
        const files = await layBoth(kind, named);
        for (const [i, name] of all.entries()) if (missing & (1 << i)) files.delete(name);
        const names = [...files.keys()];
        const { ran, code, calls, error } = machine.start(files);
        const isWhole = { a: !(missing & 2), b: !(missing & 4) };
        const expected = expectSlot(named, !(missing & 1), isWhole);
        expect([missing, ran, code, error]).toEqual([missing, expected, expected === "" ? 12 : 0, ""]);
        expect(calls.slice(0, 3)).toEqual(DOORS);
        expect([...files.keys()]).toEqual(names);
      }
  });

  it("that is somebody else's is not run, and not written to", async () => {
    const machine = await openMachine(kind);
    const random = createRandom(5);
    const all = await listNames(kind);
    const draw = (length: number): string =>
      Array.from({ length }, () => String.fromCharCode(random.below(256))).join("");
    for (let round = 0; round < 400; round++) {
      const named = SLOTS[round & 1];
      const files = await layBoth(kind, named);
      const foreign = all.filter(() => random.below(2) === 0);
      for (const name of foreign) files.set(name, draw(random.below(300)));
      const before = new Map(files);
      const { ran, code, error } = machine.start(files);
      expect(error).toBe("");
      const isWhole = { a: !foreign.includes("a"), b: !foreign.includes("b") };
      const expected = expectSlot(named, !foreign.includes("log"), isWhole);
      expect([ran, code]).toEqual([expected, expected === "" ? 12 : 0]);
      for (const name of foreign) expect(files.get(name)).toBe(before.get(name));
    }
  });

  it("with one byte of another value is not run, wherever that byte is", async () => {
    const machine = await openMachine(kind);
    const length = 8193;
    const random = createRandom(6);
    for (let round = 0; round < 600; round++) {
      const at = round < 64 ? 32 + round : 128 + random.below(length - 128);
      const files = await layBoth(kind);
      const byte = GOOD.a.charCodeAt(at) ^ (1 << random.below(8));
      files.set("a", GOOD.a.slice(0, at) + String.fromCharCode(byte) + GOOD.a.slice(at + 1));
      expect([at, machine.start(files).ran]).toEqual([at, "b"]);
    }
    // Control: where nothing is kept, a byte may change.
    const files = await layBoth(kind);
    files.set("a", `${GOOD.a.slice(0, 100)}x${GOOD.a.slice(101)}`);
    expect(machine.start(files).ran).toBe("a");
  });

  it.each(DOORS)(
    "is not even looked at when the door %s cannot be closed: the sign, and no start",
    async (name) => {
      const machine = await openMachine(kind, [name]);
      const files = await layBoth(kind);
      const log = files.get("log");
      const { ran, code, calls, error } = machine.start(files);
      expect([calls.slice(0, 4), ran, code, error]).toEqual([[...DOORS, "watchdog"], "", 21, ""]);
      expect(calls).not.toContain("read");
      expect(files.get("log")).toBe(log);
      // After ten minutes the watchdog is left alone: it restarts the board, and the doors are tried anew.
      machine.takeCalls();
      machine.tick(119);
      expect(machine.takeCalls().filter((call) => call === "kick")).toHaveLength(119);
      machine.tick(1);
      expect(machine.takeCalls()).not.toContain("kick");
      expect(machine.start(files, false, [])).toMatchObject({ ran: "a", code: 0 });
    },
  );

  it("is started from although there is no watchdog: that is no door", async () => {
    const machine = await openMachine(kind, ["watchdog"]);
    const { ran, calls, error } = machine.start(await layBoth(kind));
    expect([calls.slice(0, 4), ran, error]).toEqual([[...DOORS, "watchdog"], "a", ""]);
  });

  it("cannot be read at all: the doors are closed before that is known", async () => {
    const machine = await openMachine(kind, ["read"]);
    const { calls, ran } = machine.start(await layBoth(kind));
    expect([calls.slice(0, 4), ran]).toEqual([[...DOORS, "watchdog"], ""]);
  });

  it("whose program throws leaves no timer, watch or scan to the next one", async () => {
    const machine = await openMachine(kind);
    const { ran, calls } = machine.start(
      layFiles({ log: "G", slots: { a: "bad", b: "good" } }, await readBoot(kind)),
    );
    expect(ran).toBe("b");
    for (const cleared of ["timers", "watches", "scan", "listeners"]) expect(calls).toContain(cleared);
    expect((await openMachine(kind)).start(await layBoth(kind)).calls).not.toContain("watches");
  });
});

describe("the neutral sign", () => {
  const tired = "GSSSSSS";

  async function wait(
    log: string,
    ticks: number,
  ): Promise<{ added: string; isFed: boolean; isSilent: boolean }> {
    const machine = await openMachine("esp32-cyd");
    const files = layFiles({ log, slots: { a: "good", b: "none" } }, await readBoot("esp32-cyd"));
    expect(machine.start(files).code).toBe(13);
    machine.tick(ticks);
    machine.takeCalls();
    machine.tick(1);
    const calls = machine.takeCalls();
    const present = (files.get("log") ?? "").slice(32).replace(/\xff+$/, "");
    return {
      added: present.slice(log.length),
      isFed: calls.includes("kick"),
      isSilent: calls.includes("sleep"),
    };
  }

  it("feeds the watchdog and keeps the radio silent for ten minutes, then names the slot and restarts", async () => {
    expect(await wait(tired, 117)).toEqual({ added: "", isFed: true, isSilent: true });
    expect(await wait(tired, 119)).toEqual({ added: "G", isFed: false, isSilent: false });
    expect(await wait(`GSK${tired.slice(1)}`, 125)).toEqual({ added: "K", isFed: false, isSilent: false });
  });

  it("waits for a day where half of the log is used up", async () => {
    const old = tired.padStart(LOG_HALF - 32, "GS");
    expect(await wait(old, 119)).toEqual({ added: "", isFed: true, isSilent: true });
    expect(await wait(old, 17_279)).toEqual({ added: "G", isFed: false, isSilent: false });
  });

  it("stays where both slots are empty: to restart would change nothing", async () => {
    const machine = await openMachine("esp32-cyd");
    const files = layFiles({ log: "G", slots: { a: "none", b: "none" } }, await readBoot("esp32-cyd"));
    expect(machine.start(files).code).toBe(12);
    machine.tick(1000);
    machine.takeCalls();
    machine.tick(1);
    expect(machine.takeCalls()).toContain("kick");
    expect(files.get("log")).toBe(writeLog("GS"));
  });

  it("comes after two programs that throw, and goes when one does not any more", async () => {
    const machine = await openMachine("esp32c3-oled");
    const boot = await readBoot("esp32c3-oled");
    const files = new Map([
      [".boot0", boot],
      ["log", writeLog("G")],
      ["a", BAD],
      ["b", BAD],
    ]);
    expect(machine.start(files).code).toBe(14);
    machine.tick(121);
    expect(files.get("log")).toBe(writeLog("GSG"));
    files.set("a", GOOD.a.padEnd(SLOT_BYTES, "\xff"));
    expect(machine.start(files).ran).toBe("a");
  });
});
