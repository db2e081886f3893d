// How long a card takes to read, which is how long a slot lasts.

import type { Offer } from "../shop/model.ts";
import type { Finding } from "./cards.ts";
import { locatePart } from "./locate.ts";

/** A slot lasts at least and at most so many seconds. */
export const SLOT_SECONDS = { least: 8, most: 20 } as const;

/**
 * Seconds to read a text on a display in passing: three seconds to find it and to turn to it, then 200 words a
 * minute (silent reading of short texts in a second language or at a distance is slower than the 238 a minute of
 * Brysbaert's 2019 meta-analysis).
 */
export function readingSeconds(text: string): number {
  const words = text.split(/\s+/).filter((word) => word !== "").length;
  return 3 + (words * 60) / 200;
}

/** All that is read of an offer before it is known what it is about. */
function wordsOf(offer: Offer, language: string): string {
  return `${offer.title[language] ?? ""} ${offer.text[language] ?? ""} ${offer.sponsor?.[language] ?? ""}`;
}

/** Length of a board's slots: its longest card in any language, in whole seconds. */
export function slotSecondsOf(offers: readonly Offer[], languages: readonly string[]): number {
  let longest: number = SLOT_SECONDS.least;
  for (const offer of offers)
    for (const language of languages) longest = Math.max(longest, readingSeconds(wordsOf(offer, language)));
  return Math.min(SLOT_SECONDS.most, Math.ceil(longest));
}

/** Finds what takes longer to read than the longest slot lasts: finding `card-slow`, at the text, or the title without one. */
export function checkReading(offers: readonly Offer[], languages: readonly string[]): Finding[] {
  return offers.flatMap((offer) =>
    languages.flatMap((language): Finding[] => {
      const seconds = Math.ceil(readingSeconds(wordsOf(offer, language)));
      if (seconds <= SLOT_SECONDS.most) return [];
      const what = offer.text[language] === undefined ? "title" : "text";
      return [
        {
          code: "card-slow",
          severity: "error",
          message: `"${offer.id}" takes ${seconds} s to read (${language}); a card stands for ${SLOT_SECONDS.most} s at most.`,
          hint: "Write it shorter: some 50 words are read in that time.",
          place: locatePart(offer, language, what) ?? offer.place,
        },
      ];
    }),
  );
}
