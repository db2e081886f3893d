// Bytes of the program for each kind of board.
import { buildProgram } from "../../host/build/program.ts";
import type { BoardKind } from "../../host/shop/model.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import type { Bench } from "./bench.ts";
import { makeRow } from "./row.ts";

export const BUNDLE_BENCHES: readonly Bench[] = (Object.keys(HARDWARE) as BoardKind[]).map((kind) => ({
  id: `bundle/${kind}`,
  run: async () => makeRow(`bundle/${kind}`, (await buildProgram(kind)).programBytes, "bytes, minified"),
}));
