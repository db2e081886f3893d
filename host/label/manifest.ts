// The manifest of a build: what is in it, where everything that is sensed goes, and which label says so.
import type { Program } from "../build/program.ts";
import type { Report } from "../compile/board.ts";
import type { Board, Shop } from "../shop/model.ts";
import { digestOf, type Facts, type FileDigest, makeLabel } from "./fact.ts";

/** Version of manifest.json. */
const MANIFEST_VERSION = 1;

/** What was built for a board. */
export interface Parts {
  readonly shop: Shop;
  readonly board: Board;
  readonly program: Pick<Program, "boot" | "program" | "inputs">;
  /** Files as they will be written, by name. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly report: Report;
}

/** Sources, operators and sinks of a board, as its label has them. */
interface Policy extends Pick<Facts, "radio" | "network" | "statistics" | "flows" | "sinks" | "situation"> {
  /** Code of the label. */
  readonly label: string;
}

export interface Manifest {
  readonly version: number;
  readonly board: string;
  readonly kind: string;
  readonly radio: string;
  readonly policy: Policy;
  readonly files: Readonly<Record<string, FileDigest>>;
  readonly sources: readonly string[];
  readonly compiled: Report;
}

export function makeManifest({ shop, board, program, files, report }: Parts): Manifest {
  const { code, facts } = makeLabel(shop, board, program);
  const { radio, network, statistics, flows, sinks, situation } = facts;
  return {
    version: MANIFEST_VERSION,
    board: board.id,
    kind: board.kind,
    radio: board.radio,
    policy: { label: code, radio, network, statistics, flows, sinks, situation },
    files: Object.fromEntries([...files].map(([name, bytes]) => [name, digestOf(bytes)])),
    sources: program.inputs,
    compiled: report,
  };
}

/** The text of manifest.json. */
export function writeManifest(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
