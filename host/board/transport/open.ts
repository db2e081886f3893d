// Ports as they are written on the command line.
import { HostError } from "../../error.ts";
import type { Hardware } from "../../simulator/board.ts";
import { loadBluetooth } from "./adapter.ts";
import { openBluetooth } from "./bluetooth.ts";
import { describeHardware } from "./hardware.ts";
import { openProcess } from "./process.ts";
import { DEFAULT_BAUD, listSerial, openSerial } from "./serial.ts";
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
  const [, kind = "", rest = ""] = /^(process|tcp|ble)(?::([\s\S]*))?$/.exec(name) ?? [];
  if (options.state !== undefined && kind !== "process")
    throw new HostError(
      "usage-state",
      "--state is for process boards",
      "Leave it out: this board keeps its own flash.",
    );
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

async function findOnlyPort(): Promise<string> {
  const paths = await listSerial();
  if (paths.length === 1) return paths[0];
  throw new HostError(
    "usage-port",
    paths.length === 0 ? "no board was found on USB" : `there are several ports: ${paths.join(", ")}`,
    `Name the board's with --port, ${PORT_HELP}.`,
  );
}
