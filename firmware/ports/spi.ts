// The first SPI bus, with one chip that is told by a line of its own what is command and what is data.

export function openSpi(sck: number, mosi: number): void {
  SPI1.setup({ sck: sck, mosi: mosi, baud: 10000000 });
}

/** Sends bytes to the chip. @param cs GPIO of its select line, low while it listens */
export function writeSpi(cs: number, bytes: Uint8Array | number[]): void {
  digitalWrite(cs, 0);
  SPI1.write(bytes);
  digitalWrite(cs, 1);
}

/** A line that the chip itself drives. */
export function isLineHigh(pin: number): boolean {
  return digitalRead(pin) !== 0;
}

/** Sets a line out. @param level 0 or 1 */
export function setLine(pin: number, level: number): void {
  digitalWrite(pin, level);
}
