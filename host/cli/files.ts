// A board's files, ready to be written, simulated or sent.
import { createHash } from "node:crypto";
import { buildProgram, type Program } from "../build/program.ts";
import { type CompiledBoard, compileBoard } from "../compile/board.ts";
import { HostError } from "../error.ts";
import type { Board, Shop } from "../shop/model.ts";
import { type BoardFiles, SLOT_FILES } from "../simulator/board.ts";
import type { Terminal } from "./terminal.ts";

export interface Built {
  readonly compiled: CompiledBoard;
  readonly program: Program;
  readonly files: BoardFiles;
}

/**
 * Compiles a board and bundles its program.
 * @throws HostError of the first error among the findings; warnings are no hindrance
 */
export async function buildBoard(shop: Shop, board: Board, terminal: Terminal): Promise<Built> {
  const compiled = compileBoard(shop, board);
  const error = compiled.findings.find((finding) => finding.severity === "error");
  if (error !== undefined) throw new HostError(error.code, error.message, error.hint, error.place);
  const program = await terminal.during(`Building the program of ${board.kind}`, buildProgram(board.kind));
  const { boot, program: text } = program;
  const files = { boot, program: text, deployment: compiled.deployment, fonts: compiled.fonts };
  return { compiled, program, files };
}

/** The files as they lie in the board's Storage, by name, for slot "a". */
export function nameFiles(files: BoardFiles): ReadonlyMap<string, Uint8Array> {
  return new Map([
    [".boot0", Buffer.from(files.boot, "latin1")],
    [`a${SLOT_FILES.program}`, Buffer.from(files.program, "latin1")],
    [`a${SLOT_FILES.deployment}`, files.deployment],
    [`a${SLOT_FILES.fonts}`, files.fonts],
  ]);
}

/** SHA-256 as lower-case hex. */
export function digest(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
