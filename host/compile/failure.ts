// The first failing condition of an offer, in a shopkeeper's words.
import {
  REASON_BUSY,
  REASON_DWELL,
  REASON_HOURS,
  REASON_LIGHT,
  REASON_MOOD,
  REASON_PRESENCE,
  REASON_TEMPERATURE,
} from "../../shared/cards/list.ts";
import {
  WHY_NOT_AXIS,
  WHY_NOT_BANNED,
  WHY_NOT_BEFORE,
  WHY_NOT_CLOCK,
  WHY_NOT_DISMISSED,
  WHY_NOT_HOURS,
  WHY_NOT_LANGUAGE,
  WHY_NOT_OVER,
  WHY_NOT_PINNED,
  WHY_NOT_RESTING,
  WHY_NOT_SOLD_OUT,
  WHY_NOT_TIER,
} from "../../shared/offers/explain.ts";
import type { Offer, Shop } from "../shop/model.ts";
import { wordReason } from "./clause.ts";
import { chooseWords } from "./texts.ts";

const WORDS = chooseWords("en").reasons;
const DAY_MS = 86_400_000;
const PLAIN: Readonly<Record<number, string>> = {
  [WHY_NOT_BANNED]: "staff took it off this board",
  [WHY_NOT_SOLD_OUT]: "it is sold out",
  [WHY_NOT_LANGUAGE]: "it has no text in this language",
  [WHY_NOT_CLOCK]: "it waits until the clock is set",
  [WHY_NOT_DISMISSED]: "somebody said “Not this”",
  [WHY_NOT_RESTING]: "it rests after its last play",
  [WHY_NOT_PINNED]: "staff pinned another offer",
  [WHY_NOT_TIER]: "a campaign goes first",
};
/** Kind of reason of each axis, in the order of the AXIS_ constants. */
const AXIS_KINDS = [
  REASON_MOOD,
  REASON_PRESENCE,
  REASON_DWELL,
  REASON_BUSY,
  REASON_LIGHT,
  REASON_TEMPERATURE,
];

/**
 * Says why an offer is not shown.
 * @param failure WHY_NOT_ constant
 */
export function nameFailure(failure: number, offer: Offer, shop: Shop): string {
  const plain = PLAIN[failure];
  if (plain !== undefined) return plain;
  if (failure === WHY_NOT_BEFORE) return `it begins on ${nameDay(offer.when.from ?? 0)}`;
  if (failure === WHY_NOT_OVER) {
    const last = Math.min(offer.when.until ?? offer.approved.review, offer.approved.review);
    return last === offer.when.until
      ? `it ended on ${nameDay(last)}`
      : `its review was due on ${nameDay(last)}`;
  }
  const kind = failure === WHY_NOT_HOURS ? REASON_HOURS : AXIS_KINDS[failure - WHY_NOT_AXIS];
  if (kind !== undefined) return `only when ${wordReason(shop, offer, kind, "en", WORDS)[0]}`;
  return "it is not its turn";
}

/** A day with its year: a review may have been due long ago. */
function nameDay(day: number): string {
  const date = new Date(day * DAY_MS);
  const month = WORDS.months[date.getUTCMonth()] ?? "";
  return `${WORDS.date(date.getUTCDate(), month)} ${date.getUTCFullYear()}`;
}
