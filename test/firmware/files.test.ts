// `.boot0` on files that are missing, cut short or somebody else's, with an API that throws, and what comes after the sign.
import { describe, expect, it } from "vitest";
import { createRandom } from "../../host/random.ts";
import { LOG_HALF } from "../../shared/link/slot.ts";
import type { Files } from "./machine.ts";
import { BAD, DOORS, GOOD, layFiles, openMachine, readBoot, SLOT_BYTES, writeLog } from "./slots.ts";

const KINDS = ["esp32-cyd", "esp32c3-oled"] as const;
/** Lengths at which something begins or ends, one less and one more. */
const EDGES = [
  0, 1, 4, 31, 32, 33, 36, 91, 92, 95, 96, 97, 127, 128, 129, 4095, 4096, 4097, 8191, 8192, 8193,
];

async function layBoth(kind: (typeof KINDS)[number]): Promise<Files> {
  return layFiles({ log: "GSG", slots: { a: "good", b: "good" } }, await readBoot(kind));
}

describe.each(KINDS)("a file of Storage on %s", (kind) => {
  it("that is cut short at any length stops nobody: the other slot, or the sign", async () => {
    const machine = await openMachine(kind);
    for (const name of ["log", "a", "b"])
      for (const length of EDGES) {
        const files = await layBoth(kind);
        const whole = files.get(name) ?? "";
        files.set(name, whole.slice(0, length));
        const { ran, code, calls, error } = machine.start(files);
        expect(calls.slice(0, 3)).toEqual(DOORS);
        // The image itself ends after 8,193 bytes: what is missing behind it is nothing.
        expect([name, length, ran, code, error]).toEqual([
          name,
          length,
          name === "a" && length < 8193 ? "b" : "a",
          0,
          "",
        ]);
      }
  });

  it("that is missing is made up for, and never made anew", async () => {
    const machine = await openMachine(kind);
    for (let missing = 1; missing < 8; missing++) {
      const files = await layBoth(kind);
      for (const [i, name] of ["log", "a", "b"].entries()) if (missing & (1 << i)) files.delete(name);
      const names = [...files.keys()];
      const { ran, code, calls, error } = machine.start(files);
      const expected = !(missing & 2) ? "a" : !(missing & 4) ? "b" : "";
      expect([missing, ran, code, error]).toEqual([missing, expected, expected === "" ? 12 : 0, ""]);
      expect(calls.slice(0, 3)).toEqual(DOORS);
      expect([...files.keys()]).toEqual(names);
    }
  });

  it("that is somebody else's is not run, and not written to", async () => {
    const machine = await openMachine(kind);
    const random = createRandom(5);
    const draw = (length: number): string =>
      Array.from({ length }, () => String.fromCharCode(random.below(256))).join("");
    for (let round = 0; round < 400; round++) {
      const files = await layBoth(kind);
      const foreign = ["a", "b", "log"].filter(() => random.below(2) === 0);
      for (const name of foreign) files.set(name, draw(random.below(300)));
      const before = new Map(files);
      const { ran, code, error } = machine.start(files);
      expect(error).toBe("");
      const expected = !foreign.includes("a") ? "a" : !foreign.includes("b") ? "b" : "";
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

  it.each(["console", "services", "sleep", "watchdog"])(
    "does not matter to the doors when %s throws",
    async (name) => {
      const machine = await openMachine(kind, [name]);
      const { ran, calls, error } = machine.start(await layBoth(kind));
      expect([calls.slice(0, 4), ran, error]).toEqual([[...DOORS, "watchdog"], "a", ""]);
    },
  );

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
