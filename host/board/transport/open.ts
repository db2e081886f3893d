// Ports as they are written on the command line.
import { HostError } from "../../error.ts";
import type { Hardware } from "../../simulator/board.ts";
import { loadBluetooth } from "./adapter.ts";
import { openBluetooth } from "./bluetooth.ts";
import { describeHardware } from "./hardware.ts";
import { findInterpreter, openProcess } from "./process.ts";
import { checkSerial, DEFAULT_BAUD, listSerial, openSerial } from "./serial.ts";
import { openTcp } from "./tcp.ts";
import type { Transport } from "./transport.ts";

export interface PortOptions {
  /** Bits a second of a serial port. */
  readonly baud?: number;
  /** Folder that keeps the flash of a process board. */
  readonly state?: string;
  /** What a process board is given besides the interpreter; undefined = it stays without, and nothing can run on it. */
  readonly hardware?: Hardware;
  /** A process board runs what is on it at once. */
  readonly isBooted?: boolean;
}

/** What `--port` takes, for help and for hints. */
export const PORT_HELP =
  "such as /dev/ttyUSB0, COM3, ble, ble:NAME, tcp:HOST:PORT or process:/path/to/espruino";

/**
 * Opens the way to a board.
 * @param port see PORT_HELP; undefined = the only serial port that there is
 * @throws HostError `usage-port`, `port-…`, `bluetooth-…`
 */
export async function openPort(port: string | undefined, options: PortOptions = {}): Promise<Transport> {
  const name = port ?? (await findOnlyPort());
  const { kind, rest } = splitPort(name, options.state);
  if (kind === "tcp") return openTcp(rest);
  if (kind === "ble") return openBluetooth(await loadBluetooth(), rest === "" ? undefined : rest);
  if (kind !== "process") return openSerial(name, options.baud ?? DEFAULT_BAUD);
  return openProcess({
    path: rest,
    state: options.state,
    hardware: options.hardware === undefined ? "" : describeHardware(options.hardware),
    isBooted: options.isBooted ?? false,
  });
}

/**
 * Is there something behind a port's name? Asked before a build, which takes seconds. Nothing is sent, and no line of a
 * serial port moves: that could restart the board.
 * @throws HostError of `openPort`, as far as they can be known
 */
export async function checkPort(port: string | undefined, state: string | undefined): Promise<void> {
  const name = port ?? (await findOnlyPort());
  const { kind, rest } = splitPort(name, state);
  if (kind === "tcp") await (await openTcp(rest)).close();
  else if (kind === "ble") await loadBluetooth();
  else if (kind === "process") findInterpreter(rest);
  else checkSerial(name);
}

/** @throws HostError `usage-state` */
function splitPort(name: string, state: string | undefined): { kind: string; rest: string } {
  const [, kind = "", rest = ""] = /^(process|tcp|ble)(?::([\s\S]*))?$/.exec(name) ?? [];
  if (state === undefined || kind === "process") return { kind, rest };
  throw new HostError(
    "usage-state",
    "--state is for process boards",
    "Leave it out: this board keeps its own flash.",
  );
}

async function findOnlyPort(): Promise<string> {
  const paths = await listSerial();
  if (paths.length === 1) return paths[0];
  throw new HostError(
    "usage-port",
    paths.length === 0 ? "no board was found on USB" : `there are several ports: ${paths.join(", ")}`,
    `Name the board's with --port, ${PORT_HELP}.`,
  );
}
