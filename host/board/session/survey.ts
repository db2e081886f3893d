// What is on a board, asked in one go: whose it is, which slot runs, which are whole.
import {
  BOOT_FILE,
  DAY_BYTES,
  DAY_FILE,
  DIR_OWN_CRC,
  DIRECTORY_BYTES,
  DIRECTORY_OFFSET,
  HEADER_BYTES,
  LOG_BYTES,
  LOG_FILE,
  LOG_SLOT_A,
  LOG_SLOT_B,
  LOG_START,
  PAGE_BYTES,
  PROGRAM_OFFSET,
  readLog,
  SLOT_A,
  SLOT_B,
  STATS_BYTES,
  STATS_FILE,
} from "../../../shared/link/slot.ts";
import { CRC_GOOD, ENTROPY_BYTES } from "../../../shared/policy/record.ts";
import { crc32 } from "../../compile/crc.ts";
import { HostError } from "../../error.ts";
import { toBytes } from "../latin.ts";
import type { Layout } from "../layout.ts";
import type { BoardState, Slot } from "../plan.ts";
import { ENTRY_PLACES } from "../stats/seed.ts";
import type { Session } from "./session.ts";

export interface Survey extends Omit<BoardState, "pages"> {
  /** The board's own status line; "" where no program answers. */
  readonly status: string;
  /** All files of its Storage. */
  readonly files: readonly string[];
  /** Every file of the layout lies where the layout says. */
  readonly isOurs: boolean;
  /** Nothing is there, or only what an installation or its removal left when it was cut. */
  readonly isFree: boolean;
  /** CRC-32 of `.boot0`. */
  readonly bootCrc: number;
  /** Slots whose bytes have the checksum that their directory gives. */
  readonly whole: readonly Slot[];
  /** The slot that the log names. */
  readonly pointer: Slot;
  /** Bytes of its Storage as it says itself, 0 = it does not. */
  readonly storageBytes: number;
  /** The file of statistics is erased; or it has something in it; or that, and a seed. */
  readonly stats: "erased" | "used" | "seeded";
}

const ERASED_CRC = crc32(new Uint8Array(STATS_BYTES).fill(255));

/** Time for the checksums of both slots: some 800 kB on a chip. */
const WORK_MS = 20_000;

/**
 * @param base address of Storage in the chip's flash
 * @throws HostError `board-…`, `port-lost`
 */
export async function surveyBoard(session: Session, layout: Layout, base: number): Promise<Survey> {
  const fields = readFields(await session.ask(surveyText(layout, base), undefined, WORK_MS));
  const [status, slot, log, day, list, storageBytes, bootCrc, hole, headers, stats, ...slots] = fields;
  const files = list === "" ? [] : list.split("\0");
  const isOurs = Number(headers) === crc32(listHeaders(layout));
  const isLeft = files.every((file) => layout.extents.some(({ name }) => name === file));
  const directories = { a: toBytes(slots[0]), b: toBytes(slots[2]) };
  const whole = ([SLOT_A, SLOT_B] as const).filter((name, i) =>
    isWhole(directories[name], Number(slots[i * 2 + 1])),
  );
  const fullLog = log.padEnd(LOG_BYTES, "\xff");
  const pointer = readLog(fullLog).isB ? SLOT_B : SLOT_A;
  // Without a program that answers, what the log names is what will run.
  const other = pointer === SLOT_A ? SLOT_B : SLOT_A;
  const isShowing = /^0,/.test(status) && Number(status.split(",")[20]) === 0;
  const running: Slot | undefined =
    isShowing && (slot === SLOT_A || slot === SLOT_B) ? (slot as Slot) : undefined;
  return {
    status,
    files,
    isOurs,
    // `.boot0` is text that fills its file; its first bytes are what an installation writes last.
    isFree: isLeft && (!isOurs || Number(hole) >= 0),
    bootCrc: Number(bootCrc),
    whole,
    pointer,
    storageBytes: Number(storageBytes) || 0,
    stats: stats === "2" ? "seeded" : stats === "1" ? "used" : "erased",
    log: fullLog,
    running: running ?? ([pointer, other] as const).find((name) => whole.includes(name)),
    directories,
    day: toBytes(day.padEnd(DAY_BYTES, "\xff")),
  };
}

/** CRC-32 of the first pages of a file. */
export async function readPages(session: Session, file: string, count: number): Promise<number[]> {
  const code =
    `var s=require("Storage"),o=[];for(var k=0;k<${count};k++)` +
    `o.push(E.CRC32(s.read("${file}",k*${PAGE_BYTES},${PAGE_BYTES})));o.join()`;
  const answer = count === 0 ? "" : await session.ask(code, undefined, WORK_MS);
  return answer === "" ? [] : answer.split(",").map(Number);
}

