// Flash memory as a chip has it: a write can only clear bits, an erase sets those of a whole page.

/** Bytes of the smallest part that can be erased, on every chip that Passerby runs on. */
export const PAGE_BYTES = 4096;

/** Addresses count from the start of Storage. */
export interface Flash {
  readonly bytes: Uint8Array;
  /** Bytes of a page: PAGE_BYTES on chips, 1,024 in the interpreter's Linux build. */
  readonly pageBytes: number;
  /** Clears the bits that are 0 in `data`. */
  write(address: number, data: Uint8Array): void;
  /** Sets every bit of the page that holds this address. */
  erasePage(address: number): void;
}

/**
 * @param size bytes, a multiple of `pageBytes`; all of them start erased (255)
 * @param pageBytes a power of two
 */
export function createFlash(size: number, pageBytes: number = PAGE_BYTES): Flash {
  const bytes = new Uint8Array(size).fill(255);
  return {
    bytes,
    pageBytes,
    write(address, data) {
      for (let i = 0; i < data.length; i++) bytes[address + i] &= data[i];
    },
    erasePage(address) {
      const start = address - (address % pageBytes);
      bytes.fill(255, start, start + pageBytes);
    },
  };
}
