// Seeded random drawing programs in Espruino's language: the same text runs on the simulator and on the interpreter.
import { createRandom, type Random } from "../../host/random.ts";

/** @returns a program that ends by printing "@seed crc widths errors" */
export function writeDrawing(seed: number): string {
  const random = createRandom(seed);
  const isBits = seed % 3 === 0;
  const options = ["", ",{vertical_byte:true}", ",{vertical_byte:true,msb:false}", ",{msb:false}"][seed % 4];
  const lines = [
    isBits
      ? `g=Graphics.createArrayBuffer(64,48,1${options});`
      : `g=Graphics.createArrayBuffer(64,48,16${seed % 2 ? "" : ",{msb:false}"});`,
    "w=[];",
    writeFont(random),
  ];
  const count = 4 + random.below(20);
  for (let i = 0; i < count; i++) lines.push(`t(function(){${writeStep(random, isBits)}});`);
  lines.push(`print("@${seed} "+E.CRC32(new Uint8Array(g.buffer))+" "+w.join());`);
  return lines.join("\n");
}

/** Stands before the first drawing: runs a step and keeps what it throws. */
export const DRAWING_HEAD = "function t(f){try{f();}catch(e){w.push(e.message);}}\nvar g,w;\n";

function writeStep(random: Random, isBits: boolean): string {
  const kind = random.below(12);
  const colour = isBits ? random.below(2) : random.below(65536);
  if (kind < 2) return `g.setColor(${random.below(9) ? colour : -1});`;
  if (kind === 2) return `g.setBgColor(${colour});`;
  if (kind === 3) return `g.fillRect(${point(random)},${point(random)});`;
  if (kind === 4) return writeFont(random);
  if (kind === 5) return `g.setFontAlign(${random.below(3) - 1},${random.below(3) - 1});`;
  if (kind === 6)
    return random.below(4) ? `w.push(g.stringWidth(${quote(text(random, isBits))}));` : "g.clear();";
  if (kind < 10) return `g.drawString(${quote(text(random, isBits))},${point(random)});`;
  return `g.drawImage(${quote(image(random, isBits))},${point(random)});`;
}

function point(random: Random): string {
  return `${random.below(100) - 20},${random.below(80) - 18}`;
}

function writeFont(random: Random): string {
  const bits = [1, 2, 4][random.below(3)];
  const height = 3 + random.below(14);
  const scale = random.below(4) ? 0 : 1 + random.below(3);
  const codes = 3 + random.below(12);
  let widths = "";
  let columns = 0;
  for (let i = 0; i < codes; i++) {
    const width = random.below(6) ? 1 + random.below(9) : 0;
    widths += String.fromCharCode(width);
    columns += width;
  }
  // Now and then the bitmap ends too early.
  const bytes = ((columns * height * bits + 7) >> 3) - (random.below(8) ? 0 : 3);
  const bitmap = bytesOf(random, Math.max(bytes, 1));
  return `g.setFontCustom(${quote(bitmap)},${FIRST_CODE},${quote(widths)},${height | (scale << 8) | (bits << 16)});`;
}

const FIRST_CODE = 32;

function text(random: Random, isBits: boolean): string {
  let made = "";
  for (let i = random.below(12); i > 0; i--) {
    const kind = random.below(24);
    if (kind === 0) made += "\n";
    else if (kind === 1) made += `\0${image(random, isBits)}`;
    else if (kind === 2) made += String.fromCharCode([13, 31, 127, 200, 255][random.below(5)]);
    else made += String.fromCharCode(FIRST_CODE + random.below(16));
  }
  return made;
}

/**
 * Only formats that ESP32 builds draw as the Linux build does: 2 to 4 bits need a palette of their own, and on one
 * bit its colours are 0 and 1, as the Linux build's fast path takes all others for 1.
 */
function image(random: Random, isBits: boolean): string {
  const width = 1 + random.below(20);
  const height = 1 + random.below(14);
  const bits = [1, 1, 1, 2, 3, 4][random.below(6)];
  const isTransparent = random.below(3) === 0;
  const hasPalette = bits > 1 || random.below(3) === 0;
  const format = bits | (isTransparent ? 128 : 0) | (hasPalette ? 64 : 0);
  const head = [width, height, format, ...(isTransparent ? [random.below(1 << bits)] : [])];
  const palette = !hasPalette
    ? ""
    : isBits
      ? "\x00\x00\x01\x00".repeat(1 << (bits - 1))
      : bytesOf(random, 2 << bits);
  const bytes = ((width * height * bits + 7) >> 3) - (random.below(10) ? 0 : 2);
  return String.fromCharCode(...head) + palette + bytesOf(random, Math.max(bytes, 0));
}

function bytesOf(random: Random, count: number): string {
  let made = "";
  for (let i = 0; i < count; i++) made += String.fromCharCode(random.below(256));
  return made;
}

function quote(binary: string): string {
  let made = '"';
  for (const letter of binary) made += `\\x${letter.charCodeAt(0).toString(16).padStart(2, "0")}`;
  return `${made}"`;
}
