// One host at a time for the state of a process board: two interpreters on one flash would spoil it.
import { readFileSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { HostError } from "../../error.ts";

const LOCK_FILE = "board.lock";
/** Longer than most deploys take. */
const PATIENCE_MS = 10_000;
const RETRY_MS = 100;

interface Holder {
  readonly host: number;
  /** The interpreter and its working folder; 0 before it runs. */
  readonly child: number;
  readonly folder: string;
}

export interface Lock {
  noteChild(child: number, folder: string): void;
  release(): void;
}

/**
 * Takes the state for this process. What a host that is gone left behind is ended and taken over; one that still works
 * on it is waited for.
 * @param patienceMs how long it is waited for
 * @throws HostError "port-busy" while its holder lives
 */
export async function lockState(state: string, patienceMs: number = PATIENCE_MS): Promise<Lock> {
  const file = join(state, LOCK_FILE);
  const note = (holder: Holder, flag: "wx" | "w"): void =>
    writeFileSync(file, `${JSON.stringify(holder)}\n`, { flag });
  const mine: Holder = { host: process.pid, child: 0, folder: "" };
  const endMs = Date.now() + patienceMs;
  for (;;) {
    try {
      note(mine, "wx");
      break;
    } catch (error) {
      const holder = readHolder(file);
      if (Date.now() > endMs) throw describeBusy(state, error);
      const isHeld = holder !== undefined && isAlive(holder.host);
      if (!isHeld) {
        if (holder !== undefined) endOrphan(holder);
        rmSync(file, { force: true });
      } else await sleep(RETRY_MS);
    }
  }
  return {
    noteChild: (child, folder) => note({ ...mine, child, folder }, "w"),
    release: () => rmSync(file, { force: true }),
  };
}

function readHolder(file: string): Holder | undefined {
  try {
    const { host, child, folder } = JSON.parse(readFileSync(file, "utf8")) as Partial<Holder>;
    return { host: Number(host), child: Number(child), folder: String(folder) };
  } catch {
    return undefined;
  }
}

function isAlive(id: number): boolean {
  try {
    return id > 0 && process.kill(id, 0);
  } catch (error) {
    // Somebody else's process is alive too.
    return (error as NodeJS.ErrnoException).code === "EPERM";
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

function describeBusy(state: string, cause: unknown): HostError {
  return new HostError(
    "port-busy",
    `another \`passerby\` uses the board in ${state}`,
    "Wait until it has finished, or give this board a --state of its own.",
    { file: join(state, LOCK_FILE) },
    cause,
  );
}
