// One offer: texts, price, pace, approval.
import type { Stretch } from "./calendar.ts";
import { readConditions, readDay } from "./condition.ts";
import type { Path } from "./document.ts";
import type { DraftOffer } from "./draft.ts";
import { readExcept } from "./exception.ts";
import { rememberKeys } from "./field.ts";
import type { Header } from "./header.ts";
import type { Offer } from "./model.ts";
import { readPicture } from "./picture.ts";
import { readPrice } from "./price.ts";
import type { Report } from "./report.ts";
import type { RawOffer } from "./schema.ts";
import { parseDuration } from "./span.ts";
import { readSponsor, readText } from "./text.ts";

/** Longest rest: the board's memory of plays is a ring of fixed size. */
const MOST_REST_SECONDS = 7200;

/**
 * Reads one offer.
 * @param answers ids of the question's answers; undefined while the question itself is wrong
 * @param closed days on which the shop is closed
 * @param folder of the shop file: its picture lies in it
 * @returns undefined if anything that it needs could not be read; the report says what
 */
export function readOffer(
  raw: RawOffer,
  path: Path,
  header: Header,
  answers: readonly string[] | undefined,
  closed: () => readonly Stretch[],
  folder: string,
  report: Report,
): DraftOffer | undefined {
  const { languages } = header;
  const title = languages && readText(raw.title, [...path, "title"], languages, report);
  const text = languages && readText(raw.text, [...path, "text"], languages, report);
  const read = raw.price && readPrice(raw.price, [...path, "price"], header, report);
  const when = readConditions(raw.when ?? {}, [...path, "when"], answers, report);
  const except =
    raw.when?.except === undefined
      ? []
      : readExcept(raw.when.except, [...path, "when", "except"], closed, report);
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
  const picture = readPicture(raw, path, folder, report);
  const sponsor =
    languages && raw.sponsor !== undefined
      ? readSponsor(raw.sponsor, [...path, "sponsor"], languages, report)
      : undefined;
  if (title === undefined || text === undefined || when === undefined || review === undefined)
    return undefined;
  if (except === undefined || (raw.price !== undefined && read === undefined)) return undefined;
  const offer: Offer = {
    id: raw.id,
    group: raw.group,
    tier: raw.tier ?? "regular",
    title,
    text,
    ...(raw.article === undefined ? {} : { article: raw.article }),
    ...(read === undefined ? {} : { price: read.price }),
    ...(raw.qr === undefined ? {} : { qr: raw.qr }),
    ...(picture === undefined ? {} : { picture }),
    ...(sponsor === undefined ? {} : { sponsor }),
    ...(raw.validAtTill === true ? { isValidAtTill: true } : {}),
    when,
    plays: { share: raw.plays?.share ?? 1, restSeconds, perHour: raw.plays?.perHour ?? 0 },
    approved: { by: raw.approved.by, review },
    place: report.locate(path),
  };
  rememberKeys(offer.plays, (key) => report.locate([...path, ...key.split(".")]));
  return { offer, path, parts: read?.parts ?? {}, except };
}
