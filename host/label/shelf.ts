// The first layer: a card for the shelf, black on white, on A6 or A7 paper.
import type { FaceName } from "../compile/face.ts";
import { encodeQr, QUIET_MODULES } from "../compile/qr.ts";
import { glueText, wrapText } from "../compile/wrap.ts";
import { HostError } from "../error.ts";
import { escapeText } from "../report/text.ts";
import type { Label } from "./fact.ts";
import { createWriter, round, type Writer } from "./letter.ts";
import { writeCompare, writeLines, writeQr } from "./text.ts";
import { labelWords } from "./words.ts";

export type PaperSize = "a6" | "a7";

/** All is drawn on A6, in millimetres; A7 is the same, smaller. */
const WIDTH = 105;
const HEIGHT = 148;
/** Outer sizes in millimetres: ISO 216. */
const PAPER: Readonly<Record<PaperSize, readonly [number, number]>> = { a6: [105, 148], a7: [74, 105] };
const MARGIN = 8;
const SERIF: FaceName = "literata-600";
const SANS: FaceName = "atkinson-hyperlegible-400";

const HEAD = { size: 7.6, pitch: 9 };
/** Sizes of the rows, the largest that fits first. On A6 the smallest is read from half a metre. */
const SIZES = [4.3, 4, 3.7, 3.4, 3.1, 2.8] as const;
const PITCH = 1.32;
const CAPTION_WIDTH = 25;
const ROW_GAP = 2.6;
const QR_SIDE = 34;
const FOOT = HEIGHT - MARGIN - QR_SIDE;
/** A phone at 15 cm tells modules apart from 0.3 mm on (compile/qr.ts). */
const LEAST_MODULE_MM = 0.3;
const MOST_LINES = 8;

/**
 * Draws the card of one language as SVG; its letters are outlines.
 * @throws HostError `label-too-long`, `label-letter`, `qr-too-long`
 */
export function drawShelf(label: Label, language: string, paper: PaperSize): string {
  const words = labelWords(language);
  const writer = createWriter();
  const parts: string[] = [];
  let y = MARGIN + HEAD.size * 0.75;
  for (const line of wrap(writer, SERIF, HEAD.size, glueText(words.headline, language), WIDTH - 2 * MARGIN)) {
    parts.push(writer.write(SERIF, HEAD.size, MARGIN, y, line));
    y += HEAD.pitch;
  }
  y += 4 - HEAD.pitch;
  parts.push(drawRule(y));
  const rows = SIZES.map((size) => drawRows(writer, label, language, y + 3, size)).find(
    ({ end }) => end < FOOT,
  );
  if (rows === undefined)
    throw new HostError(
      "label-too-long",
      `the label in ${language} does not fit on its card`,
      label.facts.shop.contact === undefined
        ? "Write the shop's name shorter: all else on the card says what the board does."
        : "Write the shop's contact or its name shorter: all else on the card says what the board does.",
    );
  parts.push(...rows.parts, drawRule(FOOT), ...drawFoot(writer, label, language, paper));
  const [width, height] = PAPER[paper];
  const said = [
    words.headline,
    ...writeLines(label, language).map(([caption, text]) => `${caption}: ${text}`),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}mm" height="${height}mm" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" lang="${language}">
<title>${escapeText(`${words.title} ${label.code}`)}</title>
<desc>${escapeText(said.join("\n"))}</desc>
${writer.define()}
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>
${parts.join("\n")}
</svg>
`;
}

function wrap(writer: Writer, face: FaceName, size: number, text: string, width: number): readonly string[] {
  return wrapRow(writer, face, size, text, width).lines;
}

/** `fits` is false where lines are left out. */
function wrapRow(writer: Writer, face: FaceName, size: number, text: string, width: number) {
  const measure = (line: string): number => writer.measure(face, size, line);
  return wrapText(text, measure, new Array<number>(MOST_LINES).fill(width));
}

function drawRows(writer: Writer, label: Label, language: string, top: number, size: number) {
  const parts: string[] = [];
  const left = MARGIN + CAPTION_WIDTH;
  let y = top + size * 0.8;
  for (const [caption, text] of writeLines(label, language)) {
    parts.push(writer.write(SERIF, size, MARGIN, y, caption));
    const { lines, fits } = wrapRow(writer, SANS, size, glueText(text, language), WIDTH - MARGIN - left);
    // A line that is left out is one that the card does not say.
    if (!fits) return { parts, end: HEIGHT };
    for (const line of lines) {
      parts.push(writer.write(SANS, size, left, y, line));
      y += size * PITCH;
    }
    y += ROW_GAP;
  }
  return { parts, end: y - size };
}

function drawRule(y: number): string {
  return `<rect x="${MARGIN}" y="${round(y)}" width="${WIDTH - 2 * MARGIN}" height="0.3"/>`;
}

/** QR code, short code, and how to find that on the display. */
function drawFoot(writer: Writer, label: Label, language: string, paper: PaperSize): string[] {
  const left = MARGIN + QR_SIDE;
  const width = WIDTH - MARGIN - left;
  const parts = [drawCode(label, language, paper), writer.write(SERIF, 8.6, left, FOOT + 14, label.code)];
  const compare = writeCompare(label, language);
  let y = FOOT + 21;
  for (const line of compare === undefined ? [] : wrap(writer, SANS, 3.5, compare, width)) {
    parts.push(writer.write(SANS, 3.5, left, y, line));
    y += 3.5 * PITCH;
  }
  return parts;
}

/** The QR code; its quiet zone reaches into the margin, so that its dark part stands under the text's edge. */
function drawCode(label: Label, language: string, paper: PaperSize): string {
  const [width] = PAPER[paper];
  const most = (side: number): number => ((QR_SIDE / side) * width) / WIDTH;
  const code = (["long", "short"] as const)
    .map((length) => encodeQr(writeQr(label, language, length), "M"))
    .find(({ modules }) => most(modules + QUIET_MODULES) >= LEAST_MODULE_MM);
  if (code === undefined)
    throw new HostError(
      "qr-too-long",
      "the label's address is too long for its QR code",
      "Choose a shorter `label` in shop.yaml, or the larger paper.",
    );
  const module = QR_SIDE / (code.modules + QUIET_MODULES);
  let path = "";
  for (let row = 0; row < code.modules; row++)
    for (let column = 0; column < code.modules; column++)
      if (code.isDark(row, column)) path += `M${column} ${row}h1v1h-1z`;
  const y = FOOT + QUIET_MODULES * module;
  return `<path transform="translate(${MARGIN} ${round(y)}) scale(${round(module, 5)})" d="${path}" shape-rendering="crispEdges"/>`;
}
