// Bluetooth LE: the Nordic UART service over Web Bluetooth, as a browser has it and as the package `webbluetooth`
// gives it to Node.
import { HostError } from "../../error.ts";
import { createInlet, type Transport } from "./transport.ts";

const SERVICE = "6e400001-b5a3-f393-e0a9-e50e24dcca9e";
/** The host writes to this one, and hears from the other. */
const TO_BOARD = "6e400002-b5a3-f393-e0a9-e50e24dcca9e";
const FROM_BOARD = "6e400003-b5a3-f393-e0a9-e50e24dcca9e";
/** What every link carries; no way to ask Web Bluetooth for more. */
const LEAST_MTU = 20;
/** ESP32 builds of Espruino agree on at most 500. */
const MOST_MTU = 497;
/** 20 bytes in each of the slowest intervals. */
const BYTE_MS = 5;
const PATIENCE_MS = 20_000;

type Listener = (event: { target: unknown }) => void;

/** What we use of Web Bluetooth. */
export interface Characteristic {
  readonly value?: DataView | undefined;
  writeValueWithResponse(bytes: Uint8Array): Promise<void>;
  startNotifications(): Promise<unknown>;
  addEventListener(type: "characteristicvaluechanged", listener: Listener): void;
}
interface GattServer {
  connect(): Promise<GattServer>;
  disconnect(): void;
  getPrimaryService(id: string): Promise<{ getCharacteristic(id: string): Promise<Characteristic> }>;
}
export interface BluetoothDevice {
  readonly name?: string | undefined;
  readonly gatt?: GattServer | undefined;
  addEventListener(type: "gattserverdisconnected", listener: () => void): void;
}
export interface Bluetooth {
  requestDevice(options: {
    filters: { services?: string[]; name?: string }[];
    optionalServices: string[];
  }): Promise<BluetoothDevice>;
}

/**
 * Connects to a board that offers the UART over the air: one with stock Espruino, or in its maintenance minutes.
 * @param name as it advertises; undefined = whichever offers the service
 * @throws HostError `bluetooth-…`
 */
export async function openBluetooth(bluetooth: Bluetooth, name: string | undefined): Promise<Transport> {
  const device = await attempt(
    requestBluetooth(bluetooth, name),
    "bluetooth-missing",
    name === undefined ? "no board was found over Bluetooth" : `no board "${name}" was found over Bluetooth`,
    "A board of the silent profile is not there to be found: use the cable. Else go nearer, and close what else is connected to it.",
  );
  return connectBluetooth(device, name === undefined ? "ble" : `ble:${name}`);
}

/** Asks for a device that offers the UART, without end: in a browser somebody chooses it. */
export function requestBluetooth(bluetooth: Bluetooth, name: string | undefined): Promise<BluetoothDevice> {
  return bluetooth.requestDevice({
    filters: [name === undefined ? { services: [SERVICE] } : { name }],
    optionalServices: [SERVICE],
  });
}

/**
 * Opens the UART of a device; again where the link was lost.
 * @param name for messages
 * @throws HostError `bluetooth-service`
 */
export async function connectBluetooth(device: BluetoothDevice, name: string): Promise<Transport> {
  const inlet = createInlet();
  let mtu = LEAST_MTU;
  const gatt = device.gatt;
  if (gatt === undefined)
    throw new HostError("bluetooth-service", "this device has no services", "Choose a board with Espruino.");
  device.addEventListener("gattserverdisconnected", () =>
    inlet.closed(new Error("the Bluetooth connection was lost")),
  );
  const open = async (): Promise<Characteristic> => {
    const server = await gatt.connect();
    const service = await server.getPrimaryService(SERVICE);
    const output = await service.getCharacteristic(FROM_BOARD);
    output.addEventListener("characteristicvaluechanged", ({ target }) => {
      const { value } = target as Characteristic;
      if (value === undefined) return;
      const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength).slice();
      // A notification as long as this shows what the link carries.
      if (bytes.length > mtu) mtu = Math.min(bytes.length, MOST_MTU);
      inlet.data(bytes);
    });
    await output.startNotifications();
    return service.getCharacteristic(TO_BOARD);
  };
  const input = await attempt(
    open(),
    "bluetooth-service",
    "the device was found, but its UART service could not be opened",
    "Switch the board off and on, go nearer, and try again; nothing was changed on it.",
  ).catch((error: unknown) => {
    gatt.disconnect();
    throw error;
  });
  return {
    name,
    get mtu() {
      return mtu;
    },
    window: 1,
    byteMs: BYTE_MS,
    isCable: false,
    isAir: true,
    async write(bytes) {
      if (inlet.isClosed) throw new Error("the Bluetooth connection was lost");
      // With response: the link's own flow control, and an error instead of silence.
      await input.writeValueWithResponse(bytes);
    },
    hear: inlet.hear,
    async close() {
      inlet.closed();
      gatt.disconnect();
    },
  };
}

/** Waits, but not for ever: a link layer may forget to say that it failed. */
async function attempt<T>(work: Promise<T>, code: string, message: string, hint: string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer")), PATIENCE_MS);
  });
  try {
    return await Promise.race([work, late]);
  } catch (error) {
    throw new HostError(code, message, hint, undefined, error);
  } finally {
    clearTimeout(timer);
  }
}
