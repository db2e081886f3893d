// The steps of a plan as texts for the board. Each is a statement that does nothing where it was done already, and throws
// a word of ours where it failed; `s` is its Storage, `m` its Flash module, `d` the data of the request.
import {
  HEADER_BYTES,
  LOG_BYTES,
  LOG_FILE,
  LOG_SLOT_A,
  LOG_SLOT_B,
  LOG_START,
  PAGE_BYTES,
} from "../../../shared/link/slot.ts";
import { crc32 } from "../../compile/crc.ts";
import { findExtent, type Layout } from "../layout.ts";
import type { Operation } from "../operation.ts";

/** Where the files of a board lie. */
export interface Ground {
  readonly layout: Layout;
  /** Address of Storage in the chip's flash. */
  readonly base: number;
}

/** Words that a step throws. */
export const NOT_WRITTEN = "#write";
export const NOT_SAME = "#verify";

const BLANK_BYTES = 512;
const BLANK_CRC = crc32(new Uint8Array(BLANK_BYTES).fill(255));

/** Single quotes throughout: a code is itself sent as a literal in double ones. */
const STORAGE = "var s=require('Storage'),v=function(f,o,l){return E.CRC32(s.read(f,o,l))};";
/** `b` is true where so many bytes are erased; `c` erases them, page by page as the chip has them, if they are not. */
const FLASH =
  `var m=require('Flash'),b=function(a,n){for(n+=a;a<n;a+=${BLANK_BYTES})if(E.CRC32(m.read(${BLANK_BYTES},a))!=${BLANK_CRC})return 0;return 1},` +
  `c=function(a,n){if(!b(a,n)){for(var k=a;k<a+n;k+=m.getPage(k).length)m.erasePage(k);if(!b(a,n))throw '${NOT_WRITTEN}'}};`;

/** What the steps of a request need before them. */
export function prefixOf(steps: string): string {
  return STORAGE + (/\b[mc][.(]/.test(steps) ? FLASH : "");
}

/** Goes on only where the file's own header is right before its data. */
function checkText({ layout, base }: Ground, file: string): string {
  const start = base + findExtent(layout, file).address - HEADER_BYTES + 4;
  return `if(E.toString(m.read(${file.length + 1},${start}))!='${file}\\0')throw '${NOT_WRITTEN}';`;
}

/** Erases pages of a file. */
export function eraseText(ground: Ground, file: string, offsets: readonly number[]): string {
  const start = ground.base + findExtent(ground.layout, file).address;
  return checkText(ground, file) + offsets.map((offset) => `c(${start + offset},${PAGE_BYTES});`).join("");
}

export interface Writing {
  readonly file: string;
  readonly offset: number;
  readonly bytes: Uint8Array;
  /** An expression of the board whose value are the bytes. */
  readonly source: string;
  /** Pages that are erased before, if anything has to be written. */
  readonly erased: readonly number[];
}

/** Writes bytes and reads them back. */
export function writeText(ground: Ground, { file, offset, bytes, source, erased }: Writing): string {
  const { address, size } = findExtent(ground.layout, file);
  const crc = crc32(bytes);
  const isThere = `v('${file}',${offset},${bytes.length})==${crc}`;
  // At offset 0 Storage would make the file anew, elsewhere, unless all of it is erased.
  const write =
    offset === 0
      ? `${checkText(ground, file)}m.write(x,${ground.base + address})`
      : `s.write('${file}',x,${offset},${size})`;
  return (
    `if(!(${isThere})){${erased.length === 0 ? "" : eraseText(ground, file, erased)}` +
    `var x=${source};if(E.CRC32(x)!=${crc})throw '${NOT_WRITTEN}';${write};if(!(${isThere}))throw '${NOT_WRITTEN}'}`
  );
}

/** Any step but a write. */
export function stepText(ground: Ground, step: Exclude<Operation, { kind: "write" }>): string {
  switch (step.kind) {
    case "clear":
      return `c(${ground.base + step.address},${step.bytes});`;
    case "erase":
      return eraseText(ground, step.file, [step.offset]);
    case "create":
      return `if(!s.read('${step.file}'))s.write('${step.file}','',0,${step.size});${checkText(ground, step.file)}`;
    case "verify":
      return `if(v('${step.file}',${step.offset},${step.length})!=${step.crc})throw '${NOT_SAME}';`;
    case "append":
      // Once more the same code says the same: it is left out.
      return (
        `var l=s.read('${LOG_FILE}'),e=l.indexOf('\\xff',32);if(e<0)e=${LOG_BYTES};` +
        // Old codes behind its end, from an erasing that was cut: only a deploy can make it whole.
        `'${LOG_SLOT_A}${LOG_SLOT_B}${LOG_START}'.split('').forEach(function(c){if(l.indexOf(c,e)>0)throw '${NOT_WRITTEN}'});` +
        `if(l[e-1]!='${step.code}'){s.write('${LOG_FILE}','${step.code}',e,${LOG_BYTES});` +
        `if(s.read('${LOG_FILE}',e,1)!='${step.code}')throw '${NOT_WRITTEN}'}`
      );
  }
}