/** Each field comes as its length, a colon and its bytes: what the board asks of itself goes over the line once. */
function surveyText(layout: Layout, base: number): string {
  const addresses = layout.extents.map(({ address }) => base + address - HEADER_BYTES).join();
  return [
    'var s=require("Storage"),m=require("Flash"),f=function(n,o,l){return s.read(n,o,l)||""},',
    'n=function(x){x=""+x;return x.length+":"+x},',
    // What was written of an append-only file; what follows is erased. Of the log all that is a code, for what a cut left.
    `g=function(t){var z=t.indexOf("\\xff",32),e=z<0?t.length:z;"${LOG_SLOT_A}${LOG_SLOT_B}${LOG_START}".split("").forEach(function(c){e=Math.max(e,t.lastIndexOf(c)+1)});return t.substr(0,e)},`,
    "w=function(t,e){var z=t.indexOf(e,32);return z<0?t:t.substr(0,z)},",
    `k=function(c){var d=f(c,${DIRECTORY_OFFSET},${DIRECTORY_BYTES}),l=d.charCodeAt(8)|d.charCodeAt(9)<<8|d.charCodeAt(10)<<16;`,
    `return n(d)+n(d.length==${DIRECTORY_BYTES}&&l>${PROGRAM_OFFSET}&&l<=f(c).length?E.CRC32(f(c,${PROGRAM_OFFSET},l-${PROGRAM_OFFSET})):-1)},`,
    `h=function(){var t="";[${addresses}].forEach(function(a){t+=E.toString(m.read(${HEADER_BYTES},a))});return E.CRC32(t)},`,
    // Bytes beyond the end of a file that is not there have a checksum of their own; it is erased then.
    `u=function(){var i=function(o,l){return E.CRC32(f("${STATS_FILE}",o,l))};return i(${ENTRY_PLACES[0]},${ENTROPY_BYTES})==${CRC_GOOD}||i(${ENTRY_PLACES[1]},${ENTROPY_BYTES})==${CRC_GOOD}?2:f("${STATS_FILE}")&&i(0,${STATS_BYTES})!=${ERASED_CRC}?1:0},`,
    "q=function(){try{return s.getStats().totalBytes}catch(e){return 0}};",
    'n(typeof passerby=="function"?passerby(0,0,0):"")+n(typeof passerbySlot=="undefined"?"":passerbySlot)+',
    `n(g(f("${LOG_FILE}")))+n(w(f("${DAY_FILE}"),"\\xff\\xff\\xff\\xff\\xff\\xff"))+`,
    `n(s.list().join("\\0"))+n(q())+n(E.CRC32(f("${BOOT_FILE}")))+n(f("${BOOT_FILE}").indexOf("\\xff"))+n(h())+n(u())+k("${SLOT_A}")+k("${SLOT_B}")`,
  ].join("");
}

function readFields(answer: string): string[] {
  const fields: string[] = [];
  for (let at = 0; at < answer.length; ) {
    const colon = answer.indexOf(":", at);
    const length = Number(answer.slice(at, colon));
    fields.push(answer.slice(colon + 1, colon + 1 + length));
    at = colon + 1 + length;
  }
  if (fields.length === FIELDS) return fields;
  throw new HostError(
    "board-answer",
    "the board gave an answer that makes no sense",
    "Nothing was changed on it. Press its reset button and try again; if it stays so, run `passerby doctor`.",
  );
}

const FIELDS = 14;

/** The headers as Storage writes them: u24 size, u8 flags 0, 28 bytes of name. */
function listHeaders({ extents }: Layout): Uint8Array {
  const bytes = new Uint8Array(extents.length * HEADER_BYTES);
  for (const [i, { name, size }] of extents.entries()) {
    bytes.set([size & 255, (size >> 8) & 255, size >> 16, 0], i * HEADER_BYTES);
    bytes.set(toBytes(name), i * HEADER_BYTES + 4);
  }
  return bytes;
}

function isWhole(directory: Uint8Array, crc: number): boolean {
  if (directory.length !== DIRECTORY_BYTES) return false;
  const view = new DataView(directory.buffer, directory.byteOffset, directory.byteLength);
  const own = DIR_OWN_CRC * 4;
  return view.getUint32(own, true) === crc32(directory.subarray(0, own)) && view.getUint32(12, true) === crc;
}
