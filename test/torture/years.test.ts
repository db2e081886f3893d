// A year of starts, dates and statistics on a Storage that others have filled: no file is made anew, and nothing is compacted.
import { build } from "esbuild";
import { beforeAll, describe, expect, it } from "vitest";
import { executePlan } from "../../host/board/execution.ts";
import { buildSlotImage } from "../../host/board/image.ts";
import { findExtent, planLayout } from "../../host/board/layout.ts";
import { planInstall } from "../../host/board/plan.ts";
import { encodeSeed } from "../../host/board/stats/seed.ts";
import { assembleProgram } from "../../host/build/program.ts";
import { findRoot } from "../../host/build/root.ts";
import { createFlash, type Flash } from "../../host/simulator/flash.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import { mountStorage } from "../../host/simulator/storage.ts";
import { HEADER_BYTES, LOG_FILE, PAGE_BYTES, readLog, SLOT_A, STATS_FILE } from "../../shared/link/slot.ts";
import { ENTROPY_FIRST } from "../../shared/policy/record.ts";
import {
  createSurroundings,
  type Made,
  makeCounter,
  setTime,
  startCounter,
  visit,
} from "../policy/counter.ts";
import { createContent } from "./content.ts";
import { bootOn, powerOn } from "./judge.ts";
import { openFlash } from "./medium.ts";
import { addForeign, TODAY } from "./wear.ts";

const KIND = "esp32-cyd";
const STORAGE_BYTES = 262_144;
/** Where it begins in the address space that the statistics see (counter.ts). */
const BASE = 0x320000;
const PATIENCE_MS = 300_000;
const hardware = { ...HARDWARE[KIND], storageBytes: STORAGE_BYTES };
const layout = planLayout(STORAGE_BYTES);
const ownBytes = STORAGE_BYTES - layout.freeBytes;
const stats = findExtent(layout, STATS_FILE);

/** What a year does to flash. */
interface Year {
  /** Writes and erases in headers of files, in `.boot0`'s page, and in what is somebody else's. */
  readonly moved: number;
  /** Pages that were erased, by the name of the file that they are of. */
  readonly erased: ReadonlySet<string>;
  readonly writes: number;
  readonly lastDay: number;
  /** Starts since one that was called good. */
  readonly starts: number;
  readonly files: readonly string[];
}

let counter: Made;
let boot = "";
let daily = "";

beforeAll(async () => {
  counter = await makeCounter(["footfall", "answers", "plays"]);
  boot = (await assembleProgram(KIND, { root: findRoot() })).boot;
  const { outputFiles } = await build({
    stdin: {
      contents:
        'export { readLastDay, writeLastDay } from "./firmware/day.ts"; export { markGood } from "./firmware/mark.ts";',
      resolveDir: findRoot(),
      loader: "ts",
    },
    bundle: true,
    write: false,
    format: "iife",
    globalName: "daily",
    external: ["Storage"],
    platform: "neutral",
    logLevel: "silent",
  });
  daily = outputFiles[0].text;
}, PATIENCE_MS);

/** An installed board whose free room others have used up, and in part given back: a compaction would have something to gain. */
function install(): Flash {
  const flash = createFlash(STORAGE_BYTES);
  const image = buildSlotImage(createContent("OLD", 6000), layout.slotBytes);
  executePlan(openFlash(flash, layout), planInstall(layout, boot, image, TODAY));
  flash.write(stats.address + ENTROPY_FIRST, encodeSeed(new Uint8Array(32).fill(7), BASE + stats.address));
  addForeign(ownBytes, 12)(flash);
  const storage = mountStorage(flash);
  for (let i = 0; storage.getFree() > 64; i++)
    storage.write(`more${i}`, new Uint8Array(Math.min(900, storage.getFree() - 33)).fill(i));
  return flash;
}

/** @param days every one with a start, two open hours and visits @param text what a program does at the day's end */
function liveYear(days: number, text: string): Year {
  const board = install();
  const files = mountStorage(board).list();
  const erased = new Set<string>();
  let [moved, writes] = [0, 0];
  const note = (from: number, to: number): void => {
    const isHeader = layout.extents.some(({ address }) => from < address && to > address - HEADER_BYTES);
    if (isHeader || from < PAGE_BYTES || to > ownBytes) moved++;
  };
  const flash: Flash = {
    ...board,
    write(address, data) {
      writes++;
      note(address, address + data.length);
      board.write(address, data);
    },
    erasePage(address) {
      note(address, address + PAGE_BYTES);
      const file = layout.extents.find(
        (extent) => address >= extent.address && address < extent.address + extent.size,
      );
      erased.add(file?.name ?? "another's");
      board.erasePage(address);
    },
  };
  let said = "";
  for (let day = TODAY + 1; day <= TODAY + days; day++) {
    bootOn(flash, hardware);
    const app = createSurroundings();
    const tick = startCounter(counter, flash, app);
    for (const hour of [9, 10, 11, 12]) {
      setTime(app, day, hour);
      tick();
      visit(app, tick, hour % 4, hour % 5);
    }
    const { session, records } = powerOn(flash, hardware);
    session.evaluate(`passerbySlot="${SLOT_A}";${text}`, "daily");
    session.evaluate(
      `daily.writeLastDay(${day},daily.readLastDay());daily.markGood();print(""+daily.readLastDay())`,
      "day",
    );
    said = records.at(-1)?.text ?? "";
  }
  const log = Buffer.from(mountStorage(board).read(LOG_FILE) ?? []).toString("latin1");
  const after = mountStorage(board).list();
  return {
    moved,
    erased,
    writes,
    lastDay: Number(said),
    starts: readLog(log).starts,
    files: after.join() === files.join() ? [] : after,
  };
}

describe("a year of a board that nobody deploys to", () => {
  it(
    "changes no header, no byte of .boot0 or of somebody else, erases pages of statistics only, and never compacts",
    () => {
      const { writes, ...year } = liveYear(365, daily);
      expect(year).toEqual({
        moved: 0,
        erased: new Set([STATS_FILE]),
        lastDay: TODAY + 365,
        starts: 0,
        files: [],
      });
      // Seeds, hours, tallies, dates and starts: it does write.
      expect(writes).toBeGreaterThan(365 * 10);
    },
    PATIENCE_MS,
  );

  it(
    "with a program that makes its file of dates anew is found: headers move, and others' pages are erased (control)",
    () => {
      const careless = daily.replace(".write(name, data, offset)", ".write(name, data)");
      expect(careless).not.toBe(daily);
      const { moved, erased } = liveYear(40, careless);
      expect(moved).toBeGreaterThan(10);
      expect([...erased].filter((name) => name !== STATS_FILE)).not.toEqual([]);
    },
    PATIENCE_MS,
  );
});
