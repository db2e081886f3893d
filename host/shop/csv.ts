// Lists as a spreadsheet saves them: commas or semicolons, texts in double quotes, a head with names of columns.
import type { Finding } from "../compile/cards.ts";
import { quote } from "./report.ts";

const MOST_ROWS = 20_000;
const MOST_FINDINGS = 20;

export interface Row {
  /** Line in the file, from 1. */
  readonly line: number;
  /** By name of the column; blanks around are gone; empty = absent. */
  readonly cells: ReadonlyMap<string, string>;
}

export interface Sheet {
  readonly rows: readonly Row[];
  readonly findings: readonly Finding[];
}

/**
 * Reads a list. Never throws; a line that is none has a finding.
 * @param needed columns that must be there
 * @param others columns that may be there
 */
export function parseCsv(
  text: string,
  file: string,
  needed: readonly string[],
  others: readonly string[],
): Sheet {
  const findings: Finding[] = [];
  const add = (line: number, code: string, message: string, hint: string) => {
    const place = { file, line, column: 1 };
    if (findings.length < MOST_FINDINGS) findings.push({ code, severity: "error", message, hint, place });
  };
  const lines = text.replace(/^\ufeff/, "").split(/\r\n|\n|\r/);
  const rows: Row[] = [];
  let head: string[] | undefined;
  let separator = ",";
  for (let i = 0; i < lines.length && rows.length < MOST_ROWS; i++) {
    const line = lines[i];
    if (line.trim() === "" || line.startsWith("#")) continue;
    if (head === undefined) {
      separator = line.includes(";") ? ";" : ",";
      head = (splitLine(line, separator) ?? []).map((name) => name.toLowerCase());
      const missing = needed.find((name) => !head?.includes(name));
      const unknown = head.find((name) => !needed.includes(name) && !others.includes(name));
      const hint = `The first line names the columns: ${[...needed, ...others].join(",")}`;
      if (missing !== undefined)
        add(i + 1, "shop-list-column", `There is no column ${quote(missing)}.`, hint);
      else if (unknown !== undefined)
        add(i + 1, "shop-list-column", `There is no use for a column ${quote(unknown)}.`, hint);
      else if (new Set(head).size < head.length)
        add(i + 1, "shop-list-column", "A column is there twice.", hint);
      if (findings.length > 0) return { rows, findings };
      continue;
    }
    const cells = splitLine(line, separator);
    if (cells === undefined)
      add(i + 1, "shop-list-row", "A quote is opened and not closed.", "Each row stands on one line.");
    else if (cells.length > head.length)
      add(i + 1, "shop-list-row", "This row has more cells than the first line.", "Put texts in quotes.");
    else
      rows.push({
        line: i + 1,
        cells: new Map(head.map((name, n): [string, string] => [name, cells[n] ?? ""]).filter(([, c]) => c)),
      });
  }
  if (head === undefined)
    add(1, "shop-list-column", "The list is empty.", `Begin with a line ${needed.join(",")}`);
  else if (rows.length === MOST_ROWS)
    add(rows[MOST_ROWS - 1].line, "shop-too-large", "The list is too long.", `${MOST_ROWS} rows are read.`);
  return { rows, findings };
}

/** Cells of a line, blanks around them gone; undefined where a quote is not closed. */
function splitLine(line: string, separator: string): string[] | undefined {
  const cells: string[] = [];
  let cell = "";
  let isQuoted = false;
  for (let i = 0; i < line.length; i++) {
    const char = line[i];
    if (isQuoted && char === '"' && line[i + 1] === '"') {
      cell += '"';
      i++;
    } else if (char === '"' && (isQuoted || cell.trim() === "")) isQuoted = !isQuoted;
    else if (char === separator && !isQuoted) {
      cells.push(cell.trim());
      cell = "";
    } else cell += char;
  }
  cells.push(cell.trim());
  return isQuoted ? undefined : cells;
}
