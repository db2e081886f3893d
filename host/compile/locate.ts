// Where in the shop's file something is written that does not fit a panel or cannot be drawn.
import {
  REASON_BUSY,
  REASON_DATE,
  REASON_DWELL,
  REASON_HOURS,
  REASON_LIGHT,
  REASON_MOOD,
  REASON_PRESENCE,
  REASON_TEMPERATURE,
} from "../../shared/cards/list.ts";
import type { Place } from "../error.ts";
import { placeOfKey } from "../shop/field.ts";
import type { Offer, Shop } from "../shop/model.ts";
import type { Setting } from "./setting.ts";
import { chooseText } from "./texts.ts";

/** Keys of `when` that a reason of a kind speaks of; of those that are written the first. */
const REASON_KEYS: ReadonlyMap<number, readonly string[]> = new Map([
  [REASON_MOOD, ["mood"]],
  [REASON_PRESENCE, ["presence"]],
  [REASON_DWELL, ["dwell"]],
  [REASON_HOURS, ["hours", "days"]],
  [REASON_DATE, ["until", "from"]],
  [REASON_BUSY, ["busy"]],
  [REASON_LIGHT, ["light"]],
  [REASON_TEMPERATURE, ["temperature"]],
]);

/** Where a part of a card is written, if that is a key of its offer. */
export function locatePart(offer: Offer, language: string, what: string, letter?: string): Place | undefined {
  const holds = (text: string | undefined) => letter !== undefined && text?.includes(letter);
  if (what === "title" || holds(offer.title[language])) return placeOfKey(offer.title, language);
  if (what === "text" || holds(offer.text[language])) return placeOfKey(offer.text, language);
  if (what === "price" || what === "old price") return placeOfKey(offer.plays, "price");
  if (what === "sponsor" || holds(offer.sponsor?.[language]))
    return offer.sponsor && placeOfKey(offer.sponsor, language);
  if (what === "till") return placeOfKey(offer.plays, "validAtTill");
  return what === "qr" ? placeOfKey(offer.plays, "qr") : undefined;
}

/** Where the question or one of its answers is written; nothing for the board's own words. */
export function locateWords(
  { question, language }: Setting,
  what: string,
  letter?: string,
): Place | undefined {
  if (question === undefined) return undefined;
  if (what === "question") return placeOfKey(question.text, language);
  const texts = [question.chip, ...question.answers.map(({ text }) => text)];
  const own =
    letter === undefined
      ? texts.find((text) => what === `label "${text[language]}"`)
      : [question.text, ...texts].find((text) => chooseText(text, language).includes(letter));
  return own === undefined ? undefined : placeOfKey(own, language);
}

/**
 * Where what a reason says is written: the answer that it names, or the condition of the offer.
 * @param kind REASON_ constant
 * @param letter the letter that cannot be drawn, where it is about one
 * @returns undefined where the reason is in the board's own words
 */
export function locateReason(
  shop: Shop,
  offer: Offer,
  kind: number,
  language: string,
  letter?: string,
): Place | undefined {
  const { when, plays } = offer;
  if (kind === REASON_MOOD) {
    const named = (shop.question?.answers ?? [])
      .filter(({ id }) => when.moods?.includes(id))
      .map(({ text }) => ({ text, words: chooseText(text, language) }))
      .filter(({ words }) => letter === undefined || words.includes(letter))
      .sort((a, b) => b.words.length - a.words.length);
    // Of several answers that do not fit together the longest can be shortened best.
    if (named.length > 0) return placeOfKey(named[0].text, language);
  }
  const has: Readonly<Record<string, unknown>> = { ...when, mood: when.moods };
  const key = REASON_KEYS.get(kind)?.find((name) => has[name] !== undefined);
  return key === undefined ? undefined : placeOfKey(plays, `when.${key}`);
}
