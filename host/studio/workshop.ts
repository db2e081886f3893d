// The real engine: the shop's file, the shipping program, and the compiled rules and cards.
import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { buildProgram, checkSize, type Program } from "../build/program.ts";
import { siteOf } from "../build/site.ts";
import { compileBoard } from "../compile/board.ts";
import { HostError } from "../error.ts";
import { makeLabel, makeMark } from "../label/fact.ts";
import { readText } from "../shop/document.ts";
import type { Board } from "../shop/model.ts";
import { checkShopText } from "../shop/parse.ts";
import { HARDWARE } from "../simulator/hardware.ts";
import { startBoard } from "../simulator/start.ts";
import { parseTrace, type TraceEvent } from "../simulator/trace.ts";
import { createEmptyDay } from "./day.ts";
import type { Engine } from "./engine.ts";
import { createExplainer, titleOf } from "./explanation.ts";

const MOST_TRACE_BYTES = 20_000_000;

/** Makes the engine. The program is built once for each kind of board and what is connected to it. */
export function createWorkshop(): Engine {
  const programs = new Map<string, Promise<Program>>();

  function programOf({ kind, sensors, radio, link, statistics = [], calibration }: Board): Promise<Program> {
    const key = [
      kind,
      radio,
      link,
      calibration?.pirWarmUpS,
      calibration?.hasRadarGates,
      ...[...sensors, ...statistics].sort(),
    ].join();
    const program =
      programs.get(key) ?? buildProgram(kind, { sensors, radio, link, statistics, ...siteOf(calibration) });
    programs.set(key, program);
    return program;
  }

  return {
    read(shopFile) {
      const { text, findings } = readText(shopFile, true);
      if (text === undefined) return { shop: undefined, findings, text: "" };
      const checked = checkShopText(text, shopFile, dirname(shopFile));
      return { shop: checked.shop, findings: checked.findings, text };
    },
    async prepare(shop, board) {
      const built = await programOf(board);
      const { boot, program } = built;
      const compiled = compileBoard(shop, board, makeMark(shop, makeLabel(shop, board, built)));
      const hardware = HARDWARE[board.kind];
      const files = { boot, program, deployment: compiled.deployment, fonts: compiled.fonts };
      return {
        board,
        hardware,
        offers: compiled.offers.map((offer) => ({
          id: offer.id,
          title: titleOf(offer),
          restMs: offer.plays.restSeconds * 1000,
          line: offer.place.line ?? 0,
        })),
        findings: compiled.findings,
        start: () => startBoard({ hardware, files }),
        pack() {
          const error = compiled.findings.find(({ severity }) => severity === "error");
          if (error !== undefined) throw new HostError(error.code, error.message, error.hint, error.place);
          checkSize(board.kind, built);
          return files;
        },
        ...createExplainer(compiled, shop),
      };
    },
    readTrace: (shopFile, board, tracePath) =>
      tracePath === undefined ? readOwnTrace(dirname(shopFile), board) : readTraceFile(tracePath),
  };
}

/** The board's own recording, `day-<board>.trace`, or the shop's, `day.trace`. */
function readOwnTrace(shopDir: string, board: Board): TraceEvent[] {
  // Only a plain word may become part of a path.
  const names = /^[a-z0-9-]+$/.test(board.id) ? [`day-${board.id}.trace`, "day.trace"] : ["day.trace"];
  const path = names.map((name) => join(shopDir, name)).find((candidate) => existsSync(candidate));
  return path === undefined ? createEmptyDay() : readTraceFile(path);
}

function readTraceFile(path: string): TraceEvent[] {
  let text: string;
  try {
    if (statSync(path).size > MOST_TRACE_BYTES) throw new RangeError("too large");
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new HostError(
      "studio-trace",
      error instanceof RangeError ? "the recording is too large" : "the recording cannot be read",
      "Name another file with --trace, or leave it out to play the shop's own day.",
      { file: path },
      error,
    );
  }
  return parseTrace(text, basename(path));
}
