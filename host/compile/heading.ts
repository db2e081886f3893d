// The title of a small card: as large as leaves room for the text below it.
import { measureText, type Sheet, type Type } from "./sheet.ts";
import { wrapText } from "./wrap.ts";

/** How a title and the text below it would be set. */
export interface Heading {
  readonly type: Type;
  readonly baseline: number;
  /** Pixels of the title's lines. */
  readonly rooms: readonly number[];
  /** First baseline of the text, and pixels of its lines. */
  readonly first: number;
  readonly widths: readonly number[];
  readonly hasTitle: boolean;
  readonly hasText: boolean;
}

/** Where title and text may stand. */
export interface HeadingRoom {
  /** First baseline of a title. */
  readonly baseline: (type: Type) => number;
  /** From a title's last line to the text: the most, and what may be left of it where there is no more room. */
  readonly after: readonly number[];
  /** Pixels of a line of the title by its baseline: it has two. */
  readonly title: (baseline: number) => number;
  /** Pixels of the text's lines, by its first baseline. */
  readonly text: (first: number) => readonly number[];
}

/**
 * Chooses among a sheet's titles the largest that leaves room for the text; else the largest that fits; else the largest.
 * @param heading glued as it will be set
 */
export function chooseHeading(sheet: Sheet, heading: string, body: string, room: HeadingRoom): Heading {
  const kinds = sheet.titles.flatMap((type) => room.after.map((after) => ({ type, after })));
  const settings = kinds.map(({ type, after }): Heading => {
    const { pitch } = type.typeface;
    const baseline = room.baseline(type);
    const rooms = [baseline, baseline + pitch].map(room.title);
    const titled = wrapText(heading, (line) => measureText(type, line), rooms);
    const first = baseline + Math.max(0, titled.lines.length - 1) * pitch + after;
    const widths = room.text(first);
    const hasText = wrapText(body, (line) => measureText(sheet.text, line), widths).fits;
    return { type, baseline, rooms, first, widths, hasTitle: titled.fits, hasText };
  });
  return (
    settings.find(({ hasTitle, hasText }) => hasTitle && hasText) ??
    settings.find(({ hasTitle }) => hasTitle) ??
    settings[0]
  );
}
