// Bluetooth by way of the package `@espruino-tools/core`, for those who have it: a second connection to choose, never
// the first. It stops for ever where a byte 19 comes in outside of flow control, and forgets to say that a connection
// failed; the packet client's own limits of time end both.
import { HostError } from "../../error.ts";
import { toBytes, toText } from "../latin.ts";
import { createInlet, type Transport } from "./transport.ts";

/** It cuts what it is given into pieces of what the link carries. */
const MTU = 200;
/** It writes 20 bytes in each of the slowest intervals. */
const BYTE_MS = 5;
/** Somebody has to choose a device first. */
const PATIENCE_MS = 120_000;

/** What we use of a connection. One listener an event; a write is called back, or never. */
export interface ToolsConnection {
  write(data: string, done: () => void): void;
  on(event: "data", listener: (data: string) => void): void;
  on(event: "close", listener: () => void): void;
  close(): void;
}

/** What we use of `new DeviceController().UART`. */
export interface ToolsUart {
  /** Shows a dialogue of its own; calls back without a connection where that is closed. */
  connect(done: (connection: ToolsConnection | null) => void): unknown;
}

/**
 * @param pick takes Bluetooth in the package's own dialogue, which has no way by keyboard
 * @param patienceMs for the choice of a device and the connection
 * @throws HostError `bluetooth-missing`
 */
export async function openTools(
  uart: ToolsUart,
  pick: () => void,
  patienceMs: number = PATIENCE_MS,
): Promise<Transport> {
  const connection = await connect(uart, pick, patienceMs);
  const inlet = createInlet();
  connection.on("data", (data) => inlet.data(toBytes(data)));
  connection.on("close", () => inlet.closed(new Error("the Bluetooth connection was lost")));
  return {
    name: "@espruino-tools",
    mtu: MTU,
    window: 1,
    byteMs: BYTE_MS,
    isCable: false,
    isAir: true,
    write: (bytes) =>
      new Promise((resolve, reject) => {
        if (inlet.isClosed) reject(new Error("the Bluetooth connection was lost"));
        else connection.write(toText(bytes), resolve);
      }),
    hear: inlet.hear,
    async close() {
      inlet.closed();
      connection.close();
    },
  };
}

function connect(uart: ToolsUart, pick: () => void, patienceMs: number): Promise<ToolsConnection> {
  return new Promise((resolve, reject) => {
    const fail = (cause?: unknown): void => {
      clearTimeout(timer);
      reject(
        new HostError(
          "bluetooth-missing",
          "@espruino-tools/core made no connection",
          "It says no more than that. Choose “Over Bluetooth” without it.",
          undefined,
          cause,
        ),
      );
    };
    const timer = setTimeout(fail, patienceMs);
    try {
      uart.connect((connection) => {
        clearTimeout(timer);
        if (connection === null) fail();
        else resolve(connection);
      });
      pick();
    } catch (error) {
      fail(error);
    }
  });
}
