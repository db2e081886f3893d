// Files in flash. What is read stays there: strings and views point into it.

/** Slot that the program which runs belongs to; "" before one was chosen. */
export function slotName(): string {
  return (global.passerbySlot as string | undefined) ?? "";
}

/** Leaves a program and its slot for the statement that ends `.boot0`. */
export function leaveProgram(slot: string, text: string): void {
  global.passerbyLast = slotName() !== "";
  global.passerbySlot = slot;
  global.passerbyText = text;
}

/** The program that was left is the second one. */
export function isLastChoice(): boolean {
  return global.passerbyLast === true;
}

/** A file as a string that stays in flash; "" where there is none. */
export function readFile(name: string): string {
  return require("Storage").read(name) ?? "";
}

/** A part of a file, likewise; what would lie beyond its end is left out. @param length more than 0 */
export function readPart(name: string, offset: number, length: number): string {
  return require("Storage").read(name, offset, length) ?? "";
}

/** A view of a flash string's bytes, or of an advert's: nothing is copied, and a view of RAM can be overwritten. */
export function viewBytes(text: string): ArrayBuffer {
  return E.toArrayBuffer(text);
}

/** CRC-32 of IEEE 802.3, native. */
export function crc32(text: string | Uint8Array): number {
  return E.CRC32(text);
}

/** Writes into bytes of a file that are erased. @param offset above 0: at 0 Storage may make the file anew */
export function writeAt(name: string, data: Uint8Array | string, offset: number): void {
  try {
    require("Storage").write(name, data, offset);
  } catch (_) {
    // A board whose flash cannot be written still shows what is in it.
  }
}
