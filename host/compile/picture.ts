// The picture of an offer on a card: as large as its place, in what colours the panel has.
import type { Picture } from "../shop/model.ts";
import { lightOf, shrinkPicture } from "../shop/raster.ts";
import { type Colour, chooseColours, ditherPixels, flattenPicture } from "./colours.ts";
import type { Lead } from "./lead.ts";
import { fromRgb565, toRgb565 } from "./palette.ts";
import type { Pen } from "./pen.ts";
import { reverseDrawing } from "./reverse.ts";

/** Pixels of paper around a picture; to the words at its left as many as they have between each other. */
const GAP = 6;
const LEFT_SHARE = 1 / 32;
/** The words come first: a picture has a third of the width, and 5/8 of the height above the controls. */
const WIDTH_SHARE = 1 / 3;
const HEIGHT_SHARE = 5 / 8;
/** As many as four bits a pixel can name. */
const MOST_COLOURS = 16;
/** Four bits a pixel, and their colours in front of them. */
const PALETTED = 4 | 64;
/** Share of the pixels that may be all black, and all white, and the least difference that is made larger. */
const ENDS = 0.02;
const LEAST_SPAN = 0.1;
const BLACK_AND_WHITE: readonly Colour[] = [[0], [1]];

/**
 * Draws a picture at the right above a line.
 * @param right right edge of what there is
 * @param bottom first row below it
 * @param top first row that it may use
 * @returns left edge and top of what it takes, paper around it included
 */
export function drawPicture(pen: Pen, picture: Picture, right: number, top: number, bottom: number): Lead {
  const { sheet } = pen;
  const gapLeft = Math.max(GAP, Math.floor(sheet.width * LEFT_SHARE));
  const mostWidth = Math.floor(sheet.width * WIDTH_SHARE) - GAP - gapLeft;
  const mostHeight = Math.floor((bottom - top) * HEIGHT_SHARE) - 2 * GAP;
  const { bitsPerPixel, palette } = sheet;
  const { width, height, bytes } = encodeOnce(picture, mostWidth, mostHeight, bitsPerPixel, palette.paper);
  const x = right - GAP - width;
  const y = bottom - GAP - height;
  if (bitsPerPixel === 16) pen.picture(bytes, x, y);
  else pen.image({ width, height, bits: bytes }, x, y);
  return { left: x - gapLeft, top: y - GAP };
}

interface Encoded {
  readonly width: number;
  readonly height: number;
  /** An image string of colours, or bits. */
  readonly bytes: Uint8Array;
}

/** A picture is the same on all cards where it has the same room: in each language, and of each offer that names its file. */
const known = new WeakMap<Picture, Map<string, Encoded>>();

function encodeOnce(
  picture: Picture,
  mostWidth: number,
  mostHeight: number,
  bitsPerPixel: number,
  paper: number,
): Encoded {
  const made = known.get(picture) ?? new Map<string, Encoded>();
  known.set(picture, made);
  const key = [mostWidth, mostHeight, bitsPerPixel, paper].join();
  const before = made.get(key);
  if (before !== undefined) return before;
  const small = shrinkPicture(picture, mostWidth, mostHeight);
  const { width, height } = small;
  // Ink is what is dark on paper and what is not lit on a panel that lights: the pen knows which.
  const bytes =
    bitsPerPixel === 16
      ? encodeColours(small, paper)
      : packBits(ditherBits(paper === 0 ? reverseDrawing(small) : small, paper), 1);
  const encoded: Encoded = { width, height, bytes };
  made.set(key, encoded);
  return encoded;
}

/** 1 where a pixel is dark. @param paper 1 where what lets through shows white */
function ditherBits(picture: Picture, paper: number): number[] {
  const grey = flattenPicture(picture, [paper, paper, paper], lightOf).map(([red, green, blue]) => [
    // Relative luminance, WCAG 2.2.
    0.2126 * red + 0.7152 * green + 0.0722 * blue,
  ]);
  return [...ditherPixels(stretch(grey), picture.width, BLACK_AND_WHITE)].map((light) => 1 - light);
}

/** Spreads light from black to white: where there is no grey, a picture needs all the difference it has. */
function stretch(grey: readonly Colour[]): Colour[] {
  const sorted = grey.map(([light]) => light).sort((a, b) => a - b);
  const low = sorted[Math.floor((sorted.length - 1) * ENDS)];
  const high = sorted[Math.ceil((sorted.length - 1) * (1 - ENDS))];
  const span = high - low;
  // What is even stays as light as it is.
  if (span < LEAST_SPAN) return [...grey];
  return grey.map(([light]) => [Math.min(1, Math.max(0, (light - low) / span))]);
}

/** An Espruino image string: width, height, format, what the format needs, pixels. */
function encodeColours(picture: Picture, paper: number): Uint8Array {
  const { width, height } = picture;
  const pixels = flattenPicture(picture, fromRgb565(paper), (value) => value);
  const palette = chooseColours(pixels, MOST_COLOURS).map(toRgb565);
  const chosen = ditherPixels(pixels, width, palette.map(fromRgb565));
  const colours = Array.from({ length: MOST_COLOURS }, (_, i) => palette[i] ?? 0);
  const bytes = colours.flatMap((colour) => [colour & 255, colour >> 8]);
  return Uint8Array.of(width, height, PALETTED, ...bytes, ...packBits([...chosen], 4));
}

/** Packs values, most significant bit first. */
function packBits(values: readonly number[], bitsPerPixel: number): Uint8Array {
  const perByte = 8 / bitsPerPixel;
  const bytes = new Uint8Array(Math.ceil(values.length / perByte));
  values.forEach((value, i) => {
    bytes[Math.floor(i / perByte)] |= value << (8 - bitsPerPixel * ((i % perByte) + 1));
  });
  return bytes;
}
