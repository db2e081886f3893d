// A board on a serial port or USB. The library is loaded when a port is asked for, and only then.
import { statSync } from "node:fs";
import { explainOpening } from "../rom/failure.ts";
import { describeRights } from "../rom/rights.ts";
import { createInlet, type Transport } from "./transport.ts";

export const DEFAULT_BAUD = 115_200;
/** A USB bridge passes on this much without a pause. */
const MTU = 256;
/** A byte has 10 bits on the line; this many times as long it may take. */
const SLACK = 3;

/**
 * @param path such as /dev/ttyUSB0 or COM3
 * @param baud bits a second; ignored by boards with a USB of their own
 * @param binding what stands in for the operating system's ports in tests
 * @throws HostError `port-missing`, `port-busy`, `port-rights`, `port-failed`
 */
export async function openSerial(
  path: string,
  baud: number = DEFAULT_BAUD,
  binding?: object,
): Promise<Transport> {
  const { createPort } = await import("../rom/serial.mjs");
  const port = createPort(path, baud, binding);
  const inlet = createInlet();
  // Without a hearer the library does not notice that a port is gone.
  port.on("data", (bytes: Uint8Array) => inlet.data(bytes));
  port.on("error", (error: Error) => inlet.closed(error));
  port.on("close", () => inlet.closed(new Error("the port is gone")));
  await new Promise<void>((resolve, reject) =>
    port.open((error) => (error ? reject(explainOpening(path, error)) : resolve())),
  );

  function setSignals(signals: { dtr?: boolean; rts?: boolean }): Promise<void> {
    return new Promise((resolve, reject) =>
      port.set(signals, (error) => {
        // What only looks like a serial port has no such lines.
        if (error && !/ioctl|ENOTTY|cannot set/i.test(error.message)) reject(error);
        else resolve();
      }),
    );
  }

  // Both low: as on opening, a board with the usual two transistors neither resets nor waits for a download.
  await setSignals({ dtr: false, rts: false });
  return {
    name: path,
    mtu: MTU,
    window: 1,
    byteMs: (1000 * 10 * SLACK) / baud,
    isCable: true,
    write: (bytes) =>
      new Promise((resolve, reject) => {
        if (inlet.isClosed || !port.isOpen) {
          reject(new Error("the port is gone"));
          return;
        }
        port.write(Buffer.from(bytes), (error) => {
          if (error) reject(error);
          else resolve();
        });
      }),
    hear: inlet.hear,
    setSignals,
    async close() {
      inlet.closed();
      if (port.isOpen) await new Promise<void>((resolve) => port.close(() => resolve()));
    },
  };
}

/**
 * What can be known of a port without opening it. On Windows that is nothing.
 * @throws HostError `port-missing`, `port-rights`, `port-failed`
 */
export function checkSerial(path: string): void {
  if (process.platform === "win32") return;
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw explainOpening(path, new Error("ENOENT"));
  if (!stat.isCharacterDevice()) throw explainOpening(path, new Error("ENOTTY"));
  if (describeRights(path).isAllowed === false) throw explainOpening(path, new Error("EACCES"));
}

/** Paths of the serial ports that are something on USB; none where the system does not list them. */
export async function listSerial(): Promise<string[]> {
  try {
    const { listPorts } = await import("../rom/serial.mjs");
    const ports = await listPorts();
    return ports.filter(({ vendorId }) => vendorId !== undefined).map(({ path }) => path);
  } catch {
    return [];
  }
}
