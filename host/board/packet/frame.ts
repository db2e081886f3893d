// What goes over the line. Out: an EVAL packet, DLE SOH, u16 0x2000 + length, text (Espruino 2v25 and later). Back: ACK
// and DLE SOH, u16 length, the text of the result; NAK where the text was no expression. An ACK is believed nothing:
// each request carries its number and a checksum that the board compares, each answer the same for the host.
import { crc32 } from "../../compile/crc.ts";
import { joinBytes, toBytes } from "../latin.ts";

/** Longest text of a packet: 13 bits. */
const LONGEST_TEXT = 0x1fff;
const EVAL = 0x20;
const DLE = 0x10;
const SOH = 0x01;

/**
 * The function that every request calls: nothing has to be installed on the board, and a restart in between does no
 * harm. Its parameters: $i number, $c checksum, $t code, d data for the code, which finds it under this name.
 */
const WRAPPER =
  '(function($i,$c,$t,d){var $r;if((E.CRC32($t)^E.CRC32(d)^$i)!=$c)$r="?";else try{$r="="+eval($t)}catch(e){$r="!"+e}' +
  'return "~"+$i+","+(E.CRC32($r)^$i)+","+btoa($r)+"~"})';

export interface Request {
  /** 0 to 2^24 - 1. */
  readonly id: number;
  /** An expression or statements of the device language, one byte a character; sees `d`. */
  readonly code: string;
  readonly data: Uint8Array;
}

/**
 * Bytes of the packet of a request.
 * @returns undefined where it is longer than a packet can be
 */
export function encodeRequest({ id, code, data }: Request): Uint8Array | undefined {
  const codeBytes = toBytes(code);
  const sum = (crc32(codeBytes) ^ crc32(data) ^ id) | 0;
  const call = `(${id},${sum},${quote(codeBytes)},${quote(data)})`;
  // 3 and 4 interrupt or end an interpreter, wherever they stand: a blank more avoids them in the length.
  let text = WRAPPER + call;
  while ((text.length & 255) === 3 || (text.length & 255) === 4) text += " ";
  if (text.length > LONGEST_TEXT) return undefined;
  const body = toBytes(text);
  return joinBytes([Uint8Array.of(DLE, SOH, EVAL | (body.length >> 8), body.length & 255), body]);
}

/**
 * A string literal whose value is these bytes, without the bytes that end a literal (0, 10, quote), stop the interpreter
 * (3, 4), drive a line's flow control (17, 19) or that it would take for UTF-8.
 */
export function quote(bytes: Uint8Array): string {
  let text = '"';
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    const next = bytes[i + 1] ?? 0;
    // A backslash before what would continue a character of UTF-8 makes it a byte of its own.
    const isTail = i > 0 && isUtf8(bytes, i - 1);
    if (byte === 34 || byte === 92 || isTail) text += `\\${String.fromCharCode(byte)}`;
    else if (byte === 10) text += "\\n";
    else if (byte === 13) text += "\\r";
    else if (byte < 5 || byte === 17 || byte === 19) {
      const isDigitNext = next >= 48 && next <= 55;
      text += `\\${isDigitNext ? byte.toString(8).padStart(3, "0") : byte.toString(8)}`;
    } else text += String.fromCharCode(byte);
  }
  return `${text}"`;
}

/** Does a character of UTF-8 begin here, and do as many bytes follow as its first one says? */
function isUtf8(bytes: Uint8Array, at: number): boolean {
  if (bytes[at] < 0xc2 || bytes[at] > 0xf4) return false;
  const tail = bytes[at] < 0xe0 ? 1 : bytes[at] < 0xf0 ? 2 : 3;
  for (let i = at + 1; i <= at + tail; i++) if ((bytes[i] & 0xc0) !== 0x80) return false;
  return true;
}
