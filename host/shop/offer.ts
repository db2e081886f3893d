// One offer: texts, price, pace, approval.
import { readConditions, readDay } from "./condition.ts";
import type { Path } from "./document.ts";
import type { Header } from "./header.ts";
import type { Offer, Price } from "./model.ts";
import { formatPrice, parsePrice } from "./money.ts";
import { quote, type Report } from "./report.ts";
import type { RawOffer } from "./schema.ts";
import { parseDuration } from "./span.ts";
import { readText } from "./text.ts";

/** Longest rest: the board's memory of plays is a ring of fixed size. */
const MOST_REST_SECONDS = 7200;

/**
 * Reads one offer.
 * @param answers ids of the question's answers; undefined while the question itself is wrong
 * @returns undefined if anything that it needs could not be read; the report says what
 */
export function readOffer(
  raw: RawOffer,
  path: Path,
  header: Header,
  answers: readonly string[] | undefined,
  report: Report,
): Offer | undefined {
  const { languages } = header;
  const title = languages && readText(raw.title, [...path, "title"], languages, report);
  const text = languages && readText(raw.text, [...path, "text"], languages, report);
  const price = raw.price && readPrice(raw.price, [...path, "price"], header, report);
  const when = readConditions(raw.when ?? {}, [...path, "when"], answers, report);
  const review = readDay(raw.approved.review, [...path, "approved", "review"], report);
  const restSeconds = raw.plays?.rest === undefined ? 0 : (parseDuration(raw.plays.rest) ?? 0);
  if (restSeconds > MOST_REST_SECONDS) {
    const restPath = [...path, "plays", "rest"];
    report.error(
      "shop-rest",
      restPath,
      "The board does not remember plays for that long.",
      "Write at most 2 h.",
    );
  }
  if (title === undefined || text === undefined || when === undefined || review === undefined)
    return undefined;
  if (raw.price !== undefined && price === undefined) return undefined;
  return {
    id: raw.id,
    group: raw.group,
    tier: raw.tier ?? "regular",
    title,
    text,
    ...(raw.article === undefined ? {} : { article: raw.article }),
    ...(price === undefined ? {} : { price }),
    when,
    plays: { share: raw.plays?.share ?? 1, restSeconds, perHour: raw.plays?.perHour ?? 0 },
    approved: { by: raw.approved.by, review },
    place: report.locate(path),
  };
}

function readPrice(
  raw: NonNullable<RawOffer["price"]>,
  path: Path,
  header: Header,
  report: Report,
): Price | undefined {
  const { digits, currency } = header;
  if (digits === undefined || currency === undefined) return undefined;
  const read = (key: "now" | "was"): number | undefined => {
    const value = raw[key];
    const minor = value === undefined ? undefined : parsePrice(value, digits);
    if (value !== undefined && minor === undefined) {
      const hint = `Write it as ${formatPrice(399 * 10 ** Math.max(0, digits - 1), digits)}.`;
      report.error("shop-price", [...path, key], `${quote(value)} is not a price in ${currency}.`, hint);
    }
    return minor;
  };
  const now = read("now");
  const was = read("was");
  if (now === undefined || (raw.was !== undefined && was === undefined)) return undefined;
  if (was !== undefined && was <= now) {
    const hint = "Leave `was` out, or correct one of the two.";
    report.error("shop-price-was", [...path, "was"], "The old price is not above the new one.", hint);
  }
  return {
    now,
    ...(was === undefined ? {} : { was }),
    ...(raw.log === undefined ? {} : { log: raw.log }),
  };
}
