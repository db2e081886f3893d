// What an audit says about the policy, one line a check. What it could not look at it calls unchecked, never well.
import type { Deep } from "../rom/deep.ts";
import type { Piece } from "../rom/rest.ts";
import { readStorage } from "../rom/storage.ts";
import { type Canary, findCanaries, type Trace } from "./canary.ts";
import { MOMENTS, type Moment, type Tally } from "./probe.ts";

export interface Check {
  readonly check: string;
  /** Of POLICY.md. */
  readonly promise: `P${number}`;
  readonly state: "ok" | "finding" | "unchecked";
  readonly what: string;
  readonly advice?: string;
}

export interface Evidence {
  readonly canaries: readonly Canary[];
  /** The Storage partition. */
  readonly storage: Uint8Array;
  /** All of flash that was read. */
  readonly pieces: readonly Piece[];
  /** Read through the ROM, so that nothing the board says is believed. */
  readonly deep: Pick<Deep, "bonds" | "badPages" | "flashBytes"> | undefined;
  /** What came of the attempts over the air; undefined = there were none. */
  readonly air: Readonly<Record<Moment, Tally>> | undefined;
  /** The radio profile is `silent`: at rest nothing of the board is to be found in the air. */
  readonly isSilent: boolean;
}

/** Judges what was found. The order is that of the list below. */
export function judgePolicy(evidence: Evidence): { checks: readonly Check[]; isKept: boolean } {
  const checks = [
    judgeCanaries(evidence),
    judgeRemains(evidence.storage),
    judgeBonds(evidence.deep),
    ...MOMENTS.map((moment) => judgeMoment(moment, evidence)),
    MEMORY,
  ];
  return { checks, isKept: checks.every(({ state }) => state !== "finding") };
}

/** POLICY.md says so too. */
const MEMORY: Check = {
  check: "memory",
  promise: "P1",
  state: "unchecked",
  what: "running memory is not read from a board; the tests read it on the interpreter",
};

function judgeCanaries({ canaries, pieces, deep }: Evidence): Check {
  const head = { check: "canaries", promise: "P1" } as const;
  if (canaries.length === 0)
    return {
      ...head,
      state: "unchecked",
      what: "no canary was named",
      advice:
        "Let a phone or a dongle advertise near the board for a minute, and name its address with --canary.",
    };
  const traces = pieces.flatMap(({ address, bytes }) => findCanaries(bytes, canaries, address));
  const where = `${pieces.reduce((sum, { bytes }) => sum + bytes.length, 0)} bytes of ${deep ? "flash" : "Storage, as the board gives them"}`;
  if (traces.length === 0)
    return { ...head, state: "ok", what: `none of ${canaries.length} canaries is in ${where}` };
  const names = new Set(traces.map(({ canary }) => canary));
  return {
    ...head,
    state: "finding",
    what: `${names.size} of ${canaries.length} canaries are in ${where}: ${traces.slice(0, LISTED).map(tell).join("; ")}`,
    advice:
      "Four bytes alone may be chance: try again with other addresses. Else something on this board keeps what it hears: `passerby flash --erase`, then `passerby deploy`.",
  };
}

const LISTED = 10;

function tell({ canary, form, address }: Trace): string {
  return `${canary.replace(/[^\x20-\x7e]/g, "?")} as ${form} at 0x${address.toString(16)}`;
}

/** Erasing a file in Espruino's Storage leaves its bytes: whoever rewrites a count leaves a history. */
function judgeRemains(storage: Uint8Array): Check {
  const { remains, strayBytes } = readStorage(storage);
  const head = { check: "remains", promise: "P5" } as const;
  if (remains.length + strayBytes === 0)
    return {
      ...head,
      state: "ok",
      what: "nothing is left of erased files, and nothing lies outside of files",
    };
  return {
    ...head,
    state: "finding",
    what: `${remains.length} erased files have their bytes still there, ${strayBytes} bytes lie outside of files`,
    advice: "`passerby uninstall` and `passerby deploy` begin anew.",
  };
}

function judgeBonds(deep: Evidence["deep"]): Check {
  const head = { check: "bonds", promise: "P4" } as const;
  if (deep === undefined)
    return {
      ...head,
      state: "unchecked",
      what: "only flash itself tells who was paired with the board",
      advice: "Say it with --deep, over the board's own cable.",
    };
  if (deep.bonds + deep.badPages === 0) return { ...head, state: "ok", what: "nobody was paired with it" };
  return {
    ...head,
    state: "finding",
    what: `${deep.bonds} devices were paired with it, ${deep.badPages} pages of settings cannot be read`,
    advice: "`passerby flash` erases bonds and keeps the board's files.",
  };
}

const NAMES: Readonly<Record<Moment, string>> = {
  boot: "while it starts and then",
  reset: "after a reset",
  crash: "after a crash",
};

function judgeMoment(moment: Moment, { air, isSilent }: Evidence): Check {
  const tally = air?.[moment];
  const head = { check: `console-${moment}`, promise: "P4" } as const;
  if (tally === undefined)
    return {
      ...head,
      state: "unchecked",
      what: `whether a console answers over the air ${NAMES[moment]} needs a board with a radio, and Bluetooth in this computer`,
      advice: "Say it with --air and the name that the board's firmware advertises by.",
    };
  const prompts = tally.early.prompt + tally.late.prompt;
  if (prompts > 0)
    return {
      ...head,
      state: "finding",
      what: `a console answered over the air ${NAMES[moment]} in ${prompts} of ${tally.tries * 2} attempts, ${tally.early.prompt} of them while it started`,
      advice:
        "Before .boot0 stock firmware is open for a moment; if it was later, `passerby audit` says which program it is.",
    };
  const found = tally.tries - tally.late.absent;
  if (isSilent && found > 0)
    return {
      ...head,
      state: "finding",
      what: `it advertises ${NAMES[moment]}, found in ${found} of ${tally.tries} attempts once it was at rest`,
      advice: "Its profile is silent: `passerby deploy` puts the program there that is.",
    };
  return {
    ...head,
    state: "ok",
    what: `no console answered over the air ${NAMES[moment]} in ${tally.tries * 2} attempts; once at rest the board was found in ${found} of ${tally.tries}`,
  };
}
