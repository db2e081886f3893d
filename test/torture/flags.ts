// The torture's arguments.
import type { BoardKind } from "../../host/shop/model.ts";
import { findKind } from "./point.ts";

export interface Flags {
  /** Different cut points at most, over all kinds of boards and operations. */
  readonly cuts: number;
  readonly seed: number;
  /** Of this kind of board only; undefined: of every kind. */
  readonly kind: BoardKind | undefined;
  readonly isPaired: boolean;
  /** A single point to be done again. */
  readonly id: string | undefined;
  /** Only operations whose name begins so. */
  readonly only: string;
  readonly isJson: boolean;
}

export const USAGE = `npm run torture -- [--cuts N] [--seed S] [--pairs] [--kind KIND] [--only NAME] [--id ID] [--json]
npm run torture -- --help

Cuts the power of a board at many points of everything that is done to it, and says what came of it.
  --cuts N     different cut points at most, 20000 where it is left out
  --seed S     chooses among points that are not all tried, 1 where it is left out
  --pairs      also cuts what follows a cut
  --kind KIND  one kind of board only
  --only NAME  operations whose name begins so only, and no statistics
  --id ID      one point again, as a failure is told
  --json       the summary as JSON

Example: npm run torture -- --cuts 500 --kind esp32-cyd --only deploy
`;

/** Somebody asks how it is used, whatever else is said. */
export function asksHelp(args: readonly string[]): boolean {
  return args.includes("--help") || args.includes("-h");
}

/** @returns undefined for arguments that are none of ours */
export function parseFlags(args: readonly string[]): Flags | undefined {
  const values: Record<string, string> = { cuts: "20000", seed: "1", only: "" };
  const flags = new Set<string>();
  for (let i = 0; i < args.length; i++) {
    const match = /^--(cuts|seed|id|kind|only)(?:=(.*))?$/.exec(args[i] ?? "");
    const [, name, joined] = match ?? [];
    const value = name && (joined ?? args[++i]);
    if (name && value !== undefined) values[name] = value;
    else if (args[i] === "--pairs" || args[i] === "--json") flags.add(args[i] ?? "");
    else return undefined;
  }
  const { cuts = "", seed = "", only = "", id } = values;
  const kind = findKind(values.kind);
  if (values.kind !== undefined && kind === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(cuts) || !/^\d{1,9}$/.test(seed)) return undefined;
  return {
    cuts: Number(cuts),
    seed: Number(seed),
    kind,
    isPaired: flags.has("--pairs"),
    id,
    only,
    isJson: flags.has("--json"),
  };
}
