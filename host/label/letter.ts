// Text as outlines, so that a label prints the same wherever it is printed: no typeface has to be there.
import { type Face, type FaceName, openFace, type PathCommand } from "../compile/face.ts";
import { HostError } from "../error.ts";

export interface Writer {
  /** Millimetres that a text takes, kerning included. @param size em, millimetres */
  measure(face: FaceName, size: number, text: string): number;
  /** SVG of a line. @param baseline millimetres from the top */
  write(face: FaceName, size: number, x: number, baseline: number, text: string): string;
  /** SVG of all glyphs that were written so far, each once. */
  define(): string;
}

/** @throws HostError `label-letter` from `measure` and `write`, for a letter that the face has not */
export function createWriter(): Writer {
  const glyphs = new Map<string, string>();

  function walk(name: FaceName, text: string, see: (char: string, at: number) => void): number {
    const face = openFace(name);
    let at = 0;
    let previous = "";
    for (const char of text) {
      if (previous !== "") at += face.kern(previous, char);
      see(char, at);
      at += findOutline(face, char).advance;
      previous = char;
    }
    return at;
  }

  return {
    measure: (name, size, text) => (walk(name, text, () => {}) * size) / openFace(name).unitsPerEm,
    write(name, size, x, baseline, text) {
      const scale = size / openFace(name).unitsPerEm;
      const parts: string[] = [];
      walk(name, text, (char, at) => {
        const { commands } = findOutline(openFace(name), char);
        if (commands.length === 0) return;
        const id = `${name[0]}${char.codePointAt(0)?.toString(36)}`;
        glyphs.set(id, `<path id="${id}" d="${commands.map(writeCommand).join("")}"/>`);
        parts.push(`<use href="#${id}" x="${at}"/>`);
      });
      return `<g transform="translate(${round(x)} ${round(baseline)}) scale(${round(scale, 6)} ${round(-scale, 6)})">${parts.join("")}</g>`;
    },
    define: () => `<defs>${[...glyphs.values()].join("")}</defs>`,
  };
}

function findOutline(face: Face, char: string) {
  const outline = face.find(char === "\u00a0" ? " " : char);
  if (outline !== undefined) return outline;
  const hint = "Write the shop's name and contact with letters of its languages.";
  throw new HostError("label-letter", `the label's typeface has no letter "${char}"`, hint);
}

function writeCommand(c: PathCommand): string {
  if (c.type === "Z") return "Z";
  if (c.type === "M" || c.type === "L") return `${c.type}${c.x} ${c.y}`;
  if (c.type === "Q") return `Q${c.x1} ${c.y1} ${c.x} ${c.y}`;
  return `C${c.x1} ${c.y1} ${c.x2} ${c.y2} ${c.x} ${c.y}`;
}

/** A number with so few decimals that the same label is the same text everywhere. */
export function round(value: number, decimals = 3): string {
  return String(Number(value.toFixed(decimals)));
}
