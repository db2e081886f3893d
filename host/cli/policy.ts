// `passerby audit --policy`: what the policy says can be looked for on a board, and what came of it.
import { Option } from "commander";
import { type Canary, readCanaries, readCanary } from "../board/audit/canary.ts";
import { type Check, type Evidence, judgePolicy } from "../board/audit/policy.ts";
import { type Air, createCause, MOMENTS, probeMoment } from "../board/audit/probe.ts";
import { readPartition } from "../board/audit/source.ts";
import type { Deep } from "../board/rom/deep.ts";
import type { Place } from "../board/session/check.ts";
import { sleep } from "../board/session/pause.ts";
import type { Session } from "../board/session/session.ts";
import { loadBluetooth } from "../board/transport/adapter.ts";
import { openBluetooth } from "../board/transport/bluetooth.ts";
import { HostError } from "../error.ts";
import { alignColumns, type Terminal } from "./terminal.ts";

export interface PolicyChoice {
  readonly policy?: boolean;
  readonly canary?: readonly string[];
  readonly canaries?: string;
  readonly air?: string;
  readonly tries?: number;
  readonly deep?: boolean;
}

const MOST_TRIES = 1000;

export const POLICY_OPTIONS = [
  new Option(
    "--policy",
    "also look for what the policy forbids: canaries, remains, bonds, a console over the air",
  ),
  new Option(
    "--canary <address>",
    "an address that was near the board on purpose, or text:NAME; may be repeated",
  ).argParser((value: string, others: readonly string[] | undefined) => [...(others ?? []), value]),
  new Option("--canaries <file>", "a file with one of them in each line"),
  new Option(
    "--air <name>",
    "look for a console over Bluetooth; the name that the board's firmware advertises by",
  ),
  new Option("--tries <number>", "how often each of its starts is tried").argParser(readTries),
];

export const POLICY_JSON_HELP = `  policy                  only with --policy: isKept, checks [{ check, promise, state, what, advice }], state one of
                          ok, finding, unchecked
`;

/** Opens the air of this computer around a board. */
export type OpenAir = (name: string) => Promise<Air>;

export const openAir: OpenAir = async (name) => {
  const bluetooth = await loadBluetooth();
  return { open: () => openBluetooth(bluetooth, name), wait: sleep };
};

/**
 * Reads options that belong together.
 * @throws HostError `usage-policy`, `usage-canary`
 */
export function readPolicyChoice(options: PolicyChoice): readonly Canary[] {
  const { policy, canary = [], canaries, air, tries, deep } = options;
  const isAsked = canary.length > 0 || canaries !== undefined || air !== undefined || tries !== undefined;
  if (!policy && isAsked)
    throw new HostError("usage-policy", "these options belong to --policy", "Add --policy.");
  if (deep && air !== undefined)
    throw new HostError(
      "usage-policy",
      "--deep keeps the board in its ROM, where nothing answers over the air",
      "Say `passerby audit --policy` once with --deep and once with --air.",
    );
  return [...canary.map(readCanary), ...(canaries === undefined ? [] : readCanaries(canaries))];
}

/** What a session can be asked for, and what the air says. */
export async function gatherByAsking(
  session: Session,
  { base, storageBytes }: Place,
  { air, tries = 1 }: PolicyChoice,
  open: OpenAir,
  terminal: Terminal,
): Promise<Pick<Evidence, "storage" | "pieces" | "deep" | "air">> {
  const reading = readPartition(session, base, storageBytes);
  const storage = await terminal.during("Asking the board for its flash", reading);
  const pieces = [{ address: base, bytes: storage }];
  if (air === undefined) return { storage, pieces, deep: undefined, air: undefined };
  const around = await open(air);
  const cause = createCause(session, around.wait);
  const probing = (async () => {
    const [boot, reset, crash] = [
      await probeMoment(around, cause, MOMENTS[0], tries),
      await probeMoment(around, cause, MOMENTS[1], tries),
      await probeMoment(around, cause, MOMENTS[2], tries),
    ];
    return { boot, reset, crash };
  })();
  return {
    storage,
    pieces,
    deep: undefined,
    air: await terminal.during("Looking for a console over the air", probing),
  };
}

export function gatherDeep(deep: Deep): Pick<Evidence, "storage" | "pieces" | "deep" | "air"> {
  return { storage: deep.storage, pieces: deep.pieces, deep, air: undefined };
}

/** @returns undefined where the policy was not asked for */
export function judge(evidence: Evidence | undefined): ReturnType<typeof judgePolicy> | undefined {
  return evidence === undefined ? undefined : judgePolicy(evidence);
}

const MARKS = { ok: "ok", finding: "FOUND", unchecked: "not checked" };

export function printPolicy(checks: readonly Check[], terminal: Terminal): void {
  const rows = checks.map(({ check, promise, state }) => [promise, check, MARKS[state]]);
  for (const [i, line] of alignColumns(rows).split("\n").entries()) {
    const { what, advice, state } = checks[i];
    terminal.say(`${line}  ${what}`);
    if (advice !== undefined && state !== "ok") terminal.say(`    ${advice}`);
  }
}

function readTries(text: string): number {
  const tries = Number(text);
  if (Number.isInteger(tries) && tries >= 1 && tries <= MOST_TRIES) return tries;
  throw new HostError("usage-policy", `"${text}" is no number of tries`, `Give 1 to ${MOST_TRIES}.`);
}
