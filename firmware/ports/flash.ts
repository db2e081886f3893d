// Flash itself, past Storage: for bits that are cleared in place, and pages that are erased in place.

/** Clears bits. @param address in the chip's flash */
export function clearBits(address: number, data: Uint8Array | string): void {
  require("Flash").write(data, address);
}

/** Bytes of flash, copied. */
export function readFlash(address: number, count: number): Uint8Array {
  return require("Flash").read(count, address);
}

/** Erases PAGE_BYTES, as the chip's own pages or as parts of one. @param address on a page's begin */
export function eraseFlash(address: number): void {
  for (let at = address; at < address + 4096; at += require("Flash").getPage(at).length)
    require("Flash").erasePage(at);
}
