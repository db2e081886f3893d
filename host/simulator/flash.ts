// Flash memory as a chip has it: a write can only clear bits, an erase sets those of a whole page.

/** Bytes of the smallest part that can be erased. */
export const PAGE_BYTES = 4096;

export interface Flash {
  readonly bytes: Uint8Array;
  /** Clears the bits that are 0 in `data`. */
  write(address: number, data: Uint8Array): void;
  /** Sets every bit of the page that holds this address. */
  erasePage(address: number): void;
}

/** @param size bytes, a multiple of PAGE_BYTES; all of them start erased (255) */
export function createFlash(size: number): Flash {
  const bytes = new Uint8Array(size).fill(255);
  return {
    bytes,
    write(address, data) {
      for (let i = 0; i < data.length; i++) bytes[address + i] &= data[i];
    },
    erasePage(address) {
      const start = address - (address % PAGE_BYTES);
      bytes.fill(255, start, start + PAGE_BYTES);
    },
  };
}
