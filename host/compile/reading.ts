// How long a card takes to read, which is how long a slot lasts.
import type { Offer } from "../shop/model.ts";

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

/** Length of a board's slots: its longest card in any language, in whole seconds. */
export function slotSecondsOf(offers: readonly Offer[], languages: readonly string[]): number {
  let longest: number = SLOT_SECONDS.least;
  for (const offer of offers)
    for (const language of languages)
      longest = Math.max(
        longest,
        readingSeconds(
          `${offer.title[language] ?? ""} ${offer.text[language] ?? ""} ${offer.sponsor?.[language] ?? ""}`,
        ),
      );
  return Math.min(SLOT_SECONDS.most, Math.ceil(longest));
}
