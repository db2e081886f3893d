import { describe, expect, it } from "vitest";
import { executePlan, type Medium, openFiles } from "../../host/board/execution.ts";
import { buildSlotImage, readSlotImage } from "../../host/board/image.ts";
import { listInstalled } from "../../host/board/install.ts";
import { planLayout } from "../../host/board/layout.ts";
import { cutWrites, type Operation } from "../../host/board/operation.ts";
import {
  type BoardState,
  chooseTarget,
  planBack,
  planDeploy,
  planInstall,
  planRenewal,
  planSwitch,
  type Slot,
} from "../../host/board/plan.ts";
import { createRandom } from "../../host/random.ts";
import { LOG_BYTES, LOG_HALF, PAGE_BYTES, readLog } from "../../shared/link/slot.ts";
import { readState } from "../torture/medium.ts";

const STORAGE_BYTES = 64 * PAGE_BYTES;
const LAYOUT = planLayout(STORAGE_BYTES);
const BOOT = "boot();";

function makeImage(seed: number, fontBytes = 3000): Uint8Array {
  const random = createRandom(seed);
  const noise = (length: number): Uint8Array => Uint8Array.from({ length }, () => random.below(256));
  return buildSlotImage(
    { program: `run(${seed});`, deployment: noise(9000), fonts: new Uint8Array(fontBytes).fill(3) },
    LAYOUT.slotBytes,
  );
}

type Files = Map<string, Uint8Array>;

function installed(): Files {
  const content = {
    boot: BOOT,
    program: "run(0);",
    deployment: new Uint8Array(9000).fill(1),
    fonts: new Uint8Array(10),
  };
  return new Map([...listInstalled(content, STORAGE_BYTES)].map(([name, bytes]) => [name, bytes.slice()]));
}

function execute(files: Files, steps: readonly Operation[], onErase: (key: string) => void = () => {}): void {
  const medium = openFiles(files);
  const erase: Medium["erase"] = (file, offset) => {
    medium.erase(file, offset);
    onErase(`${file} ${offset}`);
  };
  executePlan({ ...medium, erase }, steps);
}

function look(files: Files, running: Slot | undefined): BoardState {
  return { ...readState(openFiles(files), running), running };
}

function textOf(files: Files): string {
  return Buffer.from(files.get("log") ?? []).toString("latin1");
}

function isSame(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  return one !== undefined && other !== undefined && Buffer.compare(one, other) === 0;
}

/** The slot that a board with these files starts. */
function findRunning(files: Files): Slot {
  return readLog(textOf(files)).isB ? "b" : "a";
}

describe("an installation", () => {
  it("leaves the layout with slot a, whatever was there", () => {
    const files: Files = new Map([["old", new Uint8Array(9)]]);
    const image = makeImage(1);
    execute(files, planInstall(LAYOUT, BOOT, image, 20_784));
    expect([...files.keys()]).toEqual(LAYOUT.extents.map(({ name }) => name));
    expect(files.get("a")?.slice(0, image.length)).toEqual(image);
    expect(textOf(files).slice(32, 34)).toBe("G\xff");
    expect([...(files.get("day") ?? new Uint8Array()).subarray(32, 36)]).toEqual([
      20_784 & 255,
      20_784 >> 8,
      11,
      255,
    ]);
  });

  it("writes the first bytes of .boot0 last: until then the board is a stock one", () => {
    const steps = planInstall(LAYOUT, BOOT, makeImage(1)).filter(({ kind }) => kind !== "verify");
    expect(steps.at(-1)).toMatchObject({ kind: "write", file: ".boot0", offset: 0 });
    expect(steps.filter((step) => step.kind === "write" && step.file === ".boot0")).toHaveLength(2);
  });
});

