// The real engine: the shop's file, the shipping program, and the compiled rules and cards.
import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { buildProgram, type Program } from "../build/program.ts";
import { compileBoard } from "../compile/board.ts";
import { HostError } from "../error.ts";
import type { Board, BoardKind } from "../shop/model.ts";
import { checkShop } from "../shop/parse.ts";
import { HARDWARE } from "../simulator/hardware.ts";
import { startBoard } from "../simulator/start.ts";
import { parseTrace, type TraceEvent } from "../simulator/trace.ts";
import type { Engine } from "./engine.ts";
import { createExplainer, titleOf } from "./explanation.ts";

const MOST_TRACE_BYTES = 20_000_000;
/** A shop without a recording still runs: a day on which nobody comes. */
const EMPTY_DAY = "0,start,2026-11-27T10:00:00+01:00\n3600000,end\n";

/** Makes the engine. The program is built once for each kind of board. */
export function createWorkshop(): Engine {
  const programs = new Map<BoardKind, Promise<Program>>();

  function programOf(kind: BoardKind): Promise<Program> {
    const program = programs.get(kind) ?? buildProgram(kind);
    programs.set(kind, program);
    return program;
  }

  return {
    read(shopDir) {
      const { shop, findings } = checkShop(join(shopDir, "shop.yaml"));
      return { shop, findings };
    },
    async prepare(shop, board) {
      const { boot, program } = await programOf(board.kind);
      const compiled = compileBoard(shop, board);
      const hardware = HARDWARE[board.kind];
      const files = { boot, program, deployment: compiled.deployment, fonts: compiled.fonts };
      return {
        board,
        hardware,
        offers: compiled.offers.map((offer) => ({
          id: offer.id,
          title: titleOf(offer),
          restMs: offer.plays.restSeconds * 1000,
        })),
        findings: compiled.findings,
        start: () => startBoard({ hardware, files }),
        ...createExplainer(compiled, shop),
      };
    },
    readTrace: (shopDir, board, tracePath) =>
      tracePath === undefined ? readOwnTrace(shopDir, board) : readTraceFile(tracePath),
  };
}

/** The board's own recording, `day-<board>.trace`, or the shop's, `day.trace`. */
function readOwnTrace(shopDir: string, board: Board): TraceEvent[] {
  // Only a plain word may become part of a path.
  const names = /^[a-z0-9-]+$/.test(board.id) ? [`day-${board.id}.trace`, "day.trace"] : ["day.trace"];
  const path = names.map((name) => join(shopDir, name)).find((candidate) => existsSync(candidate));
  return path === undefined ? parseTrace(EMPTY_DAY, "an empty day") : readTraceFile(path);
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
