// A frame as the page gets it: runs of equal pixels. Cards are paper and letters, so runs are long.
import type { Frame } from "../simulator/board.ts";
import type { FrameMessage } from "./protocol.ts";

const LONGEST_RUN = 0xffff;

/** Base64 of little-endian u16 pairs: run length (1 to 65535), pixel value. */
export function encodeRuns(pixels: Uint16Array): string {
  const runs: number[] = [];
  let start = 0;
  for (let i = 1; i <= pixels.length; i++) {
    if (i < pixels.length && pixels[i] === pixels[start] && i - start < LONGEST_RUN) continue;
    runs.push(i - start, pixels[start] ?? 0);
    start = i;
  }
  const bytes = Buffer.alloc(runs.length * 2);
  runs.forEach((value, i) => {
    bytes.writeUInt16LE(value, i * 2);
  });
  return bytes.toString("base64");
}

/** The message that shows a frame. */
export function packFrame(frame: Frame): FrameMessage {
  return {
    kind: "frame",
    width: frame.width,
    height: frame.height,
    bitsPerPixel: frame.bitsPerPixel,
    isOn: frame.isOn,
    light: frame.light,
    runs: pixelsOf(frame),
  };
}

function pixelsOf(frame: Frame): string {
  return frame.pixels.length === 0 ? "" : encodeRuns(frame.pixels);
}
