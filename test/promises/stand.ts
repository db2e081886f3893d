// What the tests of the promises share: the sample shop on virtual boards, and programs broken on purpose.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Emission } from "../../host/build/advert.ts";
import { assembleProgram, type BuildOptions, buildProgram } from "../../host/build/program.ts";
import { type CompiledBoard, compileBoard, findBoard } from "../../host/compile/board.ts";
import type { Region } from "../../host/compile/cards.ts";
import { makeLabel, makeMark } from "../../host/label/fact.ts";
import type { BoardKind, SensorKind, Shop, StatisticKind } from "../../host/shop/model.ts";
import { readShop } from "../../host/shop/parse.ts";
import type { BoardFiles, Hardware } from "../../host/simulator/board.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import { type BoardOptions, type SimulatedBoard, startBoard } from "../../host/simulator/start.ts";
import { parseTrace, type TraceEvent } from "../../host/simulator/trace.ts";
import {
  type Deployment,
  openDeployment,
  SECTION_REGION_INDEX,
  sectionOffset,
} from "../../shared/offers/deployment.ts";
import { copySources, ROOT } from "../build/fixture.ts";

export const BOOKSHOP = join(ROOT, "host/templates/bookshop");
export const BOARDS = ["crime-shelf", "window", "till"] as const;
/** A Friday in the season of the sample shop, at noon. */
export const NOON = "2026-11-27T12:00:00+01:00";

/** A board of a shop with everything that deploy would write onto it. */
export interface Subject {
  readonly shop: Shop;
  readonly compiled: CompiledBoard;
  readonly hardware: Hardware;
  readonly files: BoardFiles;
  readonly d: Deployment;
}

/** Text of `.boot0` and of the program. */
export interface Texts {
  readonly boot: string;
  readonly program: string;
}

const programs = new Map<string, Promise<Texts>>();
let bookshop: Shop | undefined;

export function openBookshop(): Shop {
  bookshop ??= readShop(join(BOOKSHOP, "shop.yaml"));
  return bookshop;
}

/** The shipping program of a kind of board with these sensors, or with what a board has without a shop; built once. */
export function shipProgram(
  kind: BoardKind,
  sensors?: readonly SensorKind[],
  emission: Emission = { radio: "silent" },
  statistics: readonly StatisticKind[] = [],
): Promise<Texts> {
  const key = [kind, sensors, emission.radio, emission.link, statistics].join(" ");
  const made =
    programs.get(key) ??
    buildProgram(kind, sensors === undefined ? emission : { sensors, statistics, ...emission });
  programs.set(key, made);
  return made;
}

/** A board of the sample shop, or of another one, with the shipping program. */
export async function openSubject(id: string, shop: Shop = openBookshop()): Promise<Subject> {
  const board = findBoard(shop, id);
  const { kind, sensors, radio, link, statistics } = board;
  const { boot, program } = await shipProgram(kind, sensors, { radio, link }, statistics);
  const compiled = compileBoard(shop, board, makeMark(shop, makeLabel(shop, board, { boot, program })));
  return {
    shop,
    compiled,
    hardware: HARDWARE[kind],
    files: { boot, program, deployment: compiled.deployment, fonts: compiled.fonts },
    d: openDeployment(compiled.deployment.slice().buffer),
  };
}

/** The same board with another program, for controls. */
export function withTexts(subject: Subject, texts: Texts): Subject {
  return { ...subject, files: { ...subject.files, ...texts } };
}

/**
 * Builds the program from a copy of its sources in which one part is another one.
 * @param options of the build
 * @throws Error where the part is not there exactly once: a control must not become a copy of what it controls
 */
export async function breakProgram(
  kind: BoardKind,
  file: string,
  part: string,
  by: string,
  options: Omit<BuildOptions, "root"> = {},
): Promise<Texts> {
  const { root, remove } = copySources();
  try {
    const path = join(root, file);
    const pieces = readFileSync(path, "utf8").split(part);
    if (pieces.length !== 2) throw new Error(`"${part}" is in ${file} ${pieces.length - 1} times`);
    writeFileSync(path, pieces.join(by));
    const { boot, program } = await assembleProgram(kind, { ...options, root });
    return { boot, program };
  } finally {
    remove();
  }
}

export interface StartOptions {
  /** The world's time, or "unknown". */
  readonly time?: string;
  readonly seed?: number;
  readonly files?: BoardOptions["files"];
}

/** A board with power. */
export function start(subject: Subject, { time = NOON, seed = 1, files }: StartOptions = {}): SimulatedBoard {
  const board = startBoard({ hardware: subject.hardware, files: files ?? subject.files, seed });
  happen(board, 0, "start", time);
  return board;
}

export function happen(board: SimulatedBoard, atMs: number, event: string, ...values: string[]): void {
  board.happen({ atMs, event, values, line: 0 });
}

/** The recorded day of the sample shop that fits a board's sensors. */
export function readDay(id: string): TraceEvent[] {
  const name = id === "window" ? "day-window.trace" : "day.trace";
  return parseTrace(readFileSync(join(BOOKSHOP, name), "utf8"), name);
}

/** Regions of a screen in a language, read from the bytes of the deployment. */
export function readRegions(d: Deployment, screen: number, language: number): Region[] {
  const index = (sectionOffset(d.u32, SECTION_REGION_INDEX) >> 2) + language * d.screens + screen;
  const at = d.u32[index] >> 1;
  return Array.from({ length: d.u16[at] }, (_, i) => {
    const [x, y, width, height, action] = d.u16.subarray(at + 1 + i * 5, at + 6 + i * 5);
    return { x, y, width, height, action };
  });
}

/** Taps the region of a screen that has this action; the finger stays down for 100 ms. */
export function tapAction(board: SimulatedBoard, d: Deployment, screen: number, action: number): void {
  const language = board.status()?.language ?? 0;
  const region = readRegions(d, screen, language).find((candidate) => candidate.action === action);
  if (region === undefined) throw new Error(`screen ${screen} has no region for action ${action}`);
  const x = region.x + (region.width >> 1);
  const y = region.y + (region.height >> 1);
  happen(board, board.nowMs, "touch", `${x}`, `${y}`);
  happen(board, board.nowMs + 100, "release");
}

/** Presses the button for some milliseconds, then waits until that was noticed. */
export function press(board: SimulatedBoard, holdMs: number): void {
  happen(board, board.nowMs, "button", "1");
  happen(board, board.nowMs + holdMs, "button", "0");
  board.advanceTo(board.nowMs + 100);
}

/** A part of a day as a day of its own: it begins with power, at the world's time of its first event. */
export function cutDay(events: readonly TraceEvent[], fromMs: number, toMs: number): TraceEvent[] {
  const [first] = events;
  const startMs = Date.parse(first.values[0]) + fromMs;
  return [
    { ...first, values: [new Date(startMs).toISOString()] },
    ...events
      .filter((event) => event.atMs > fromMs && event.atMs <= toMs && event.event !== "end")
      .map((event) => ({ ...event, atMs: event.atMs - fromMs })),
    { atMs: toMs - fromMs, event: "end", values: [], line: 0 },
  ];
}

/** Lets a day happen; `look` is called once a virtual second. */
export function playDay(
  board: SimulatedBoard,
  events: readonly TraceEvent[],
  look: (board: SimulatedBoard) => void,
): void {
  let nextMs = 1000;
  for (const event of events) {
    for (; nextMs < event.atMs; nextMs += 1000) {
      board.advanceTo(nextMs);
      look(board);
    }
    board.happen(event);
  }
}
