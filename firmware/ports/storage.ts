// Files in flash. What is read stays there: strings and views point into it.

/** Slot whose files this program belongs to: `.boot0` leaves it here. */
export function slotName(): string {
  const name = global.passerbySlot;
  return name === "b" ? "b" : "a";
}

/** Leaves the name of the slot for the program that is started next. */
export function leaveSlot(name: string): void {
  global.passerbySlot = name;
}

/** A file as a string that stays in flash, or undefined. */
export function readFile(name: string): string | undefined {
  return require("Storage").read(name);
}

/** A view of a flash string's bytes, or of an advert's: nothing is copied, and a view of RAM can be overwritten. */
export function viewBytes(text: string): ArrayBuffer {
  return E.toArrayBuffer(text);
}

/** CRC-32 of IEEE 802.3, native. */
export function crc32(bytes: Uint8Array): number {
  return E.CRC32(bytes);
}

/** Appends to a preallocated file: writes `bytes` at `offset` of a file of `size` bytes. What fails is not written. */
export function writeAt(name: string, bytes: Uint8Array, offset: number, size: number): void {
  try {
    require("Storage").write(name, bytes, offset, size);
  } catch (_) {
    // A full flash must not stop the display: the next look tries again.
  }
}
