// Is this the board that the shop's file speaks of? Asked before anything is written.
import { HostError } from "../../error.ts";
import { areOneChip, nameRelease } from "../release/name.ts";
import type { Identity } from "./session.ts";

/** What a kind of board says of itself: part of the simulator's `Hardware`. */
export interface Console {
  /** `process.env.BOARD`. */
  readonly env: string;
  /** The console that it keeps. */
  readonly console: string;
  readonly storageBytes: number;
}

/** Where a board keeps its files, and how much it takes at once. */
export interface Place {
  /** Address of Storage in the chip's flash. */
  readonly base: number;
  readonly storageBytes: number;
  readonly chunkBytes: number;
}

/** The Linux build: a board of any kind. */
const LINUX = { env: "LINUX", console: "USB", base: 0x10000000, storageBytes: 262_144, chunkBytes: 12_288 };
/** The `storage` partition of the stock ESP32 builds. */
const ESP32_BASE = 0x320000;
/** First version whose console takes packets of this kind. */
const LEAST_VERSION = 25;
/** With fewer free variables of 13 bytes a request with a whole page would be too much beside a program. */
const ROOMY_VARIABLES = 6000;
const TIGHT_VARIABLES = 1200;

/**
 * @param isCable the board is asked over its cable, so what it calls its console is that; else its console is compared
 *   only where it is one of a cable
 * @throws HostError "board-wrong", "board-console", "board-version"
 */
export function checkBoard(identity: Identity, hardware: Console, isCable: boolean): Place {
  const { env, version, console, freeVariables } = identity;
  const isLinux = env === LINUX.env;
  if (!isLinux && env !== hardware.env)
    throw new HostError(
      "board-wrong",
      `this board says that it is ${show(env)}, and the shop's file makes it ${hardware.env}`,
      `Nothing was changed. Choose the other board with --board, the other port with --port, or correct \`board:\` in shop.yaml${describeFlash(env, hardware.env)}.`,
    );
  const number = Number(/^2v(\d+)/.exec(version)?.[1] ?? 0);
  if (number < LEAST_VERSION)
    throw new HostError(
      "board-version",
      `the board has Espruino ${show(version)}, and 2v${LEAST_VERSION} is the least`,
      "Nothing was changed. Install a newer one with `passerby flash`.",
    );
  const expected = isLinux ? LINUX.console : hardware.console;
  if ((isCable || isWired(console)) && console !== expected)
    throw new HostError(
      "board-console",
      `this board's console is ${show(console)}; a display of this kind would keep only ${expected}`,
      "Nothing was changed: it would lock you out. Use the connector that belongs to its console, or another kind of board.",
    );
  const chunkBytes = freeVariables >= ROOMY_VARIABLES ? 4096 : freeVariables >= TIGHT_VARIABLES ? 2048 : 1024;
  return isLinux
    ? { base: LINUX.base, storageBytes: LINUX.storageBytes, chunkBytes: LINUX.chunkBytes }
    : { base: ESP32_BASE, storageBytes: hardware.storageBytes, chunkBytes };
}

/** Is this console a cable's, whatever lies between? A bridge on TCP ends at one of these. */
export function isWired(console: string): boolean {
  return /^(USB|Serial\d)$/.test(console);
}

/** A board whose build alone is the wrong one needs another; a chip stays what it is. */
function describeFlash(env: string, wanted: string): string {
  return areOneChip(env, wanted)
    ? `; or say \`passerby flash --from ${nameRelease(wanted)}\` if it is that board`
    : "";
}

function show(text: string): string {
  return text === "" ? "nothing" : text.replace(/[^\x20-\x7e]/g, "?").slice(0, 40);
}
