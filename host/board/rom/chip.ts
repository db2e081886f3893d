// The chips that stock Espruino runs on and Passerby has boards for.

/** Registers of the watchdog in the chip's always-on part; addresses as in Espressif's esptool. */
export interface Watchdog {
  readonly config: number;
  readonly timeout: number;
  readonly lock: number;
  /** Register and bit that would make the ROM wait for a download after the reset. */
  readonly force?: { readonly address: number; readonly mask: number };
}

export interface Chip {
  readonly name: string;
  /** Number in the header of images. */
  readonly id: number;
  /** Where its ROM looks for the bootloader. */
  readonly bootloaderAddress: number;
  /** How a chip on its own USB is reset: there a pulse on RTS would leave it in the ROM. */
  readonly watchdog?: Watchdog;
}

const CHIPS: readonly Chip[] = [
  { name: "ESP32", id: 0, bootloaderAddress: 0x1000 },
  {
    name: "ESP32-C3",
    id: 5,
    bootloaderAddress: 0,
    watchdog: { config: 0x60008090, timeout: 0x60008094, lock: 0x600080a8 },
  },
  {
    name: "ESP32-S3",
    id: 9,
    bootloaderAddress: 0,
    watchdog: {
      config: 0x60008098,
      timeout: 0x6000809c,
      lock: 0x600080b0,
      force: { address: 0x6000812c, mask: 1 },
    },
  },
];

/** @param key name or number */
export function findChip(key: string | number): Chip | undefined {
  return CHIPS.find(({ name, id }) => name === key || id === key);
}

/** A name for people, also of chips that are not ours. */
export function nameChip(id: number): string {
  return findChip(id)?.name ?? `a chip with the number ${id}`;
}
