// What is in the slots while they are tortured: two contents whose programs say who they are and what they read.
import { crc32 } from "node:zlib";
import { buildSlotImage, type Content, readSlotImage } from "../../host/board/image.ts";
import { DIR_LENGTH, DIRECTORY_BYTES, DIRECTORY_OFFSET } from "../../shared/link/slot.ts";

/** First word of what a program prints. */
export const RUN_WORD = "run";

/**
 * Says: the slot that it was told to be, the name of its content, and the digest of all that its slot holds now, directory
 * included: a program finds its cards by that.
 * @param name letters that are the same in no other content
 */
function writeProgram(name: string): string {
  return [
    'var s=require("Storage"),n=passerbySlot;',
    `var d=new Uint32Array(E.toArrayBuffer(s.read(n,${DIRECTORY_OFFSET},${DIRECTORY_BYTES})));`,
    `var t=s.read(n,${DIRECTORY_OFFSET},d[${DIR_LENGTH}]-${DIRECTORY_OFFSET});`,
    `print("${RUN_WORD} "+n+" ${name} "+E.CRC32(t));`,
  ].join("\n");
}

/**
 * @param deploymentBytes more than a page each, so that pages of two contents can be mixed up
 * @param program text; by default one that says who it is
 */
export function createContent(name: string, deploymentBytes: number, program = writeProgram(name)): Content {
  const fill = name.charCodeAt(0);
  return {
    program,
    deployment: Uint8Array.from({ length: deploymentBytes }, (_, i) => (i * 7 + fill) & 255),
    // The same in both: a deploy may leave such pages out.
    fonts: Uint8Array.from({ length: 300 }, (_, i) => i & 255),
  };
}

/** What the program of a whole slot says after its slot's name. */
export function expectSaying(name: string, content: Content, slotBytes: number): string {
  const image = buildSlotImage(content, slotBytes);
  if (readSlotImage(image) === undefined) throw new Error("an image that is not whole");
  return `${name} ${crc32(image.subarray(DIRECTORY_OFFSET))}`;
}
