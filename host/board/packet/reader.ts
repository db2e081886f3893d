// Takes answers out of what a board sends, and keeps what its program prints apart.
import { crc32 } from "../../compile/crc.ts";
import { decodeBase64, toText } from "../latin.ts";

const NAK = "\x15";
const DLE = "\x10";
const XOFF = "\x13";
/** XON or XOFF, but not where the length of a packet stands. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: packets begin with control characters
const CONTROL = /(?<!\x10\x01)(?<!\x10\x01[\s\S])[\x11\x13]/g;
/** DLE, SOH and one byte of the length. */
const HEAD_BYTES = 3;
/** An answer as encodeRequest asks for it; its packet's own length counts nothing, it may be wrong. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: packets begin with control characters
const ANSWER = /\x10\x01[\s\S]{2}"~(\d{1,8}),(-?\d{1,10}),([A-Za-z0-9+/]*={0,2})~"/;
/** Longer than any answer is: what has begun like one by then is none. */
const LONGEST_ANSWER = 16_384;

export interface ReaderEvents {
  /** A whole answer, one byte a character; its first tells what it is, see encodeRequest. */
  answer(id: number, text: string): void;
  /** Something was refused or came damaged. */
  damaged(): void;
  /** What the program printed. */
  text(text: string): void;
  /** The board asks for a pause (true) or for more. */
  paused(isPaused: boolean): void;
}

/** @returns what takes the bytes as they come */
export function createReader(events: ReaderEvents): (bytes: Uint8Array) => void {
  let buffer = "";
  /** The last bytes of before. */
  let tail = "";

  /** Takes out what drives the flow, wherever it was put in; the two bytes of a packet's length are none of it. */
  function takeControls(text: string): string {
    const controls = new RegExp(CONTROL);
    const joined = tail + text;
    controls.lastIndex = tail.length;
    for (let match = controls.exec(joined); match !== null; match = controls.exec(joined))
      events.paused(match[0] === XOFF);
    const plain = joined.replace(CONTROL, (control, at: number) => (at < tail.length ? control : ""));
    const taken = plain.slice(tail.length);
    tail = joined.slice(-HEAD_BYTES);
    return taken;
  }

  /** Text outside of answers: refusals are told, other packet characters are noise. */
  function takeText(text: string): void {
    const hasNak = text.includes(NAK);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: as above
    const plain = text.replace(/\x10\x01[\s\S]*$/, "").replace(/[\x00\x01\x06\x10\x15]/g, "");
    if (plain !== "") events.text(plain);
    if (hasNak) events.damaged();
  }

  return (bytes) => {
    buffer += takeControls(toText(bytes));
    for (;;) {
      const match = ANSWER.exec(buffer);
      if (match === null) break;
      const before = buffer.slice(0, match.index);
      buffer = buffer.slice(match.index + match[0].length);
      if (before !== "") takeText(before);
      const body = decodeBase64(match[3]);
      const id = Number(match[1]);
      if (body !== undefined && (crc32(body) ^ id) === Number(match[2])) events.answer(id, toText(body));
      else events.damaged();
    }
    const start = buffer.indexOf(DLE);
    const end = start < 0 || buffer.length - start > LONGEST_ANSWER ? buffer.length : start;
    if (end > 0) {
      const text = buffer.slice(0, end);
      buffer = buffer.slice(end);
      takeText(text);
    }
  };
}
