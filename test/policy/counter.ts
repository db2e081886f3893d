// The board's own statistics (firmware/stats.ts) on flash of the test's, with nothing else of a board around them.

import { hash } from "node:crypto";
import vm from "node:vm";
import { crc32 } from "node:zlib";
import { build } from "esbuild";
import { executePlan } from "../../host/board/execution.ts";
import { findExtent, planLayout } from "../../host/board/layout.ts";
import { planInstall } from "../../host/board/plan.ts";
import { encodeSeed } from "../../host/board/stats/seed.ts";
import { findRoot } from "../../host/build/root.ts";
import { chooseStatistics } from "../../host/build/statistics.ts";
import type { StatisticKind } from "../../host/shop/model.ts";
import { createFlash, type Flash } from "../../host/simulator/flash.ts";
import { STATS_FILE } from "../../shared/link/slot.ts";
import { ENTROPY_FIRST } from "../../shared/policy/record.ts";
import { openFlash } from "../torture/medium.ts";

/** Where Storage begins in the made-up chip's flash. */
const BASE = 0x320000;
const STORAGE_BYTES = 262_144;
export const LAYOUT = planLayout(STORAGE_BYTES);
export const STATS = findExtent(LAYOUT, STATS_FILE);
/** Open from 10 to 12, seven days a week. */
export const OPEN_HOURS = (1 << 10) | (1 << 11);
/** Group of each of four offers. */
export const GROUPS = [0, 1, 2, 0];

/** A piece of the program, ready to be started as often as wanted. */
export type Made = (environment: object) => { startStats(app: object): void };

/** @param change makes another program out of the sources' text, for controls */
export async function makeCounter(
  statistics: readonly StatisticKind[],
  change: (text: string) => string = (text) => text,
): Promise<Made> {
  const root = findRoot();
  const { outputFiles } = await build({
    stdin: { contents: 'export { startStats } from "./firmware/stats.ts";', resolveDir: root, loader: "ts" },
    bundle: true,
    write: false,
    format: "iife",
    globalName: "part",
    logLevel: "silent",
    define: { require: "openModule" },
    plugins: [chooseStatistics(root, statistics)],
  });
  // Nothing else is put into the program: what it draws tells nobody what for.
  const text = change(outputFiles[0].text).replace("const draw = (bits) => {", "$& noteBits(bits);");
  return vm.runInThisContext(
    `(function({openModule,E,peek32,process,setInterval,noteBits}){${text};return part;})`,
  ) as Made;
}

/** What the program sees of the rest of the board. */
export interface Surroundings {
  readonly content: { readonly d: { u32: Uint32Array; u8: Uint8Array; answers: number; offers: number } };
  readonly turn: { readonly s: { day: number; minuteOfWeek: number; axes: Uint8Array }; offer: number };
  readonly clock: { isKnown: boolean };
  readonly presence: { isEpisode: boolean };
  lastDay: number;
}

/** @param otherHours in the order of days, at most eleven */
export function createSurroundings(
  otherHours: readonly { readonly day: number; readonly hours: number }[] = [],
): Surroundings {
  const bytes = new Uint8Array(256);
  const u32 = new Uint32Array(bytes.buffer);
  // SECTION_STATS is the last of 20 sections; the section itself lies at 128, the days with other hours at 160.
  u32[12 + 19] = 128;
  u32.set([...otherHours.flatMap(({ day, hours }) => [day, hours]), 0x7fffffff, 0], 40);
  for (let day = 0; day < 7; day++) u32[32 + day] = OPEN_HOURS;
  bytes.set(GROUPS, 128 + 28);
  return {
    content: { d: { u32, u8: bytes, answers: 4, offers: GROUPS.length } },
    turn: { s: { day: 0, minuteOfWeek: -1, axes: new Uint8Array(6) }, offer: 65535 },
    clock: { isKnown: false },
    presence: { isEpisode: false },
    lastDay: 0,
  };
}

