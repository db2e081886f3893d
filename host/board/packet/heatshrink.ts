// Compression that Espruino undoes natively: `require("heatshrink").decompress`. LZSS with a window of 256 bytes and
// copies of 2 to 64 bytes, bits from the most significant on: 1 and 8 bits = a byte; 0, 8 bits of distance - 1 and
// 6 bits of length - 1 = a copy. (Format of A. Vokes' heatshrink, with window 8 and lookahead 6 as stock builds have.)

const WINDOW = 256;
const LONGEST = 64;
/** A copy takes 15 bits, a byte 9: from two bytes on it pays. */
const SHORTEST = 2;
/** Candidates looked at for one place; all of the window. */
const CHAIN = WINDOW;

/**
 * @param data any bytes
 * @returns the compressed bytes; longer than `data` by up to an eighth where nothing repeats
 */
export function compress(data: Uint8Array): Uint8Array {
  const output: number[] = [];
  let bits = 0;
  let count = 0;
  function put(value: number, width: number): void {
    bits = (bits << width) | value;
    count += width;
    while (count >= 8) {
      count -= 8;
      output.push((bits >>> count) & 255);
    }
    bits &= (1 << count) - 1;
  }

  // The latest place of each pair of bytes, and for each place the one before it.
  const latest = new Int32Array(65_536).fill(-1);
  const before = new Int32Array(data.length).fill(-1);
  let noted = 0;
  function note(end: number): void {
    for (; noted < end && noted + 1 < data.length; noted++) {
      const pair = (data[noted] << 8) | data[noted + 1];
      before[noted] = latest[pair];
      latest[pair] = noted;
    }
  }

  /** The longest copy from `at` on: length and distance. */
  function find(at: number): [length: number, distance: number] {
    note(at);
    const most = Math.min(LONGEST, data.length - at);
    let length = 0;
    let distance = 0;
    if (most < SHORTEST) return [0, 0];
    let from = latest[(data[at] << 8) | data[at + 1]];
    for (let i = 0; i < CHAIN && from >= 0 && at - from <= WINDOW && length < most; i++) {
      let same = SHORTEST;
      while (same < most && data[from + same] === data[at + same]) same++;
      if (same > length) {
        length = same;
        distance = at - from;
      }
      from = before[from];
    }
    return [length, distance];
  }

  for (let at = 0; at < data.length; ) {
    const [length, distance] = find(at);
    // A longer copy from the next byte on is worth more than this one.
    const isWorth = length >= SHORTEST && (length >= LONGEST || find(at + 1)[0] <= length);
    if (isWorth) {
      put(0, 1);
      put(distance - 1, 8);
      put(length - 1, 6);
      at += length;
    } else {
      put(1, 1);
      put(data[at], 8);
      at++;
    }
  }
  if (count > 0) put(0, 8 - count);
  return Uint8Array.from(output);
}
