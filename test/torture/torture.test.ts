import { beforeAll, describe, expect, it } from "vitest";
import { executePlan } from "../../host/board/execution.ts";
import { buildSlotImage } from "../../host/board/image.ts";
import { findExtent, planLayout } from "../../host/board/layout.ts";
import { planDeploy } from "../../host/board/plan.ts";
import { assembleProgram } from "../../host/build/program.ts";
import { findRoot } from "../../host/build/root.ts";
import type { BoardKind } from "../../host/shop/model.ts";
import type { Flash } from "../../host/simulator/flash.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import { mountStorage } from "../../host/simulator/storage.ts";
import { LOG_FILE, readLog } from "../../shared/link/slot.ts";
import { createContent } from "./content.ts";
import { createDates } from "./dates.ts";
import { exploreOperation, hasPoint, replayPoint } from "./explore.ts";
import { bootOn } from "./judge.ts";
import { openFlash, readState } from "./medium.ts";
import { createOperations } from "./operation.ts";
import { KINDS, parseId } from "./point.ts";
import { copyFlash, createStand, type Stand } from "./stand.ts";
import type { Operation } from "./verdict.ts";

const KIND = "esp32-cyd";
const STORAGE_BYTES = 262_144;
const hardware = { ...HARDWARE[KIND], storageBytes: STORAGE_BYTES };
const layout = planLayout(STORAGE_BYTES);
const pageBytes = 4096;
const image = buildSlotImage(createContent("NEW", 7000), layout.slotBytes);
/** Five kinds of boards are built, on a machine that may be busy with other tests. */
const PATIENCE_MS = 600_000;
const EFFORT = { points: 16, seed: 3, isPaired: false };
const boards = new Map<BoardKind, { operations: Operation[]; stand: Stand }>();
let operations: Operation[] = [];
let stand: Stand;

beforeAll(async () => {
  const root = findRoot();
  for (const kind of KINDS) {
    const hardware = { ...HARDWARE[kind], storageBytes: STORAGE_BYTES };
    const { boot } = await assembleProgram(kind, { root });
    const dates = await createDates(root, hardware);
    boards.set(kind, {
      operations: createOperations({ hardware, pageBytes, boot, dates }),
      stand: createStand(kind, pageBytes, (flash, fault) => bootOn(flash, hardware, { fault })),
    });
  }
  ({ operations, stand } = open(KIND));
}, PATIENCE_MS);

function open(kind: BoardKind): { operations: Operation[]; stand: Stand } {
  const board = boards.get(kind);
  if (board === undefined) throw new Error(`no board ${kind}`);
  return board;
}

function find(name: string, from = operations): Operation {
  const found = from.find((operation) => operation.name === name);
  if (found === undefined) throw new Error(`no operation ${name}`);
  return found;
}

describe("a cut anywhere", () => {
  it.each(KINDS)("leaves old or new content, closed doors, and what can be done again, on %s", (kind) => {
    const { operations, stand } = open(kind);
    for (const operation of operations) {
      const report = exploreOperation(operation, stand, EFFORT);
      expect(report.failures).toEqual([]);
      expect(report.points).toBeGreaterThan(10);
    }
  });

  it("is followed by a second one without harm", () => {
    for (const name of ["deploy-third", "deploy-full-log", "back", "renew-full", "start-b"])
      expect(exploreOperation(find(name), stand, { ...EFFORT, isPaired: true }).failures).toEqual([]);
  });

  it("comes to the old content before the last byte, and to the new one after it", () => {
    const report = exploreOperation(find("back"), stand, { ...EFFORT, points: 1000 });
    expect(report.visited).toBe(report.all);
    // Two bytes, the start's and the word: each left in 256 ways, and three that make no difference to a single one.
    expect(report.all).toBe(2 * 259);
    expect(report.points).toBeLessThan(2 * 19);
    expect(report.verdicts.new).toBe(1);
    expect(report.verdicts.old).toBe(report.points - 1);
  });
});

describe("the head of .boot0", () => {
  it.each(KINDS)(
    "is cut at every byte in every way on %s: a board without Passerby until the last bit",
    (kind) => {
      const { operations, stand } = open(kind);
      const report = exploreOperation(find("install-head", operations), stand, { ...EFFORT, points: 1000 });
      expect(report.failures).toEqual([]);
      expect([report.visited, report.all]).toEqual([16 * 259, 16 * 259]);
      expect(report.verdicts).toMatchObject({ new: 1, old: 0, stock: report.points - 1 });
      expect(report.points).toBeGreaterThan(300);
    },
  );
});

