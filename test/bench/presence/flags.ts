// The arguments of the presence bench.

export interface PresenceFlags {
  readonly isJson: boolean;
  /** Folder that is scored; undefined = the usual one. */
  readonly data: string | undefined;
  /** Folder that is tuned on; undefined = the scored one, by cross-validation. */
  readonly tune: string | undefined;
  /** Tunes on every other recording and scores the rest, both ways round, instead of leaving one out at a time. */
  readonly isHalved: boolean;
  /** What is printed: rows, each goal beside what was measured, or what limits the scores on radio recordings. */
  readonly mode: "rows" | "goals" | "limits";
}

/** @returns undefined for arguments that are none of ours */
export function parsePresenceFlags(args: readonly string[]): PresenceFlags | undefined {
  let flags: PresenceFlags = {
    isJson: false,
    data: undefined,
    tune: undefined,
    isHalved: false,
    mode: "rows",
  };
  const modes: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const [name, joined] = args[i].split(/=(.*)/s);
    if (args[i] === "--json") {
      flags = { ...flags, isJson: true };
      continue;
    }
    if (args[i] === "--halves") {
      flags = { ...flags, isHalved: true };
      continue;
    }
    if (args[i] === "--goals" || args[i] === "--limits") {
      modes.push(args[i]);
      flags = { ...flags, mode: args[i] === "--goals" ? "goals" : "limits" };
      continue;
    }
    const value = joined ?? args[++i];
    if ((name !== "--data" && name !== "--tune") || value === undefined || value === "") return undefined;
    flags = name === "--data" ? { ...flags, data: value } : { ...flags, tune: value };
  }
  if (modes.length > 1) return undefined;
  // The limits are of both ways to tune, on the scored folder.
  if (flags.mode === "limits" && (flags.tune !== undefined || flags.isHalved)) return undefined;
  // A folder of its own is as good as a half, and better.
  return flags.isHalved && flags.tune !== undefined ? undefined : flags;
}
