// A frame's pixels onto a canvas.
import type { FrameMessage } from "../protocol.ts";

/** One-bit panels: how a lit and an unlit pixel of the usual white OLED look. */
const LIT = [226, 240, 255] as const;
const UNLIT = [9, 11, 13] as const;

/** Draws a frame at one canvas pixel a panel pixel. */
export function drawFrame(canvas: HTMLCanvasElement, frame: FrameMessage): void {
  canvas.width = frame.width;
  canvas.height = frame.height;
  const context = canvas.getContext("2d");
  if (context === null) return;
  const image = context.createImageData(frame.width, frame.height);
  if (frame.isOn) fillRuns(image.data, frame);
  for (let i = 3; i < image.data.length; i += 4) image.data[i] = 255;
  context.putImageData(image, 0, 0);
}

function fillRuns(data: Uint8ClampedArray, frame: FrameMessage): void {
  const bytes = Uint8Array.from(atob(frame.runs), (letter) => letter.charCodeAt(0));
  const runs = new DataView(bytes.buffer);
  let at = 0;
  for (let i = 0; i + 3 < bytes.length; i += 4) {
    const count = runs.getUint16(i, true);
    const [red, green, blue] = colourOf(runs.getUint16(i + 2, true), frame.bitsPerPixel);
    for (const end = Math.min(at + count * 4, data.length); at < end; at += 4) {
      data[at] = red;
      data[at + 1] = green;
      data[at + 2] = blue;
    }
  }
}

function colourOf(value: number, bitsPerPixel: number): readonly [number, number, number] {
  if (bitsPerPixel === 1) return value === 0 ? UNLIT : LIT;
  const red = value >> 11;
  const green = (value >> 5) & 63;
  const blue = value & 31;
  // The high bits fill the low ones, so that full stays full.
  return [(red << 3) | (red >> 2), (green << 2) | (green >> 4), (blue << 3) | (blue >> 2)];
}
