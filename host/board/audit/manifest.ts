// Reads the manifest.json that `passerby build` wrote, as far as an audit needs it.
import { readFileSync } from "node:fs";
import { z } from "zod";
import { HostError } from "../../error.ts";
import type { BoardKind } from "../../shop/model.ts";
import { HARDWARE } from "../../simulator/hardware.ts";
import type { Expected } from "./compare.ts";

const DIGEST = z.object({
  bytes: z.number().int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
const SCHEMA = z.object({
  version: z.literal(1),
  board: z.string().regex(/^[a-z0-9-]+$/),
  kind: z.string().refine((kind) => Object.hasOwn(HARDWARE, kind), "no such kind of board"),
  statistics: z.array(z.enum(["footfall", "answers", "plays"])).optional(),
  files: z.object({ ".boot0": DIGEST, "slot.bin": DIGEST }),
});

/** @throws HostError `usage-manifest` */
export function readManifest(file: string): { board: string; kind: BoardKind; expected: Expected } {
  try {
    const { board, kind, files, statistics = [] } = SCHEMA.parse(JSON.parse(readFileSync(file, "utf8")));
    return {
      board,
      kind: kind as BoardKind,
      expected: { boot: files[".boot0"], slot: files["slot.bin"], isCounting: statistics.length > 0 },
    };
  } catch (error) {
    throw new HostError(
      "usage-manifest",
      "this is no manifest of a build",
      "Give the manifest.json that `passerby build --out` wrote for the board.",
      { file },
      error,
    );
  }
}