describe("a deploy", () => {
  it("goes to the slot that does not run, again and again, and leaves the other as it is", () => {
    const files = installed();
    for (let round = 1; round < 30; round++) {
      const running = findRunning(files);
      const before = files.get(running)?.slice();
      const image = makeImage(round, 3000 + round * 400);
      execute(files, planDeploy(look(files, running), image));
      const target = findRunning(files);
      expect(target).not.toBe(running);
      expect(isSame(files.get(running), before)).toBe(true);
      expect(isSame(files.get(target)?.slice(0, image.length), image)).toBe(true);
      expect(readSlotImage(files.get(target) ?? new Uint8Array())).toBeDefined();
      // What is before the directory stays erased: Storage would make the file anew.
      expect(
        files
          .get(target)
          ?.subarray(0, 32)
          .every((byte) => byte === 255),
      ).toBe(true);
    }
  });

  it("makes the slot invalid first, and names it after all of it was verified", () => {
    const files = installed();
    execute(files, planDeploy(look(files, "a"), makeImage(1)));
    const steps = planDeploy(look(files, "b"), makeImage(2));
    expect(steps[0]).toEqual({ kind: "erase", file: "a", offset: 0 });
    expect(steps.slice(-4).map(({ kind }) => kind)).toEqual(["verify", "write", "verify", "append"]);
    expect(steps.at(-3)).toMatchObject({ file: "a", offset: 32 });
    const earlier = steps.slice(0, -3);
    expect(earlier.some((step) => step.kind === "write" && step.offset < 128)).toBe(false);
  });

  it("leaves pages that are the same as they are", () => {
    const files = installed();
    const [one, two] = [makeImage(1), makeImage(1).slice()];
    two[two.length - 1] ^= 1;
    execute(files, planDeploy(look(files, "a"), one));
    execute(files, planDeploy(look(files, "b"), one));
    const pages = (image: Uint8Array): number[] =>
      planDeploy(look(files, "a"), image).flatMap((step) =>
        step.kind === "erase" && step.file === "b" ? [step.offset] : [],
      );
    expect(pages(one)).toEqual([0]);
    expect(pages(two)).toEqual([0, PAGE_BYTES * 4]);
  });

  it("empties a log that is half full, at once after the slot is invalid", () => {
    for (const end of [LOG_HALF - 1, LOG_HALF, LOG_BYTES]) {
      const files = installed();
      execute(files, planDeploy(look(files, "a"), makeImage(1)));
      files.get("log")?.fill(0x53, 34, end);
      const steps = planDeploy(look(files, "b"), makeImage(2));
      const isOld = end >= LOG_HALF;
      expect(steps.slice(1, 3)).toEqual(
        isOld
          ? [
              { kind: "erase", file: "log", offset: 0 },
              { kind: "append", code: "K" },
            ]
          : steps.slice(1, 3),
      );
      expect(steps.some((step) => step.kind === "erase" && step.file === "log")).toBe(isOld);
      execute(files, steps);
      expect(textOf(files).slice(32, 35)).toBe(isOld ? "KG\xff" : "GKS");
    }
  });
});

describe("other ways to go", () => {
  it("back names the other slot if it is whole, and is refused if not", () => {
    const files = installed();
    expect(() => planBack(look(files, "a"))).toThrow(expect.objectContaining({ code: "board-slot-empty" }));
    execute(files, planDeploy(look(files, "a"), makeImage(1)));
    execute(files, planBack(look(files, "b")));
    expect(findRunning(files)).toBe("a");
    execute(files, planSwitch(look(files, "a"), "b"));
    expect(findRunning(files)).toBe("b");
    // One byte of it has rotted: what is verified on the board stops it.
    (files.get("a") as Uint8Array)[5000] ^= 1;
    expect(() => execute(files, planBack(look(files, "b")))).toThrow(
      expect.objectContaining({ code: "board-verify" }),
    );
    expect(findRunning(files)).toBe("b");
  });

  it("renewal empties the log and keeps the slot that runs", () => {
    const files = installed();
    execute(files, planDeploy(look(files, "a"), makeImage(1)));
    execute(files, planRenewal(look(files, "b")));
    expect(textOf(files).slice(32, 34)).toBe("K\xff");
    expect(readSlotImage(files.get("b") ?? new Uint8Array())).toBeDefined();
  });

  it("from the neutral sign a deploy goes to the slot that the log does not name", () => {
    const files = installed();
    expect(chooseTarget(look(files, undefined))).toBe("b");
    execute(files, planDeploy(look(files, undefined), makeImage(1)));
    expect(chooseTarget(look(files, undefined))).toBe("a");
  });
});

