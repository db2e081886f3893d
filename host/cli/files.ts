// A board's files, ready to be written, simulated or sent.
import { createHash } from "node:crypto";
import { buildSlotImage } from "../board/image.ts";
import { planLayout } from "../board/layout.ts";
import { padBoot } from "../board/plan.ts";
import { buildProgram, type Program } from "../build/program.ts";
import { siteOf } from "../build/site.ts";
import { type CompiledBoard, compileBoard } from "../compile/board.ts";
import { HostError } from "../error.ts";
import { checkLabel } from "../label/agree.ts";
import { type Label, makeLabel, makeMark, standInMark } from "../label/fact.ts";
import type { Board, Shop } from "../shop/model.ts";
import type { BoardFiles, Hardware } from "../simulator/board.ts";
import { HARDWARE } from "../simulator/hardware.ts";
import type { Terminal } from "./terminal.ts";

export interface Built {
  readonly compiled: CompiledBoard;
  readonly program: Program;
  readonly label: Label;
  readonly files: BoardFiles;
  readonly hardware: Hardware;
}

/**
 * Compiles a board and bundles its program.
 * @throws HostError of the first error among the findings; warnings are no hindrance
 */
export async function buildBoard(shop: Shop, board: Board, terminal: Terminal): Promise<Built> {
  // The cards show the code of the label, which names the program: they are compiled again once that is there.
  refuseError(compileBoard(shop, board, standInMark(shop)));
  const { kind, sensors, radio, link, statistics = [], calibration } = board;
  const program = await terminal.during(
    `Building the program of ${kind}`,
    buildProgram(kind, { sensors, radio, link, statistics, ...siteOf(calibration) }),
  );
  const label = makeLabel(shop, board, program);
  checkLabel(shop, board, program, label);
  const compiled = compileBoard(shop, board, makeMark(shop, label));
  refuseError(compiled);
  const { boot, program: text } = program;
  const files = { boot, program: text, deployment: compiled.deployment, fonts: compiled.fonts };
  return { compiled, program, label, files, hardware: HARDWARE[board.kind] };
}

function refuseError({ findings }: CompiledBoard): void {
  const error = findings.find((finding) => finding.severity === "error");
  if (error !== undefined) throw new HostError(error.code, error.message, error.hint, error.place);
}

/**
 * What a build leaves, by name: the two files that go into the board's Storage, then the parts of the slot.
 * @throws HostError `board-…` where something does not fit
 */
export function nameFiles({
  hardware,
  files,
}: Pick<Built, "hardware" | "files">): ReadonlyMap<string, Uint8Array> {
  const { slotBytes } = planLayout(hardware.storageBytes);
  return new Map([
    [".boot0", padBoot(files.boot)],
    ["slot.bin", buildSlotImage(files, slotBytes)],
    ["program.js", Buffer.from(files.program, "latin1")],
    ["deployment.bin", files.deployment],
    ["fonts.bin", files.fonts],
  ]);
}

/** SHA-256 as lower-case hex. */
export function digest(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