let installed: Uint8Array | undefined;

/** Flash as an installation leaves it. @param seed undefined: none is written */
export function installFlash(seed: Uint8Array | undefined): Flash {
  const flash = createFlash(STORAGE_BYTES);
  if (installed === undefined) {
    executePlan(openFlash(flash, LAYOUT), planInstall(LAYOUT, "", new Uint8Array(4096).fill(1)));
    installed = flash.bytes.slice();
  }
  flash.bytes.set(installed);
  if (seed) flash.write(STATS.address + ENTROPY_FIRST, encodeSeed(seed, BASE + STATS.address));
  return flash;
}

export interface Watch {
  /** Hears of every key that is drawn from, and of how many bits are drawn: each kind of noise has a number of its own. */
  onDraw?(key: string, bits: number): void;
  /** 32 bits of the chip's noise generator; undefined: the same each time. */
  noise?(): number;
}

/** Starts the program on flash. @returns its tick; does nothing where nothing is counted. Throws what flash throws. */
export function startCounter(
  make: Made,
  flash: Flash,
  app: Surroundings,
  watch: Watch = {},
  board = "ESP32_CYD",
): () => void {
  let tick = (): void => {};
  const storage = {
    read: (name: string, offset: number, length: number): string => {
      const { address } = findExtent(LAYOUT, name);
      return Buffer.from(flash.bytes.subarray(address + offset, address + offset + length)).toString(
        "latin1",
      );
    },
  };
  const chip = {
    read: (length: number, address: number) => flash.bytes.slice(address - BASE, address - BASE + length),
    write: (data: string | Uint8Array, address: number) =>
      flash.write(address - BASE, typeof data === "string" ? Buffer.from(data, "latin1") : data.slice()),
    erasePage: (address: number) => flash.erasePage(address - BASE),
    getPage: () => ({ length: flash.pageBytes }),
  };
  let bits = 0;
  const crypto = {
    SHA512(data: Uint8Array): ArrayBuffer {
      // What the seed is taken through is longer; this is the key of a draw.
      if (data.length === 32) watch.onDraw?.(Buffer.from(data).toString("hex"), bits);
      return new Uint8Array(hash("sha512", data, "buffer")).buffer;
    },
  };
  const environment = {
    openModule: (module: string) => (module === "Storage" ? storage : module === "Flash" ? chip : crypto),
    E: {
      CRC32: (data: string | Uint8Array) =>
        crc32(typeof data === "string" ? Buffer.from(data, "latin1") : data),
      toArrayBuffer: (text: string) => Uint8Array.from(Buffer.from(text, "latin1")).buffer,
    },
    noteBits: (asked: number) => {
      bits = asked;
    },
    peek32: () => watch.noise?.() ?? 0x3fff,
    process: { env: { BOARD: board } },
    setInterval: (listener: () => void) => {
      tick = listener;
    },
  };
  make(environment).startStats(app);
  return () => tick();
}

/** The time is now this one, and has been so for long enough. */
export function setTime(app: Surroundings, day: number, hour: number): void {
  app.clock.isKnown = true;
  app.turn.s.day = day;
  app.turn.s.minuteOfWeek = ((day + 3) % 7) * 1440 + hour * 60;
  app.lastDay = Math.max(app.lastDay, day);
}

/** Somebody comes, is shown an offer, answers or not, and goes. */
export function visit(app: Surroundings, tick: () => void, offer = 0, answer = 0): void {
  app.presence.isEpisode = true;
  app.turn.offer = offer;
  app.turn.s.axes[0] = answer;
  tick();
  app.turn.s.axes[0] = 0;
  app.presence.isEpisode = false;
  tick();
}

/** The pages of days. */
export function readPages(flash: Flash): Uint8Array {
  return flash.bytes.slice(STATS.address + 8192, STATS.address + STATS.size);
}
