// shop.yaml to a `Shop`. Reads, never writes; reports everything that is wrong, each with its place.
import { dirname } from "node:path";
import type { Finding } from "../compile/cards.ts";
import { HostError } from "../error.ts";
import { readBoard, readQuestion } from "./board.ts";
import { openSource, type Path, readText, type Source } from "./document.ts";
import type { Draft, OfferName } from "./draft.ts";
import { type Header, isSound, readHeader } from "./header.ts";
import type { Shop } from "./model.ts";
import { readOffer } from "./offer.ts";
import { createReport, type Report } from "./report.ts";
import { checkArticles } from "./rules/articles.ts";
import { checkGroups } from "./rules/groups.ts";
import { checkInput } from "./rules/input.ts";
import { checkLogs } from "./rules/logs.ts";
import { checkNames } from "./rules/names.ts";
import { checkReviews } from "./rules/reviews.ts";
import { partSchemas } from "./schema.ts";
import { checkShape } from "./shape.ts";

const RULES: readonly ((draft: Draft, report: Report) => void)[] = [
  checkNames,
  checkGroups,
  checkInput,
  checkReviews,
  checkArticles,
  checkLogs,
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
};

export interface Checked {
  /** Present if no finding is an error. */
  readonly shop?: Shop;
  /** In the order of the file. */
  readonly findings: readonly Finding[];
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

/** Reads a shop file and everything that is wrong with it. Never throws on content; never writes. */
export function checkShop(path: string): Checked {
  const { text, findings } = readText(path, true);
  return text === undefined ? { findings } : checkShopText(text, path, dirname(path));
}

/**
 * The same for a text that is not (yet) saved.
 * @param file its name, for places
 * @param folder in which its price logs lie
 */
export function checkShopText(text: string, file: string, folder: string): Checked {
  const opened = openSource(text, file);
  if (opened.source === undefined) return { findings: opened.findings };
  const report = createReport(opened.source);
  for (const finding of opened.findings) report.add(finding);
  const shop = readParts(opened.source, file, folder, report);
  const findings = [...report.findings].sort(
    (a, b) =>
      Number(a.place.file !== file) - Number(b.place.file !== file) ||
      (a.place.line ?? Number.MAX_SAFE_INTEGER) - (b.place.line ?? Number.MAX_SAFE_INTEGER) ||
      (a.place.column ?? 0) - (b.place.column ?? 0),
  );
  return report.hasErrors() || shop === undefined ? { findings } : { shop, findings };
}

function readParts(source: Source, file: string, folder: string, report: Report): Shop | undefined {
  const wrong = checkShape(source.value, report);
  const isWrong = (path: Path) => wrong.some((other) => path.every((step, i) => other[i] === step));
  if (wrong.some((path) => path.length === 0) && !isObject(source.value)) return undefined;
  const raw = isObject(source.value) ? source.value : {};

  const header = partSchemas.shop.safeParse(raw.shop);
  const shop = header.success ? readHeader(header.data, report) : NO_HEADER;

  const rawBoards = isObject(raw.boards) ? Object.entries(raw.boards) : [];
  const boards = rawBoards.flatMap(([id, value]) => {
    const board = partSchemas.board.safeParse(value);
    const read = board.success && !isWrong(["boards", id]) ? readBoard(id, board.data, report) : undefined;
    return read === undefined ? [] : [read];
  });
  if (isObject(raw.boards) && rawBoards.length === 0)
    report.error("shop-no-board", ["boards"], "There is no board.", "Add a board, such as `shelf: { … }`.");

  const hasQuestion = raw.question !== undefined;
  const question = partSchemas.question.safeParse(raw.question);
  const asked =
    question.success && question.data && shop.languages
      ? readQuestion(question.data, shop.languages, report)
      : undefined;
  const answers = question.success ? Object.keys(question.data?.answers ?? {}) : undefined;

  const rawOffers: readonly unknown[] = Array.isArray(raw.offers) ? raw.offers : [];
  const names = rawOffers.map((value, index) => nameOf(value, ["offers", index]));
  const offers = rawOffers.flatMap((value, index) => {
    const path = ["offers", index];
    const offer = partSchemas.offer.safeParse(value);
    const read = offer.success ? readOffer(offer.data, path, shop, answers, report) : undefined;
    return read === undefined ? [] : [{ offer: read, path }];
  });
  const draft = { names, offers, boards, question: asked, digits: shop.digits, folder };
  for (const check of RULES) check(draft, report);

  if (!isSound(shop) || (hasQuestion && asked === undefined)) return undefined;
  const { digits: _, ...head } = shop;
  return {
    ...head,
    ...(asked === undefined ? {} : { question: asked }),
    boards,
    offers: offers.map(({ offer }) => offer),
    file,
  };
}

function nameOf(value: unknown, path: Path): OfferName {
  const { id, group } = isObject(value) ? value : {};
  return {
    id: typeof id === "string" ? id : undefined,
    group: typeof group === "string" ? group : undefined,
    path,
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
