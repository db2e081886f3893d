// The oracle of the compression: bits one by one, as the format says.

/** @returns what was compressed; a copy from before the beginning is zeros */
export function decompress(data: Uint8Array): Uint8Array {
  const output: number[] = [];
  let at = 0;
  const take = (width: number): number => {
    let value = 0;
    for (let i = 0; i < width; i++, at++) value = (value << 1) | ((data[at >> 3] >> (7 - (at & 7))) & 1);
    return value;
  };
  while (data.length * 8 - at >= 9) {
    if (take(1) === 1) {
      output.push(take(8));
      continue;
    }
    if (data.length * 8 - at < 14) break;
    const distance = take(8) + 1;
    const length = take(6) + 1;
    for (let i = 0; i < length; i++) output.push(output[output.length - distance] ?? 0);
  }
  return Uint8Array.from(output);
}
