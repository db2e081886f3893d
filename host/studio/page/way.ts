// The ways from this page to a board: what the browser offers, and a package that somebody has installed.
import { type Bluetooth, connectBluetooth, requestBluetooth } from "../../board/transport/bluetooth.ts";
import { openTools, type ToolsUart } from "../../board/transport/tools.ts";
import type { Transport } from "../../board/transport/transport.ts";
import { openWebSerial, type WebSerialPort } from "../../board/transport/web.ts";

/** Espruino's own. */
const BAUD = 115_200;
/** Where the server has the package, if it is installed. */
const TOOLS_PATH = "/tools.js";

interface PortInfo {
  readonly usbVendorId?: number;
  readonly usbProductId?: number;
}
interface BrowserPort extends WebSerialPort {
  getInfo(): PortInfo;
}
interface Devices {
  readonly serial?: {
    requestPort(): Promise<BrowserPort>;
    /** Those that somebody has chosen before. */
    getPorts(): Promise<BrowserPort[]>;
  };
  readonly bluetooth?: Bluetooth;
}

export type WayName = "usb" | "bluetooth" | "tools";

/** Opens the chosen board; again after it was started anew. */
export type Open = () => Promise<Transport>;

const devices = navigator as unknown as Devices;

/** What this browser can, in the order in which to try it. */
export function listWays(): readonly WayName[] {
  const hasTools = document.querySelector<HTMLMetaElement>('meta[name="studio-tools"]')?.content === "yes";
  const isAble: Record<WayName, boolean> = {
    usb: devices.serial !== undefined,
    bluetooth: devices.bluetooth !== undefined,
    tools: hasTools && devices.bluetooth !== undefined,
  };
  return (["usb", "bluetooth", "tools"] as const).filter((name) => isAble[name]);
}

/**
 * Has somebody choose a board in the browser's own dialogue; only while a key or button is being pressed.
 * @returns undefined where nothing was chosen
 */
export async function chooseBoard(way: WayName): Promise<Open | undefined> {
  if (way === "tools") return chooseTools();
  try {
    return way === "usb" ? await chooseUsb() : await chooseBluetooth();
  } catch (error) {
    // So the browser says that the dialogue was closed.
    if (error instanceof Error && error.name === "NotFoundError") return undefined;
    throw error;
  }
}

async function chooseUsb(): Promise<Open | undefined> {
  const { serial } = devices;
  let port = await serial?.requestPort();
  if (port === undefined) return undefined;
  const { usbVendorId, usbProductId } = port.getInfo();
  return async () => {
    // A board with a USB of its own comes back as another port.
    for (const other of (await serial?.getPorts()) ?? []) {
      const info = other.getInfo();
      const isLike = info.usbVendorId === usbVendorId && info.usbProductId === usbProductId;
      if (isLike && usbVendorId !== undefined && isGone(port)) port = other;
    }
    return openWebSerial(port as BrowserPort, BAUD);
  };
}

/** False where a browser does not say: then it is tried as it is. */
function isGone(port: (WebSerialPort & { readonly connected?: boolean }) | undefined): boolean {
  return port?.connected === false;
}

async function chooseBluetooth(): Promise<Open | undefined> {
  const { bluetooth } = devices;
  if (bluetooth === undefined) return undefined;
  const device = await requestBluetooth(bluetooth, undefined);
  return () => connectBluetooth(device, device.name ?? "Bluetooth");
}

async function chooseTools(): Promise<Open> {
  const { createUart } = (await import(TOOLS_PATH)) as { createUart: () => ToolsUart };
  // It chooses and connects in one.
  let first: Transport | undefined = await openTools(createUart(), pickBluetooth);
  return async () => {
    const transport = first ?? (await openTools(createUart(), pickBluetooth));
    first = undefined;
    return transport;
  };
}

/** Its dialogue is the last thing on the page, its entries take the mouse only. */
function pickBluetooth(): void {
  const entries = [...(document.body.lastElementChild?.querySelectorAll("div") ?? [])];
  entries
    .find(({ onclick, textContent }) => onclick !== null && textContent?.includes("Web Bluetooth"))
    ?.click();
}
