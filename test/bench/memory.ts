// Memory of the program on the interpreter, with 200 offers and their cards: what it uses above an interpreter with the
// same prelude and no program.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSlotImage } from "../../host/board/image.ts";
import { padBoot } from "../../host/board/plan.ts";
import { buildProgram } from "../../host/build/program.ts";
import { compileBoard } from "../../host/compile/board.ts";
import type { BoardKind } from "../../host/shop/model.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import {
  BOOT_FILE,
  DAY_BYTES,
  DAY_FILE,
  DIRECTORY_OFFSET,
  LOG_BYTES,
  LOG_FILE,
  SLOT_A,
  SLOT_B,
} from "../../shared/link/slot.ts";
import { preludeText } from "../interpreter/prelude.ts";
import { runScript } from "../interpreter/run.ts";
import { type Bench, once } from "./bench.ts";
import { callsOf, DEPLOYED_BYTES, MOMENTS, type Moment, PROBE_TEXT } from "./probe.ts";
import { makeRow, type Row } from "./row.ts";
import { makeShopText, readShopText } from "./shop.ts";
import { measureSlope } from "./slope.ts";
import { countVariables, WORST_FACTOR } from "./variable.ts";

const OFFERS = 200;
/** Of the one slot. */
const ROOM_BYTES = 212_992;
const KINDS: readonly BoardKind[] = ["esp32c3-oled", "esp32-cyd"];

interface Need {
  readonly jsVars: Readonly<Record<Moment, number>>;
  readonly estimate: Readonly<Record<Moment, number>>;
}

/** Runs the interpreter with or without a program, and reads what the probe printed. */
async function probe(kind: BoardKind, hasProgram: boolean): Promise<string> {
  const shop = readShopText(makeShopText(OFFERS));
  const board = shop.boards.find((candidate) => candidate.kind === kind);
  if (board === undefined) throw new Error(`the sample shop has no ${kind}`);
  const { deployment, fonts } = compileBoard(shop, board);
  const { boot, program } = await buildProgram(kind);
  // So many offers do not fit into a slot of the Linux build's small Storage: here there is one, as large as need be.
  const erased = (size: number): Uint8Array => new Uint8Array(size).fill(255);
  const files: [string, Uint8Array][] = [
    [hasProgram ? BOOT_FILE : ".bootx", padBoot(boot)],
    [LOG_FILE, erased(LOG_BYTES)],
    [DAY_FILE, erased(DAY_BYTES)],
    [SLOT_A, buildSlotImage({ program, deployment, fonts }, ROOM_BYTES)],
    [SLOT_B, erased(DIRECTORY_OFFSET + DEPLOYED_BYTES)],
  ];
  const stretch = {
    hardware: HARDWARE[kind],
    fromMs: 0,
    baseMs: Date.UTC(2026, 10, 27, 15, 0),
    // The button is open; pulled up, it reads high.
    levels: kind === "esp32c3-oled" ? { 9: 1 } : {},
    isRestart: false,
    files,
    flips: [],
    body: [],
    calls: callsOf(kind, deployment),
  };
  const folder = await mkdtemp(join(tmpdir(), "passerby-bench-"));
  try {
    return await runScript(PROBE_TEXT + preludeText(stretch), process.env.ESPRUINO ?? "", folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function readMoments(output: string): Record<Moment, number> {
  const failure = /^.*(Uncaught|@record -?\d+,error).*$/m.exec(output);
  if (failure !== null) throw new Error(failure[0]);
  const read = (moment: Moment): number => {
    const match = new RegExp(`^@usage ${moment} (\\d+)`, "m").exec(output);
    if (match === null) throw new Error(`the probe did not tell "${moment}": ${output.slice(-500)}`);
    return Number(match[1]);
  };
  return Object.fromEntries(MOMENTS.map((moment) => [moment, read(moment)])) as Record<Moment, number>;
}

/** The list of variables that the probe had printed after the boot. */
function readList(output: string): string {
  return /@list\r?\n([\s\S]*?)@end/.exec(output)?.[1] ?? "";
}

/**
 * Needs of a board. JsVars are differences of `process.memory().usage`. The estimate for a C3 takes the
 * interpreter's list of variables after the boot, one by one (see variable.ts), and counts what comes on top of that
 * during a redraw or a deploy at the worst factor that any kind of variable has.
 */
async function measureNeed(kind: BoardKind): Promise<Need> {
  const full = await probe(kind, true);
  const empty = await probe(kind, false);
  const withProgram = readMoments(full);
  const without = readMoments(empty);
  const jsVars = Object.fromEntries(
    MOMENTS.map((moment) => [moment, withProgram[moment] - without.boot]),
  ) as Record<Moment, number>;
  const listed = countVariables(readList(full));
  const base = countVariables(readList(empty));
  const seen = listed.linux - base.linux;
  const estimate = Object.fromEntries(
    MOMENTS.map((moment) => [
      moment,
      Math.ceil(listed.c3 - base.c3 + Math.max(0, jsVars[moment] - seen) * WORST_FACTOR),
    ]),
  ) as Record<Moment, number>;
  return { jsVars, estimate };
}

const needs = new Map(KINDS.map((kind) => [kind, once(() => measureNeed(kind))]));

async function rowOf(
  id: string,
  kind: BoardKind,
  moment: Moment,
  isEstimate: boolean,
): Promise<Row | undefined> {
  if (!process.env.ESPRUINO) return undefined;
  const need = await needs.get(kind)?.();
  if (need === undefined) return undefined;
  return isEstimate
    ? makeRow(id, need.estimate[moment], "variables of 13 bytes, estimate for a C3")
    : makeRow(id, need.jsVars[moment], `JsVars, ${kind}`);
}

function rowsOf(moment: Moment): Bench[] {
  const id = `memory/${moment}`;
  return [
    { id, run: () => rowOf(id, "esp32c3-oled", moment, false) },
    { id: `${id}/estimate`, run: () => rowOf(`${id}/estimate`, "esp32c3-oled", moment, true) },
    { id: `${id}/esp32-cyd`, run: () => rowOf(`${id}/esp32-cyd`, "esp32-cyd", moment, false) },
  ];
}

export const MEMORY_BENCHES: readonly Bench[] = [
  ...MOMENTS.flatMap(rowsOf),
  {
    id: "memory/slope",
    run: async () => {
      if (!process.env.ESPRUINO) return undefined;
      const difference = (await measureSlope(2000)) - (await measureSlope(200));
      return makeRow("memory/slope", difference, "JsVars, 2,000 offers above 200");
    },
  },
];
