// The title of a small card: as large as leaves room for the text below it.
import type { Pen } from "./pen.ts";
import { measureText, noteOverflow, type Sheet, type Type } from "./sheet.ts";
import { SPONSOR_ROOM } from "./sponsor.ts";
import { wrapText } from "./wrap.ts";

/** Rows of a title below its baseline: tails, and a pixel of paper. */
const BELOW_TITLE = 7;

/** How a title and the text below it would be set. */
export interface Heading {
  readonly type: Type;
  readonly baseline: number;
  /** Last baseline of the title. */
  readonly last: number;
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
  /** First row below the title that is taken. */
  readonly floor: number;
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
    const last = baseline + Math.max(0, titled.lines.length - 1) * pitch;
    const first = last + after;
    const widths = room.text(first);
    const hasText = wrapText(body, (line) => measureText(sheet.text, line), widths).fits;
    const hasTitle = titled.fits && last + BELOW_TITLE <= room.floor;
    return { type, baseline, last, rooms, first, widths, hasTitle, hasText };
  });
  return (
    settings.find(({ hasTitle, hasText }) => hasTitle && hasText) ??
    settings.find(({ hasTitle }) => hasTitle) ??
    settings[0]
  );
}

/** Notes a title that would reach into the line that says who paid. @param top first row of that */
export function checkSponsor({ sheet, subject }: Pen, { last }: Heading, top: number): void {
  if (last + BELOW_TITLE > top) noteOverflow(sheet, subject, "sponsor", SPONSOR_ROOM);
}
