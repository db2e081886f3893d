import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { auditFiles, type Expected } from "../../../host/board/audit/compare.ts";
import { askSession, readCopy, type Source } from "../../../host/board/audit/source.ts";
import { buildSlotImage } from "../../../host/board/image.ts";
import { listInstalled } from "../../../host/board/install.ts";
import { planLayout } from "../../../host/board/layout.ts";
import { padBoot } from "../../../host/board/plan.ts";
import { createStorage } from "../../../host/simulator/storage.ts";
import { createSession } from "./session.ts";

const BYTES = 40 * 4096;
const LAYOUT = planLayout(BYTES);
const CONTENT = {
  boot: "print(1)",
  program: "program()".repeat(200),
  deployment: Buffer.alloc(5000, 3),
  fonts: Buffer.alloc(700, 9),
};
const IMAGE = buildSlotImage(CONTENT, LAYOUT.slotBytes);
const digest = (bytes: Uint8Array) => ({
  bytes: bytes.length,
  sha256: createHash("sha256").update(bytes).digest("hex"),
});
const EXPECTED: Expected = { boot: digest(padBoot(CONTENT.boot)), slot: digest(IMAGE) };

function install(): Map<string, Uint8Array> {
  return new Map(listInstalled(CONTENT, BYTES));
}

function hold(files: ReadonlyMap<string, Uint8Array>): Source {
  return {
    list: async () => [...files].map(([name, bytes]) => ({ name, bytes: bytes.length })),
    read: async (name) => files.get(name) as Uint8Array,
  };
}

async function judge(files: ReadonlyMap<string, Uint8Array>) {
  const audit = await auditFiles(hold(files), LAYOUT, EXPECTED);
  return { ...audit, states: Object.fromEntries(audit.files.map(({ name, state }) => [name, state])) };
}

describe("an audit", () => {
  it("of what was installed finds it the same, however it gets at it", async () => {
    const files = install();
    const storage = createStorage(BYTES);
    for (const [name, bytes] of files) storage.write(name, bytes);
    const progress: number[] = [];
    const sources = [hold(files), askSession(createSession(files)), readCopy(storage.flash.bytes)];
    const audits = await Promise.all(
      sources.map((source) => auditFiles(source, LAYOUT, EXPECTED, (done) => progress.push(done))),
    );
    for (const audit of audits) expect(audit).toEqual(audits[0]);
    expect(audits[0]).toMatchObject({ isSame: true });
    expect(Math.max(...progress)).toBeCloseTo(1);
    expect(audits[0]?.files.map(({ name }) => name)).toEqual(LAYOUT.extents.map(({ name }) => name));
  });

  it("finds any changed byte of the boot file, the slot in use, and what should be erased", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(".boot0", "a", "pad0", "pad4", "stats"),
        fc.nat(),
        fc.nat(254),
        async (name, at, byte) => {
          const files = install();
          const bytes = Buffer.from(files.get(name) as Uint8Array);
          const place = at % (name === "a" ? IMAGE.length : bytes.length);
          fc.pre(bytes[place] !== byte);
          bytes[place] = byte;
          files.set(name, bytes);
          const { isSame, states } = await judge(files);
          expect([isSame, states[name]]).toEqual([false, "different"]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("finds files that are missing, foreign, or of another length", async () => {
    const files = install();
    files.delete("day");
    files.set(".bootcde", Buffer.from("alert()"));
    files.set("stats", Buffer.alloc(10, 255));
    const { isSame, states } = await judge(files);
    expect(isSame).toBe(false);
    expect(states).toMatchObject({ day: "missing", ".bootcde": "foreign", stats: "different", a: "same" });
  });

  it("lets log, dates and the slot that is not in use be as the program left them", async () => {
    const files = install();
    const log = Buffer.from(files.get("log") as Uint8Array);
    log.write("GSGSSG", 32, "latin1");
    log[34] = 0x57;
    files.set("log", log);
    const day = Buffer.from(files.get("day") as Uint8Array);
    day.set([1, 0, 15, 3, 0, 14], 32);
    files.set("day", day);
    const other = buildSlotImage({ ...CONTENT, program: "older()" }, LAYOUT.slotBytes);
    const b = Buffer.from(files.get("b") as Uint8Array);
    b.set(other);
    files.set("b", b);
    expect(await judge(files)).toMatchObject({
      isSame: true,
      states: { b: "spare", log: "same", day: "same" },
    });
    // The controls: a text in each of them is none of that.
    for (const name of ["log", "day"]) {
      const bytes = Buffer.from(files.get(name) as Uint8Array);
      bytes.write("who was here, and when; who was here", 200, "latin1");
      expect(await judge(new Map(files).set(name, bytes))).toMatchObject({ isSame: false });
    }
  });

  it("looks into the slot that the log names", async () => {
    const files = install();
    const log = Buffer.from(files.get("log") as Uint8Array);
    log.write("K", log.indexOf(255, 32), "latin1");
    files.set("log", log);
    expect(await judge(files)).toMatchObject({ isSame: false, states: { a: "same", b: "different" } });
  });
});

describe("a board that answers badly", () => {
  it("with fewer bytes than it has is not compared", async () => {
    const reading = auditFiles(askSession(createSession(install(), { shortBy: 1 })), LAYOUT, EXPECTED);
    await expect(reading).rejects.toMatchObject({ code: "board-answer" });
  });

  it("with an empty Storage misses everything", async () => {
    const { files } = await auditFiles(askSession(createSession(new Map())), LAYOUT, EXPECTED);
    expect(new Set(files.map(({ state }) => state))).toEqual(new Set(["missing"]));
  });

  it("a copy with a name twice is read as the board reads it", async () => {
    const storage = createStorage(BYTES);
    storage.write("a", Buffer.from("first"));
    storage.write("b", Buffer.from("other"));
    const copy = Buffer.from(storage.flash.bytes);
    copy.write("a", storage.find("b")?.address ?? 0, "latin1");
    const second = (storage.find("b")?.address ?? 0) - 28;
    copy.write("a", second, "latin1");
    const source = readCopy(copy);
    expect(await source.list()).toEqual([{ name: "a", bytes: 5 }]);
    expect(Buffer.from(await source.read("a", 5)).toString()).toBe("first");
  });
});
