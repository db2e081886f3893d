// A Linux build of Espruino as a board: its process is the power, a file is its flash. What it lacks of a display's
// hardware comes from a text (hardware.ts) that is evaluated before `.boot0`.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { HostError } from "../../error.ts";
import { lockState } from "./lock.ts";
import { createInlet, type Transport } from "./transport.ts";

/** The interpreter's name for its flash, in its working folder. */
const FLASH_FILE = "espruino.flash";
const HARDWARE_FILE = "hardware.js";
/** Until its prompt appears; it takes some 10 ms. */
const START_MS = 10_000;
/** The next request waits in the pipe while one is answered. */
const WINDOW = 2;
/** The interpreter looks at its input every 50 ms and takes at most 511 bytes. */
const BYTE_MS = 0.2;
const MTU = 4096;
/** Evaluated as lines of the console, without an echo. */
const QUIET = "\x10";

export interface ProcessOptions {
  /** The interpreter. */
  readonly path: string;
  /** Folder that keeps its flash; undefined = it is thrown away. */
  readonly state: string | undefined;
  /** Text of the hardware that the board's program expects. */
  readonly hardware: string;
  /** Runs `.boot0` at once, as a board with power does; else only `restart` does. */
  readonly isBooted: boolean;
}

/**
 * Starts the interpreter.
 * @throws HostError `port-missing`, `usage-port`, `usage-state`, `port-busy` (another host has this state), `port-failed`
 */
export async function openProcess(options: ProcessOptions): Promise<Transport> {
  const path = findInterpreter(options.path);
  const name = `process:${options.path}`;
  const folder = mkdtempSync(join(tmpdir(), "passerby-board-"));
  const state = resolve(options.state ?? join(folder, "state"));
  const inlet = createInlet();
  let child: ChildProcess | undefined;
  let isClosing = false;
  let restarting: Promise<void> | undefined;
  const lock = await lockState(state).catch((error: unknown) => {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  });

  async function start(isBooted: boolean): Promise<void> {
    const flash = join(folder, FLASH_FILE);
    // It runs `.boot0` at its start if it finds flash, before there is hardware: so it finds it afterwards.
    rmSync(flash, { force: true });
    child = await startInterpreter(path, folder, {
      data: (bytes) => inlet.data(bytes),
      ended: (ended, error) => {
        if (child === ended && !isClosing) inlet.closed(error);
      },
    });
    lock.noteChild(child.pid ?? 0, folder);
    symlinkSync(join(state, FLASH_FILE), flash);
    // A host that is gone cannot switch the power off any more.
    const lines = [
      // By name: a calibration ends all timers, and begins this one anew.
      `function passerbyGuard(){setInterval(function(){if(!require("fs").statSync("/proc/${process.pid}"))quit();},1000);}`,
      "passerbyGuard();",
      // Its input thread now and then loses a byte. What then comes as if typed must not be shown character by character.
      options.isBooted ? "" : "echo(0);",
    ];
    if (isBooted) {
      writeFileSync(join(folder, HARDWARE_FILE), options.hardware, "latin1");
      lines.push(
        `eval(require("fs").readFileSync("${HARDWARE_FILE}"));`,
        'eval(require("Storage").read(".boot0")||"");',
      );
    }
    await write(Buffer.from(lines.map((line) => `${QUIET}${line}\n`).join(""), "latin1"));
  }

  function write(bytes: Uint8Array): Promise<void> {
    return new Promise((done, failed) => {
      const input = child?.stdin;
      if (!input?.writable) failed(new Error("the interpreter has ended"));
      else input.write(bytes, (error) => (error ? failed(error) : done()));
    });
  }

  async function stop(): Promise<void> {
    const ending = child;
    child = undefined;
    if (ending === undefined || ending.exitCode !== null || ending.signalCode !== null) return;
    const ended = new Promise<void>((done) => ending.once("exit", () => done()));
    ending.kill("SIGKILL");
    await ended;
  }

  /** Power off and on. What is closed meanwhile stays off. */
  async function restart(): Promise<void> {
    await stop();
    if (isClosing) throw new Error("the board was switched off");
    await start(true);
  }

  async function close(): Promise<void> {
    if (isClosing) return;
    isClosing = true;
    inlet.closed();
    await restarting?.catch(() => undefined);
    await stop();
    lock.release();
    rmSync(folder, { recursive: true, force: true });
  }

  try {
    await start(options.isBooted);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    name,
    mtu: MTU,
    window: WINDOW,
    byteMs: BYTE_MS,
    isCable: true,
    write,
    hear: inlet.hear,
    async restart() {
      restarting = restart();
      try {
        await restarting;
      } catch (error) {
        throw isClosing ? describeClosed(name, error) : error;
      } finally {
        restarting = undefined;
      }
    },
    close,
  };
}

/**
 * @param named as on the command line
 * @returns its whole path
 * @throws HostError `usage-port`, `port-missing`
 */
export function findInterpreter(named: string): string {
  if (named === "")
    throw new HostError(
      "usage-port",
      "no interpreter is named",
      "Write it as process:/path/to/espruino: a Linux build of Espruino.",
    );
  const path = resolve(named);
  if (statSync(path, { throwIfNoEntry: false })?.isFile()) return path;
  throw new HostError(
    "port-missing",
    `there is no interpreter ${named}`,
    "Name a Linux build of Espruino: process:/path/to/espruino; nothing was touched.",
  );
}

function describeClosed(name: string, cause: unknown): HostError {
  return new HostError(
    "port-lost",
    `the board ${name} was switched off`,
    "It runs what it ran before. Run the same command again.",
    undefined,
    cause,
  );
}

interface ChildEvents {
  data(bytes: Uint8Array): void;
  ended(child: ChildProcess, error: Error): void;
}

/** Settles when the interpreter shows its prompt: then it has looked for `.boot0`, and found none. */
function startInterpreter(path: string, folder: string, events: ChildEvents): Promise<ChildProcess> {
  const child = spawn(path, [], { cwd: folder, stdio: ["pipe", "pipe", "ignore"] });
  return new Promise((done, failed) => {
    let isStarted = false;
    const fail = (cause?: Error): void => {
      clearTimeout(timer);
      child.kill("SIGKILL");
      failed(
        new HostError(
          "port-failed",
          `${path} does not start as Espruino does`,
          "Name a Linux build of Espruino 2v25 or later, which on its own prints a prompt, `>`; what it keeps is as it was.",
          undefined,
          cause,
        ),
      );
    };
    const timer = setTimeout(fail, START_MS);
    child.on("error", fail);
    child.on("exit", (code, signal) => {
      const error = new Error(`the interpreter ended (${signal ?? code})`);
      if (isStarted) events.ended(child, error);
      else fail(error);
    });
    child.stdin?.on("error", () => undefined);
    child.stdout?.on("data", (bytes: Uint8Array) => {
      if (isStarted) {
        events.data(bytes);
        return;
      }
      if (!Buffer.from(bytes).includes(">")) return;
      isStarted = true;
      clearTimeout(timer);
      done(child);
    });
  });
}
