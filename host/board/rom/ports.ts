// The serial ports of this computer, and which of them looks like a board.
import { HostError } from "../../error.ts";
import { createLine, type Line, type UsbNumbers } from "./line.ts";
import type { PortInfo } from "./port.ts";

/** What opens and lists ports; something else stands in for it in tests. */
export interface Ports {
  /** Fails where the system cannot list them. */
  list(): Promise<readonly PortInfo[]>;
  /** A line that is still closed. */
  connect(path: string, usb: UsbNumbers): Line;
}

/** Makers of what boards have on their USB sockets: Espressif, Silicon Labs, WCH, FTDI, Prolific. */
const BOARD_VENDORS = ["303a", "10c4", "1a86", "0403", "067b"];

/** Loaded when somebody needs a port: most commands do not. */
export async function openPorts(): Promise<Ports> {
  const { createPort, listPorts } = await import("./serial.mjs");
  return {
    list: listPorts,
    connect: (path, usb) => createLine(path, usb, (baud) => createPort(path, baud)),
  };
}

/** Is it a port that a board could be behind? */
export function isBoard({ vendorId }: PortInfo): boolean {
  return vendorId !== undefined && BOARD_VENDORS.includes(vendorId.toLowerCase());
}

/** The ports; none where the system cannot list them, as a container cannot. */
export async function listAll(ports: Ports): Promise<readonly PortInfo[]> {
  try {
    return await ports.list();
  } catch {
    return [];
  }
}

/**
 * The port that is named, or the only one that looks like a board.
 * @throws HostError `usage-port`
 */
export async function choosePort(ports: Ports, wanted?: string): Promise<{ path: string; line: Line }> {
  const all = await listAll(ports);
  const boards = all.filter(isBoard);
  const path = wanted ?? (boards.length === 1 ? boards[0].path : undefined);
  if (path === undefined)
    throw new HostError(
      "usage-port",
      boards.length === 0 ? "no board is plugged in" : "several boards are plugged in",
      boards.length === 0
        ? "Plug one in with a cable that carries data, or name its port with --port."
        : `Name one with --port: ${boards.map((one) => one.path).join(", ")}.`,
    );
  if (/^(process|tcp|ble)(:|$)/.test(path))
    throw new HostError(
      "usage-port",
      `${path} leads to no chip's ROM`,
      "Name the serial port of the board, such as /dev/ttyUSB0 or COM3.",
    );
  return { path, line: ports.connect(path, readUsb(all.find((one) => one.path === path))) };
}

/** USB numbers of a port that was listed. */
export function readUsb(port: PortInfo | undefined): UsbNumbers {
  const [vendor, product] = [port?.vendorId, port?.productId].map((text) => Number.parseInt(text ?? "", 16));
  return {
    ...(Number.isNaN(vendor) ? {} : { usbVendorId: vendor }),
    ...(Number.isNaN(product) ? {} : { usbProductId: product }),
  };
}
