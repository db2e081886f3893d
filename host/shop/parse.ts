// shop.yaml to a `Shop`. Reads, never writes; reports everything that is wrong, each with its place.
import { dirname } from "node:path";
import { HostError } from "../error.ts";
import { readBoard, readQuestion } from "./board.ts";
import type { Stretch } from "./calendar.ts";
import { type Path, readText, type Source } from "./document.ts";
import type { Draft, OfferName } from "./draft.ts";
import { listClosed } from "./exception.ts";
import { type Header, isSound, readHeader } from "./header.ts";
import { openShop } from "./include.ts";
import { type ListedPrice, readPriceList, readStockList, type Stock } from "./list.ts";
import type { Shop } from "./model.ts";
import { readOffer } from "./offer.ts";
import { createReport, type Fixable, type Report } from "./report.ts";
import { checkAmounts } from "./rules/amounts.ts";
import { checkArticles } from "./rules/articles.ts";
import { checkDue } from "./rules/due.ts";
import { checkGroups } from "./rules/groups.ts";
import { checkInput } from "./rules/input.ts";
import { checkLists } from "./rules/lists.ts";
import { checkLogs } from "./rules/logs.ts";
import { checkNames } from "./rules/names.ts";
import { checkParts } from "./rules/parts.ts";
import { checkPercents } from "./rules/percents.ts";
import { checkPressure } from "./rules/pressure/pressure.ts";
import { checkReach } from "./rules/reach.ts";
import { checkReviews } from "./rules/reviews.ts";
import { checkTitles } from "./rules/titles.ts";
import { checkTone } from "./rules/tone/tone.ts";
import { partSchemas } from "./schema.ts";
import { checkShape } from "./shape.ts";
import { splitOffers } from "./split.ts";

const RULES: readonly ((draft: Draft, report: Report) => void)[] = [
  checkNames,
  checkGroups,
  checkInput,
  checkReviews,
  checkDue,
  checkArticles,
  checkTitles,
  checkLogs,
  checkPercents,
  checkAmounts,
  checkParts,
  checkLists,
  checkPressure,
  checkTone,
];
const NO_HEADER: Header = {
  name: undefined,
  languages: undefined,
  timezone: undefined,
  currency: undefined,
  digits: undefined,
  hours: undefined,
  hoursText: {},
  staffEvery: 0,
  exceptions: [],
};

export interface Checked {
  /** Present if no finding is an error. */
  readonly shop?: Shop;
  /** In the order of the file, then of the parts. */
  readonly findings: readonly Fixable[];
}

/**
 * Reads a shop file.
 * @throws HostError `shop-…` with the place of the first error
 */
export function readShop(path: string): Shop {
  const { shop, findings } = checkShop(path);
  if (shop !== undefined) return shop;
  const errors = findings.filter((finding) => finding.severity === "error");
  const first = errors[0];
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more: see \`passerby check\`)` : "";
  throw new HostError(first.code, `${first.message}${more}`, first.hint, first.place);
}

/**
 * Reads a shop file and everything that is wrong with it. Never throws on content; never writes.
 * @param today also what depends on the day, and what can never be shown; days since 1970-01-01
 */
export function checkShop(path: string, today?: number): Checked {
  const { text, findings } = readText(path, true);
  return text === undefined ? { findings } : checkShopText(text, path, dirname(path), today);
}

/**
 * The same for a text that is not (yet) saved.
 * @param file its name, for places
 * @param folder in which its parts, lists and price logs lie
 */
export function checkShopText(text: string, file: string, folder: string, today?: number): Checked {
  const opened = openShop(text, file, folder);
  if (opened.source === undefined) return { findings: opened.findings };
  const report = createReport(opened.source);
  for (const finding of opened.findings) report.add(finding);
  const shop = readParts(opened.source, file, folder, today, report);
  const findings = [...report.findings].sort(
    (a, b) =>
      Number(a.place.file !== file) - Number(b.place.file !== file) ||
      (a.place.file < b.place.file ? -1 : Number(a.place.file > b.place.file)) ||
      (a.place.line ?? Number.MAX_SAFE_INTEGER) - (b.place.line ?? Number.MAX_SAFE_INTEGER) ||
      (a.place.column ?? 0) - (b.place.column ?? 0),
  );
  return report.hasErrors() || shop === undefined ? { findings } : { shop, findings };
}