describe("a step that finds something else than it was made for", () => {
  it.each<[string, string, Operation]>([
    [
      "a write into bytes that are not erased",
      "board-write",
      { kind: "write", file: "a", offset: 130, bytes: Uint8Array.of(1) },
    ],
    [
      "a write beyond the end",
      "board-write",
      { kind: "write", file: "log", offset: LOG_BYTES, bytes: Uint8Array.of(1) },
    ],
    [
      "a write into a file that is not there",
      "board-write",
      { kind: "write", file: "c", offset: 40, bytes: Uint8Array.of(1) },
    ],
    [
      "an erasure of a page that is not there",
      "board-write",
      { kind: "erase", file: "log", offset: LOG_BYTES },
    ],
    [
      "a checksum of other bytes",
      "board-verify",
      { kind: "verify", file: "a", offset: 0, length: 9, crc: 1 },
    ],
    ["a word in a full log", "board-write", { kind: "append", code: "G" }],
  ])("stops the plan and changes nothing: %s", (_what, code, step) => {
    const files = installed();
    files.get("log")?.fill(0x53, 34);
    const before = new Map([...files].map(([name, bytes]) => [name, bytes.slice()]));
    const last: Operation = { kind: "erase", file: "b", offset: 0 };
    files.get("b")?.fill(0, 0, 9);
    before.get("b")?.fill(0, 0, 9);
    expect(() => execute(files, [step, last])).toThrow(expect.objectContaining({ code }));
    for (const [name, bytes] of before) expect(isSame(files.get(name), bytes)).toBe(true);
    // Control: the step behind it alone does change something.
    execute(files, [last]);
    expect(isSame(files.get("b"), before.get("b"))).toBe(false);
  });
});

describe("cutWrites", () => {
  it("writes the same bytes, and skips what is erased", () => {
    const random = createRandom(8);
    for (let round = 0; round < 200; round++) {
      const bytes = Uint8Array.from({ length: random.below(900) }, (_, i) =>
        (i >> 7) & 1 ? 255 : random.below(256),
      );
      const files: Files = new Map([["x", new Uint8Array(1000).fill(255)]]);
      const writes = cutWrites("x", 7, bytes);
      execute(files, writes);
      expect(files.get("x")?.slice(7, 7 + bytes.length)).toEqual(bytes);
      expect(writes.length).toBeLessThanOrEqual(1 + (bytes.length >> 8));
    }
  });
});

describe("wear", () => {
  /** Erases that a page of such flash stands, at the least (datasheets of the usual SPI flash chips). */
  const ENDURANCE = 100_000;

  /** Years until a page has seen so many erases, where this many deploys and starts happen a day. */
  function countYears(
    deploysPerDay: number,
    startsPerDay: number,
  ): { years: number; page: string; most: number } {
    const files = installed();
    const erases = new Map<string, number>();
    const deploys = 400;
    const days = deploys / deploysPerDay;
    for (let round = 0; round < deploys; round++) {
      const running = findRunning(files);
      const log = files.get("log") as Uint8Array;
      const end = log.indexOf(255, 32);
      // A start and its good minute are two bytes.
      const codes = running === "a" ? "SG" : "SK";
      const room = Math.max(LOG_BYTES - end, 0);
      const starts = codes.repeat(Math.round(startsPerDay / deploysPerDay)).slice(0, room);
      if (starts !== "") log.set(Buffer.from(starts, "latin1"), end);
      execute(
        files,
        planDeploy(look(files, running), makeImage(round)),
        (key) => void erases.set(key, (erases.get(key) ?? 0) + 1),
      );
    }
    const [page, most] = [...erases].sort(([, a], [, b]) => b - a)[0];
    return { years: (ENDURANCE / most) * (days / 365), page, most };
  }

  it("of a board with ten deploys a day and three starts is beyond fifty years", () => {
    const { years, page, most } = countYears(10, 3);
    expect([page, most]).toEqual(["b 0", 200]);
    expect(years).toBeGreaterThan(50);
    expect(years).toBeLessThan(60);
  });

  it("of a board with one deploy a week and a hundred starts a day is beyond ten years even in the log", () => {
    expect(countYears(1 / 7, 100).years).toBeGreaterThan(1000);
  });

  it("of the log is bounded by its bytes where no host comes: five years of one start a day", () => {
    expect(Math.floor((LOG_BYTES - 32) / 2 / 365)).toBe(5);
  });
});
