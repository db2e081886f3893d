// A serial port beside the console's.
import type { Raw } from "../../shared/policy/raw.ts";

/**
 * Opens the port that the console does not have.
 * @param isUsbConsole the console is on USB; else it is on the first port
 * @param hear is given bytes as they come, one character a byte
 * @returns what sends bytes
 */
export function openUart(
  isUsbConsole: boolean,
  baud: number,
  rx: number,
  tx: number,
  hear: (data: Raw<string>) => void,
): (data: string) => void {
  const port = isUsbConsole ? Serial1 : Serial2;
  port.setup(baud, { rx: rx, tx: tx });
  port.on("data", hear);
  return (data) => port.write(data);
}