type Values = Readonly<Record<string, unknown>>;

function readParts(
  source: Source,
  file: string,
  folder: string,
  today: number | undefined,
  report: Report,
): Shop | undefined {
  const wrong = checkShape(source.value, report);
  const isWrong = (path: Path) => wrong.some((other) => path.every((step, i) => other[i] === step));
  if (wrong.some((path) => path.length === 0) && !isObject(source.value)) return undefined;
  const raw = isObject(source.value) ? source.value : {};

  const parsed = partSchemas.shop.safeParse(raw.shop);
  const header = parsed.success ? readHeader(parsed.data, report) : NO_HEADER;
  const { languages, digits, currency } = header;

  const rawBoards = isObject(raw.boards) ? Object.entries(raw.boards) : [];
  const boards = rawBoards.flatMap(([id, value]) => {
    const board = partSchemas.board.safeParse(value);
    const read = board.success && !isWrong(["boards", id]) ? readBoard(id, board.data, report) : undefined;
    return read === undefined ? [] : [read];
  });
  if (isObject(raw.boards) && rawBoards.length === 0)
    report.error("shop-no-board", ["boards"], "There is no board.", "Add a board, such as `shelf: { … }`.");

  const hasQuestion = raw.question !== undefined;
  const asked = partSchemas.question.safeParse(raw.question);
  const question =
    asked.success && asked.data && languages ? readQuestion(asked.data, languages, report) : undefined;
  const answers = asked.success ? Object.keys(asked.data?.answers ?? {}) : undefined;

  const { prices, stock } = readLists(raw.lists, folder, digits, report);
  const rawOffers: readonly unknown[] = Array.isArray(raw.offers) ? raw.offers : [];
  const names = rawOffers.map((value, index) => nameOf(value, ["offers", index]));
  let closed: readonly Stretch[] | undefined;
  const findClosed = () => {
    closed ??= listClosed(header.exceptions);
    return closed;
  };
  const offers = rawOffers.flatMap((value, index) => {
    const path = ["offers", index];
    const offer = partSchemas.offer.safeParse(addPrice(value, prices));
    const read = offer.success
      ? readOffer(offer.data, path, header, answers, findClosed, folder, report)
      : undefined;
    return read === undefined ? [] : [read];
  });
  const draft: Draft = {
    names,
    offers,
    boards,
    question,
    languages: languages ?? [],
    hours: header.hours ?? [],
    exceptions: header.exceptions,
    staffEvery: header.staffEvery,
    currency,
    digits,
    folder,
    stock,
    prices,
    today,
  };
  for (const check of RULES) check(draft, report);
  const played = splitOffers(draft, report);

  if (!isSound(header) || (hasQuestion && question === undefined)) return undefined;
  const { digits: _, exceptions, ...rest } = header;
  const head = { ...rest, ...(exceptions.length === 0 ? {} : { exceptions }) };
  const shop = { ...head, ...(question === undefined ? {} : { question }), boards, offers: played, file };
  if (today !== undefined && !report.hasErrors()) checkReach(draft, shop, today, report);
  return shop;
}

function readLists(
  raw: unknown,
  folder: string,
  digits: number | undefined,
  report: Report,
): { prices: ReadonlyMap<string, ListedPrice>; stock: ReadonlyMap<string, Stock> } {
  const lists = partSchemas.lists.safeParse(raw);
  const { prices, stock } = (lists.success ? lists.data : undefined) ?? {};
  return {
    prices:
      prices === undefined || digits === undefined
        ? new Map()
        : readPriceList(folder, prices, digits, report),
    stock: stock === undefined ? new Map() : readStockList(folder, stock, report),
  };
}

/** An offer whose price is in the list only. */
function addPrice(value: unknown, prices: ReadonlyMap<string, ListedPrice>): unknown {
  if (prices.size === 0 || !isObject(value) || typeof value.article !== "string") return value;
  const listed = prices.get(value.article);
  return listed === undefined || value.price !== undefined ? value : { ...value, price: listed.raw };
}

function nameOf(value: unknown, path: Path): OfferName {
  const { id, group } = isObject(value) ? value : {};
  return {
    id: typeof id === "string" ? id : undefined,
    group: typeof group === "string" ? group : undefined,
    path,
  };
}

function isObject(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
