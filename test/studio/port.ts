// A fake board behind the page's Web Serial and Web Bluetooth: what the page writes comes to Node, and back.
import type { Page } from "playwright-core";
import type { Hearer, Transport } from "../../host/board/transport/transport.ts";
import type { FakeBoard } from "../board/fake.ts";

/** What the page's side of the bridge keeps on `window`. */
interface Bridge {
  hearBoard?: (bytes: number[]) => void;
  loseBoard?: () => void;
  openBoard(): Promise<void>;
  writeBoard(bytes: number[]): Promise<void>;
}

export interface Cable {
  /** Pulls the cable, or takes the link away. */
  unplug(): Promise<void>;
  /** Sends bytes to the page as if the board did. */
  say(bytes: readonly number[]): void;
  /** Calls before each write of the page; throwing there is an error of the port. */
  onWrite: (() => void) | undefined;
  /** What the next opening of the port says, "" = it opens. */
  refusal: string;
  readonly writes: { longest: number };
}

/** Puts a board behind `navigator.serial` and `navigator.bluetooth` of a page; before the page is opened. */
export async function plugIn(page: Page, board: FakeBoard): Promise<Cable> {
  let transport: Transport | undefined;
  const writes = { longest: 0 };
  const give = (bytes: number[]) => (window as unknown as Bridge).hearBoard?.(bytes);
  const cable: Cable = {
    // The page may be closed by then.
    say: (bytes) => void page.evaluate(give, [...bytes]).catch(() => undefined),
    onWrite: undefined,
    refusal: "",
    writes,
    unplug: () => page.evaluate(() => (window as unknown as Bridge).loseBoard?.()),
  };
  const hearer: Hearer = {
    data: (bytes) => cable.say([...bytes]),
    closed: () => undefined,
  };
  await page.exposeFunction("openBoard", async () => {
    if (cable.refusal !== "") throw new Error(cable.refusal);
    transport = board.connect();
    transport.hear(hearer);
  });
  await page.exposeFunction("writeBoard", async (bytes: number[]) => {
    cable.onWrite?.();
    writes.longest = Math.max(writes.longest, bytes.length);
    await transport?.write(Uint8Array.from(bytes));
  });
  await page.addInitScript(installPorts);
  return cable;
}

/** Runs in the page, before any of its own scripts. */
function installPorts(): void {
  const bridge = window as unknown as Bridge;
  const isCancelled = () => document.documentElement.dataset.cancel === "yes";
  const cancel = () => Promise.reject(new DOMException("No device was chosen.", "NotFoundError"));

  const port = {
    readable: null as ReadableStream<Uint8Array> | null,
    writable: null as WritableStream<Uint8Array> | null,
    connected: true,
    async open() {
      await bridge.openBoard();
      port.readable = new ReadableStream({
        start(controller) {
          bridge.hearBoard = (bytes) => controller.enqueue(Uint8Array.from(bytes));
          bridge.loseBoard = () => controller.error(new DOMException("The device has been lost."));
        },
      });
      port.writable = new WritableStream({ write: (bytes) => bridge.writeBoard([...bytes]) });
    },
    async close() {},
    async setSignals() {},
    getInfo: () => ({ usbVendorId: 0x303a, usbProductId: 0x1001 }),
  };
  const serial = {
    requestPort: () => (isCancelled() ? cancel() : Promise.resolve(port)),
    getPorts: async () => [port],
  };

  const listeners: { value?: ((event: { target: unknown }) => void) | undefined } = {};
  const output = {
    value: undefined as DataView | undefined,
    async startNotifications() {
      bridge.hearBoard = (bytes) => {
        for (let at = 0; at < bytes.length; at += 20) {
          output.value = new DataView(Uint8Array.from(bytes.slice(at, at + 20)).buffer);
          listeners.value?.({ target: output });
        }
      };
    },
    addEventListener(_: string, listener: (event: { target: unknown }) => void) {
      listeners.value = listener;
    },
  };
  const write = (bytes: BufferSource) => {
    const view = ArrayBuffer.isView(bytes) ? bytes : new Uint8Array(bytes);
    return bridge.writeBoard([...new Uint8Array(view.buffer, view.byteOffset, view.byteLength)]);
  };
  const input = { writeValueWithResponse: write, writeValue: write };
  const service = { getCharacteristic: async (id: string) => (id.startsWith("6e400002") ? input : output) };
  const gatt = {
    async connect() {
      await bridge.openBoard();
      return gatt;
    },
    disconnect() {},
    getPrimaryService: async () => service,
  };
  const device = {
    id: "1",
    name: "Espruino window",
    gatt,
    addEventListener(_: string, listener: () => void) {
      bridge.loseBoard = listener;
    },
  };
  const bluetooth = { requestDevice: () => (isCancelled() ? cancel() : Promise.resolve(device)) };
  Object.defineProperty(navigator, "serial", { value: serial, configurable: true });
  Object.defineProperty(navigator, "bluetooth", { value: bluetooth, configurable: true });
}
