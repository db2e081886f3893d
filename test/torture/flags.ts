// The torture's arguments.

export interface Flags {
  /** Different cut points at most, over all operations. */
  readonly cuts: number;
  readonly seed: number;
  readonly isPaired: boolean;
  /** A single point to be done again. */
  readonly id: string | undefined;
  /** Only operations whose name begins so. */
  readonly only: string;
  readonly isJson: boolean;
}

export const USAGE = "npm run torture -- [--cuts N] [--seed S] [--pairs] [--only NAME] [--id ID] [--json]\n";

/** @returns undefined for arguments that are none of ours */
export function parseFlags(args: readonly string[]): Flags | undefined {
  const values: Record<string, string> = { cuts: "20000", seed: "1", only: "" };
  const flags = new Set<string>();
  for (let i = 0; i < args.length; i++) {
    const match = /^--(cuts|seed|id|only)(?:=(.*))?$/.exec(args[i] ?? "");
    const [, name, joined] = match ?? [];
    const value = name && (joined ?? args[++i]);
    if (name && value !== undefined) values[name] = value;
    else if (args[i] === "--pairs" || args[i] === "--json") flags.add(args[i] ?? "");
    else return undefined;
  }
  const { cuts = "", seed = "", only = "", id } = values;
  if (!/^[1-9]\d{0,8}$/.test(cuts) || !/^\d{1,9}$/.test(seed)) return undefined;
  return {
    cuts: Number(cuts),
    seed: Number(seed),
    isPaired: flags.has("--pairs"),
    id,
    only,
    isJson: flags.has("--json"),
  };
}