describe("a board with a door that cannot be closed", () => {
  it.each(KINDS)("shows the sign for it after every cut of a start, on %s", (kind) => {
    const { operations, stand } = open(kind);
    for (const fault of ["console", "services", "radio"]) {
      const operation = find(`start-open-${fault}`, operations);
      const report = exploreOperation(operation, stand, { ...EFFORT, points: 1000 });
      expect(report.failures).toEqual([]);
      expect(report.verdicts.neutral).toBe(report.points);
      // Control: the same board with doors that close runs its program.
      const whole = exploreOperation({ ...operation, fault: undefined }, stand, EFFORT);
      expect(whole.failures.map(({ verdict }) => verdict)).toContain("half");
    }
  });
});

describe("the torture sees (controls)", () => {
  const refuse = (change: Partial<Operation>, name = "deploy-third") =>
    exploreOperation({ ...find(name), ...change }, stand, EFFORT).failures.map(({ verdict }) => verdict);

  it("a content that is neither the old nor the new one", () => {
    expect(refuse({ old: ["OLD 0"] })).toContain("half");
  });

  it("a board that shows nothing", () => {
    const run = (flash: Flash) => flash.erasePage(0);
    expect(refuse({ run })).toContain("lost");
  });

  it("a rewritten `.boot0`, by name", () => {
    const run = (flash: Flash) => flash.write(400, new Uint8Array(3));
    const { failures } = exploreOperation({ ...find("start"), run }, stand, EFFORT);
    expect(failures.map(({ text }) => text)).toContain("boot0-stays");
  });

  it("an operation that does not come to its end", () => {
    const nothing = { ...find("start"), run: () => undefined };
    const first = { cut: { call: 0, byte: 0, tear: 255 } };
    const [failure] = exploreOperation(nothing, stand, EFFORT).failures;
    expect(failure).toEqual({
      id: `${KIND}/start:0.0.255`,
      verdict: "unfinished",
      text: "it changes nothing",
    });
    expect(replayPoint(nothing, stand, first)).toEqual({ verdict: "unfinished", text: "it changes nothing" });
    // One that comes to something else, whichever of its points are done again.
    const stuck = { ...find("back"), run: find("start").run };
    const [other] = exploreOperation(stuck, stand, EFFORT).failures;
    expect(other).toMatchObject({ id: `${KIND}/back:0.0.255`, verdict: "unfinished" });
    expect(replayPoint(stuck, stand, first)).toEqual({ verdict: "unfinished", text: other?.text });
    const never = {
      ...find("back"),
      run: (flash: Flash) => flash.write(flash.bytes.length - 9, new Uint8Array(4)),
    };
    expect(replayPoint(never, stand, { cut: { call: 0, byte: 0, tear: 255 } }).verdict).toBe("unfinished");
  });

  it("doors that are open, when another text is in `.boot0`", () => {
    const flash = copyFlash(find("start").before, pageBytes);
    const boot = find("start").before.subarray(32, 4096);
    const text = Buffer.from(boot).toString("latin1").trimEnd();
    flash.bytes.set(Buffer.from(`require("Storage");${text}`.padEnd(4064), "latin1").subarray(0, 4064), 32);
    expect(bootOn(flash, hardware)).toMatchObject({ state: "runs", isClosed: false });
    expect(bootOn(copyFlash(find("start").before, pageBytes), hardware)).toMatchObject({ isClosed: true });
    const given = `${text};E.setConsole(USB,{force:true})`;
    flash.bytes.set(Buffer.from(given.padEnd(4064), "latin1").subarray(0, 4064), 32);
    expect(bootOn(flash, hardware)).toMatchObject({ state: "runs", isClosed: false });
  });
});

