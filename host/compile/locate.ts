// Where in the shop's file something is written that does not fit a panel or cannot be drawn.
import type { Place } from "../error.ts";
import { placeOfKey } from "../shop/field.ts";
import type { Offer } from "../shop/model.ts";
import type { Setting } from "./setting.ts";

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
export function locateWords({ question, language }: Setting, what: string): Place | undefined {
  if (question === undefined) return undefined;
  if (what === "question") return placeOfKey(question.text, language);
  const texts = [question.chip, ...question.answers.map(({ text }) => text)];
  const own = texts.find((text) => what === `label "${text[language]}"`);
  return own === undefined ? undefined : placeOfKey(own, language);
}
