// Frames in a terminal: half blocks, two pixels above each other in a letter's place.
import type { Frame } from "../simulator/board.ts";
import { colourOf } from "./png.ts";

type Colour = readonly number[];

/** By upper and lower pixel, where only ink and paper can be told apart. */
const BLOCKS = [" ", "▄", "▀", "█"];
const RESET = "\x1b[0m";

/**
 * A frame as lines of text, at most so wide; a wider panel is drawn smaller, each pixel the mean of what it stands for.
 * @param columns letters of a line
 * @param hasColour else ink is drawn as blocks: whatever there is less of, letters on paper or lit pixels on a dark panel
 */
export function drawBlocks(frame: Frame, columns: number, hasColour: boolean): string {
  const scale = Math.min(1, columns / frame.width);
  const width = Math.max(1, Math.floor(frame.width * scale));
  const height = Math.max(1, Math.round(frame.height * scale));
  const pixels = shrink(frame, width, height);
  const lines: string[] = [];
  const draw = hasColour ? drawColours : drawInk(pixels);
  for (let y = 0; y < height; y += 2) {
    const upper = pixels.slice(y * width, (y + 1) * width);
    const lower = pixels.slice((y + 1) * width, (y + 2) * width);
    // A last row without one below it: that stays empty.
    lines.push(draw(upper, lower.length === 0 ? upper : lower));
  }
  return lines.join("\n");
}

function drawColours(upper: readonly Colour[], lower: readonly Colour[]): string {
  let line = "";
  let before = "";
  for (let x = 0; x < upper.length; x++) {
    const colours = `\x1b[38;2;${upper[x].join(";")};48;2;${lower[x].join(";")}m`;
    line += colours === before ? "▀" : `${colours}▀`;
    before = colours;
  }
  return line + RESET;
}

function drawInk(pixels: readonly Colour[]): (upper: readonly Colour[], lower: readonly Colour[]) => string {
  const lights = pixels.map(lightOf);
  let darkest = 255;
  let lightest = 0;
  for (const light of lights) {
    darkest = Math.min(darkest, light);
    lightest = Math.max(lightest, light);
  }
  const middle = (darkest + lightest) / 2;
  const isMostlyDark = lights.filter((light) => light <= middle).length * 2 > lights.length;
  const isInk = (colour: Colour): number =>
    Number(darkest !== lightest && lightOf(colour) <= middle !== isMostlyDark);
  return (upper, lower) =>
    upper
      .map((colour, x) => BLOCKS[isInk(colour) * 2 + isInk(lower[x])])
      .join("")
      .trimEnd();
}

/** Perceived lightness, 0 to 255: the weights of ITU-R BT.709. */
function lightOf([red, green, blue]: Colour): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Means of the pixels that lie, whole or in part, under each of the new ones. */
function shrink(frame: Frame, width: number, height: number): Colour[] {
  const colours: Colour[] = [];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [left, right] = reach(x, width, frame.width);
      const [top, bottom] = reach(y, height, frame.height);
      const sum = [0, 0, 0];
      for (let row = top; row < bottom; row++)
        for (let column = left; column < right; column++)
          colourOf(frame.pixels[row * frame.width + column], frame).forEach((part, i) => {
            sum[i] += part;
          });
      const count = (right - left) * (bottom - top);
      colours.push(sum.map((part) => Math.round(part / count)));
    }
  return colours;
}

function reach(at: number, size: number, full: number): [number, number] {
  return [Math.floor((at * full) / size), Math.ceil(((at + 1) * full) / size)];
}
