// One host at a time for the state of a process board: two interpreters on one flash would spoil it.
import {
  linkSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { HostError } from "../../error.ts";

const LOCK_FILE = "board.lock";
/** Whoever takes over what another left holds this meanwhile. */
const TAKING_FILE = "board.lock.taking";
/** Taking over takes milliseconds; one that is older was left behind. */
const TAKING_MS = 5000;
/** Longer than most deploys take. */
const PATIENCE_MS = 10_000;
const RETRY_MS = 100;

interface Holder {
  readonly host: number;
  /** When that process began, as the system counts it; "" where it does not say. Numbers of processes come again. */
  readonly since: string;
  /** The interpreter and its working folder; 0 before it runs. */
  readonly child: number;
  readonly folder: string;
}

export interface Lock {
  noteChild(child: number, folder: string): void;
  release(): void;
}

/**
 * Takes the state for this process, and makes its folder. What a host that is gone left behind is ended and taken over;
 * one that still works on it is waited for.
 * @param patienceMs how long it is waited for
 * @throws HostError "port-busy" while its holder lives, "usage-state" where there can be no such folder
 */
export async function lockState(state: string, patienceMs: number = PATIENCE_MS): Promise<Lock> {
  const file = join(state, LOCK_FILE);
  const draft = `${file}.${process.pid}-${nextDraft++}`;
  const mine: Holder = { host: process.pid, since: readStart(process.pid), child: 0, folder: "" };
  // Written beside it and put in place at once: nobody ever reads half of it.
  const put = (holder: Holder, place: (from: string, to: string) => void): void => {
    writeFileSync(draft, `${JSON.stringify(holder)}\n`);
    try {
      place(draft, file);
    } finally {
      rmSync(draft, { force: true });
    }
  };
  const endMs = Date.now() + patienceMs;
  try {
    makeFolder(state);
    while (!tryPut(() => put(mine, linkSync))) {
      if (Date.now() > endMs) throw describeBusy(state);
      if (isHeld(readHolder(file)) || !clearLeft(state, file)) await sleep(RETRY_MS);
    }
  } catch (error) {
    throw error instanceof HostError ? error : describeFolder(state, error);
  }
  return {
    noteChild: (child, folder) => put({ ...mine, child, folder }, renameSync),
    release: () => rmSync(file, { force: true }),
  };
}

let nextDraft = 0;

/** @returns false where it is there already */
function tryPut(put: () => void): boolean {
  try {
    put();
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

/**
 * Takes away what a host left that is gone: one process at a time, and each looks again, because meanwhile another may
 * have taken it over already.
 * @returns false where another is at it
 */
function clearLeft(state: string, file: string): boolean {
  const taking = join(state, TAKING_FILE);
  if (!tryPut(() => writeFileSync(taking, "", { flag: "wx" }))) {
    const { mtimeMs = Date.now() } = statSync(taking, { throwIfNoEntry: false }) ?? {};
    if (Date.now() - mtimeMs > TAKING_MS) rmSync(taking, { force: true });
    return false;
  }
  try {
    const holder = readHolder(file);
    if (isHeld(holder)) return true;
    if (holder !== undefined) endOrphan(holder);
    rmSync(file, { force: true });
    return true;
  } finally {
    rmSync(taking, { force: true });
  }
}

/** One folder after the other: Node's own way of making all of them never ends where the system has no room for any. */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (codeOf(error) === "EEXIST" && statSync(folder).isDirectory()) return;
    if (codeOf(error) !== "ENOENT" || dirname(folder) === folder) throw error;
    makeFolder(dirname(folder));
    tryPut(() => mkdirSync(folder));
  }
}

function readHolder(file: string): Holder | undefined {
  try {
    const { host, since, child, folder } = JSON.parse(readFileSync(file, "utf8")) as Partial<Holder>;
    return { host: Number(host), since: String(since), child: Number(child), folder: String(folder) };
  } catch {
    return undefined;
  }
}

function isHeld(holder: Holder | undefined): boolean {
  return holder !== undefined && isAlive(holder.host) && readStart(holder.host) === holder.since;
}

function isAlive(id: number): boolean {
  try {
    return id > 0 && process.kill(id, 0);
  } catch (error) {
    // Somebody else's process is alive too.
    return codeOf(error) === "EPERM";
  }
}

/** The 22nd field of Linux's account of a process; the second is its name, in brackets. */
function readStart(id: number): string {
  try {
    const text = readFileSync(`/proc/${id}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}

/** Ends the interpreter of a host that is gone, if the process of that number still is this interpreter. */
function endOrphan({ child, folder }: Holder): void {
  try {
    if (child > 0 && readlinkSync(`/proc/${child}/cwd`) === folder) process.kill(child, "SIGKILL");
    if (/[\\/]passerby-board-[^\\/]+$/.test(folder)) rmSync(folder, { recursive: true, force: true });
  } catch {
    // It has ended by itself.
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

function describeBusy(state: string): HostError {
  return new HostError(
    "port-busy",
    `another \`passerby\` uses the board in ${state}`,
    "Wait until it has finished, or give this board a --state of its own; the board was not touched.",
    { file: join(state, LOCK_FILE) },
  );
}

function describeFolder(state: string, cause: unknown): HostError {
  return new HostError(
    "usage-state",
    "this folder cannot keep a board's flash",
    "Name a folder with --state that you can write to; it is made where there is none.",
    { file: state },
    cause,
  );
}