describe("a failing point's id", () => {
  it("gives the same verdict again", () => {
    const operation = { ...find("deploy-third"), old: ["OLD 0"] };
    const { failures } = exploreOperation(operation, stand, { ...EFFORT, isPaired: true });
    for (const { id, verdict, text } of failures.slice(0, 20)) {
      const parsed = parseId(id);
      if (parsed === undefined) throw new Error(`${id} is no id`);
      expect(replayPoint(operation, stand, parsed.point)).toEqual({ verdict, text });
    }
    expect(failures.length).toBeGreaterThan(5);
  });

  it("gives a broken rule again, whatever the board comes to", () => {
    const run = (flash: Flash) => flash.write(400, new Uint8Array(3));
    const operation = { ...find("start"), run };
    const failure = exploreOperation(operation, stand, EFFORT).failures.find(
      ({ text }) => text === "boot0-stays",
    );
    const point = parseId(failure?.id ?? "")?.point;
    if (point === undefined) throw new Error("no rule is broken");
    expect(replayPoint(operation, stand, point)).toEqual({ verdict: "damaged", text: "boot0-stays" });
  });

  it("gives again what comes to light only after many good starts", () => {
    const operation = find("deploy-full-log");
    // Of a board that takes the end of a log for the place to write, whatever lies behind it.
    const boots = (flash: Flash, isWorn: boolean) => ({
      ...stand.boot(flash),
      saying: isWorn ? "OLD 0" : operation.next,
    });
    const worn = findExtent(layout, LOG_FILE).address + 2000;
    const forgetful = createStand(KIND, pageBytes, (flash) => boots(flash, flash.bytes[worn] !== 255));
    const effort = { ...EFFORT, points: 400 };
    const { failures } = exploreOperation(
      { ...operation, run: (flash) => flash.erasePage(worn) },
      forgetful,
      effort,
    );
    const failure = failures.find(({ text }) => text.startsWith("after good starts"));
    const point = parseId(failure?.id ?? "")?.point;
    if (failure === undefined || point === undefined) throw new Error("nothing came to light");
    const again = replayPoint({ ...operation, run: (flash) => flash.erasePage(worn) }, forgetful, point);
    expect(again).toEqual({ verdict: failure.verdict, text: failure.text });
  });

  it("of no point of the operation is told from one", () => {
    const [back, erase] = [find("back"), find("date-erase")];
    const has = (operation: Operation, call: number, byte: number): boolean =>
      hasPoint(operation, pageBytes, { cut: { call, byte, tear: 255 } });
    expect([has(back, 0, 0), has(back, 1, 0), has(erase, 1, 4095)]).toEqual([true, true, true]);
    expect([has(back, 0, 1), has(back, 2, 0), has(erase, 1, 4096)]).toEqual([false, false, false]);
  });

  it("is refused where it is none", () => {
    for (const id of [
      "",
      "deploy",
      "deploy:1",
      "deploy:1.2",
      "deploy:1.2.3",
      "esp32-cyd/deploy:1.2.3+boot.1.2.3",
    ])
      expect(parseId(id)).toBeUndefined();
    for (const id of ["esp32-cyd/a:1.2.3+start.1.2", "esp8266/deploy:1.2.3"])
      expect(parseId(id)).toBeUndefined();
    expect(parseId("esp32c3-oled/deploy:1.2.3")).toMatchObject({ kind: "esp32c3-oled", operation: "deploy" });
  });
});

describe("the neutral sign", () => {
  it("comes with a held button, and such a start is not counted", () => {
    const flash = copyFlash(find("start").before, pageBytes);
    expect(bootOn(flash, hardware, { isHeld: true })).toMatchObject({
      state: "neutral",
      saying: "11",
      isClosed: true,
    });
    expect(Buffer.compare(flash.bytes, find("start").before)).toBe(0);
    expect(bootOn(flash, hardware)).toMatchObject({ state: "runs" });
    expect(Buffer.compare(flash.bytes, find("start").before)).not.toBe(0);
  });

  it("comes after six starts that nobody called good, and goes by itself", () => {
    const { verdicts, failures } = exploreOperation(find("neutral-end"), stand, { ...EFFORT, points: 100 });
    expect(failures).toEqual([]);
    expect(verdicts.neutral).toBeGreaterThan(5);
    expect(verdicts.old).toBe(1);
  });
});

describe("flash with a bit that cannot be cleared", () => {
  it("stops a deploy before the switch", () => {
    const flash = copyFlash(find("deploy").before, pageBytes);
    const { slot } = bootOn(flash, hardware);
    const stuck = findExtent(layout, "b").address + 5000;
    const worn: Flash = {
      ...flash,
      write(address, data) {
        const was = flash.bytes[stuck] ?? 255;
        flash.write(address, data);
        flash.bytes[stuck] = (flash.bytes[stuck] ?? 0) | (was & 0x10);
      },
    };
    const plan = planDeploy(readState(openFlash(flash, layout), slot), image);
    const before = flash.bytes.slice();
    expect(() => executePlan(openFlash(worn, layout), plan)).toThrow(
      expect.objectContaining({ code: "board-verify" }),
    );
    const log = Buffer.from(mountStorage(flash).read(LOG_FILE) ?? []).toString("latin1");
    expect(readLog(log).isB).toBe(false);
    flash.bytes.set(before);
    executePlan(openFlash(flash, layout), plan);
    expect(bootOn(flash, hardware)).toMatchObject({ slot: "b" });
  });
});

describe("compaction", () => {
  it("never touches a board's own files in 10,000 rounds of somebody else's", () => {
    const { before, inspect } = find("compaction");
    const flash = copyFlash(before, pageBytes);
    const theirs = flash.bytes.length - layout.freeBytes;
    let rounds = 0;
    const storage = mountStorage({
      ...flash,
      erasePage(address) {
        if (address === theirs) rounds++;
        flash.erasePage(address);
      },
    });
    for (let i = 0; i < 60_000 && rounds < 10_000; i++)
      storage.write("theirs", new Uint8Array(3000).fill(i & 127));
    expect(rounds).toBe(10_000);
    expect(inspect?.(flash)).toBe("");
    expect(storage.read("theirs")).toBeDefined();
  });
});
