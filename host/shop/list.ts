// Prices and stock from lists that a spreadsheet or a till writes, by article.
import type { Finding } from "../compile/cards.ts";
import type { Place } from "../error.ts";
import { parseCsv } from "./csv.ts";
import { parseDate } from "./date.ts";
import { readText } from "./document.ts";
import { resolveInside } from "./folder.ts";
import { parsePrice } from "./money.ts";
import { quote, type Report } from "./report.ts";
import type { RawPrice } from "./schema.ts";

const MOST_COUNT = 1_000_000;

export interface Stock {
  /** Pieces, 0 = sold out. */
  readonly count: number;
  /** Day on which they were counted, days since 1970-01-01. */
  readonly asOf: number | undefined;
  readonly place: Place;
}

export interface ListedPrice {
  readonly raw: RawPrice;
  /** Minor units. */
  readonly now: number;
  readonly place: Place;
}

type Cells = ReadonlyMap<string, string>;
type Add = (message: string, hint: string) => void;

/** The price list: article,now and, if they are there, was and log. */
export function readPriceList(
  folder: string,
  name: string,
  digits: number,
  report: Report,
): ReadonlyMap<string, ListedPrice> {
  const prices = new Map<string, ListedPrice>();
  readList(folder, name, "prices", ["article", "now"], ["was", "log"], report, (cells, place, add) => {
    const article = cells.get("article") ?? "";
    const [now, was] = ["now", "was"].map((column) => {
      const text = cells.get(column);
      const minor = text === undefined ? undefined : parsePrice(text, digits);
      if (minor === undefined && (text !== undefined || column === "now"))
        add(`${quote(text ?? "")} is not a price.`, "Write prices such as 39.90.");
      return minor === undefined ? undefined : text;
    });
    const minor = now === undefined ? undefined : parsePrice(now, digits);
    if (now === undefined || minor === undefined) return;
    if (prices.has(article)) {
      add(`${quote(article)} is in the list twice.`, "Keep one of the two rows.");
      return;
    }
    const log = cells.get("log");
    const raw = { now, ...(was === undefined ? {} : { was }), ...(log === undefined ? {} : { log }) };
    prices.set(article, { raw, now: minor, place });
  });
  return prices;
}

/** The stock list: article,count and, if it is there, asof. */
export function readStockList(folder: string, name: string, report: Report): ReadonlyMap<string, Stock> {
  const stock = new Map<string, Stock>();
  readList(folder, name, "stock", ["article", "count"], ["asof"], report, (cells, place, add) => {
    const article = cells.get("article") ?? "";
    const text = cells.get("count") ?? "";
    const count = /^\d{1,7}$/.test(text) ? Number(text) : Number.NaN;
    const day = cells.get("asof");
    const asOf = day === undefined ? undefined : parseDate(day);
    if (!(count <= MOST_COUNT)) add(`${quote(text)} is not a number of pieces.`, "Write a whole number.");
    else if (day !== undefined && asOf === undefined)
      add(`No calendar has the day ${quote(day)}.`, "Write year-month-day.");
    else if (stock.has(article)) add(`${quote(article)} is in the list twice.`, "Keep one of the two rows.");
    else stock.set(article, { count, asOf, place });
  });
  return stock;
}

function readList(
  folder: string,
  name: string,
  key: string,
  needed: readonly string[],
  others: readonly string[],
  report: Report,
  read: (cells: Cells, place: Place, add: Add) => void,
): void {
  const path = ["lists", key];
  const file = resolveInside(folder, name);
  if (file === undefined) {
    const hint = `Put the list beside the shop file, such as ${key}.csv.`;
    report.error("shop-list-outside", path, "This path leads out of the shop's folder.", hint);
    return;
  }
  const { text, findings } = readText(file);
  if (text === undefined) {
    const [first] = findings;
    report.error("shop-list-file", path, `The list cannot be read: ${first.message}`, first.hint);
    return;
  }
  const sheet = parseCsv(text, file, needed, others);
  for (const finding of sheet.findings) report.add(finding);
  for (const row of sheet.rows) {
    const place = { file, line: row.line, column: 1 };
    const add: Add = (message, hint) => {
      const finding: Finding = { code: "shop-list-row", severity: "error", message, hint, place };
      report.add(finding);
    };
    read(row.cells, place, add);
  }
}
