// Ways to a fake board that are not the fake's own: what a browser, a Bluetooth stack or the operating system gives.
import { expect } from "vitest";
import type { Bluetooth } from "../../host/board/transport/bluetooth.ts";
import { openSerial } from "../../host/board/transport/serial.ts";
import type { Transport } from "../../host/board/transport/transport.ts";
import type { WebSerialPort } from "../../host/board/transport/web.ts";
import type { FakeBoard } from "./fake.ts";
import { createFakePort } from "./rom/port.ts";

/** The browser's serial port with a board behind it. */
export function createWebPort(board: FakeBoard): { port: WebSerialPort; unplug(): void; signals: object[] } {
  const inner = board.connect();
  const signals: object[] = [];
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  let isRead = true;
  const readable = new ReadableStream<Uint8Array>({
    start(given) {
      controller = given;
      inner.hear({ data: (bytes) => isRead && given.enqueue(bytes), closed: () => undefined });
    },
    // Whoever closes the port stops reading; the board may still say something.
    cancel() {
      isRead = false;
    },
  });
  const writable = new WritableStream<Uint8Array>({ write: (bytes) => inner.write(bytes) });
  const port: WebSerialPort = {
    readable,
    writable,
    open: async () => undefined,
    close: async () => undefined,
    setSignals: async (given) => void signals.push(given),
  };
  return { port, signals, unplug: () => controller?.error(new Error("the device has been lost")) };
}

/** The UART service over a link that carries so many bytes; a host finds out how many by what comes. */
export function createLink(board: FakeBoard, linkBytes = 20): { bluetooth: Bluetooth; lose(): void } {
  const inner = board.connect();
  let lose = (): void => undefined;
  const output = {
    value: undefined as DataView | undefined,
    async writeValueWithResponse() {},
    async startNotifications() {},
    addEventListener(_: string, listener: (event: { target: unknown }) => void) {
      inner.hear({
        data(bytes) {
          for (let at = 0; at < bytes.length; at += linkBytes) {
            const part = Uint8Array.from(bytes.subarray(at, at + linkBytes));
            output.value = new DataView(part.buffer);
            listener({ target: output });
          }
        },
        closed: () => undefined,
      });
    },
  };
  const input = {
    async writeValueWithResponse(bytes: Uint8Array) {
      expect(bytes.length).toBeLessThanOrEqual(linkBytes);
      await inner.write(bytes);
    },
    async startNotifications() {},
    addEventListener() {},
  };
  const service = {
    getCharacteristic: async (id: string) => (id.startsWith("6e400002") ? input : output),
  };
  const gatt = {
    connect: async () => gatt,
    disconnect: () => lose(),
    getPrimaryService: async () => service,
  };
  const device = {
    name: "Board",
    gatt,
    addEventListener(_: string, listener: () => void) {
      lose = listener;
    },
  };
  return { bluetooth: { requestDevice: async () => device }, lose: () => lose() };
}

/** The real serialport, over a fake of what the operating system does. */
export function openSerialTo(board: FakeBoard): Promise<Transport> {
  let inner: Transport | undefined;
  const port = createFakePort({
    openError: () => undefined,
    opened() {
      inner = board.connect();
      inner.hear({ data: (bytes) => port.send(bytes), closed: () => undefined });
    },
    setBaud: () => undefined,
    hear: (bytes) => void inner?.write(bytes).catch(() => undefined),
  });
  return openSerial("/dev/ttyUSB0", 2_000_000, port.binding);
}
