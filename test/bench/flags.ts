// The bench's arguments.

export interface Flags {
  readonly isJson: boolean;
  /** Only benches whose id begins so; empty = all. */
  readonly only: string;
  /** Also what takes minutes. */
  readonly isLong: boolean;
}

/** @returns undefined for arguments that are none of ours */
export function parseFlags(args: readonly string[]): Flags | undefined {
  let flags: Flags = { isJson: false, only: "", isLong: false };
  for (let i = 0; i < args.length; i++) {
    const arg = args[i];
    if (arg === "--json") flags = { ...flags, isJson: true };
    else if (arg === "--long") flags = { ...flags, isLong: true };
    else if (arg === "--only" && i + 1 < args.length) flags = { ...flags, only: args[++i] };
    else if (arg.startsWith("--only=")) flags = { ...flags, only: arg.slice("--only=".length) };
    else return undefined;
  }
  return flags;
}
