// A percentage off is what the two prices make it, rounded down; nothing is off where no old price is proven.
import { listTexts, replaceFigure } from "../card.ts";
import type { Draft, DraftOffer } from "../draft.ts";
import { findPercents, type Percent } from "../figure.ts";
import type { Report } from "../report.ts";

/** Words that make a percentage a reduction, in Polish, English and German. */
const LESS =
  /(?<!\p{L})(?:off|discount\p{L}*|saved?|saves|savings?|reduc\p{L}+|cheaper|sale|markdown|price cut|rabat\p{L}*|günstiger|billiger|sparen|spart?|sparst|gespart|reduzier\p{L}*|preisnachlass|nachlass|ermäßig\p{L}*|herabgesetzt\p{L}*|taniej|tańsz\p{L}+|zniż\p{L}+|obniż\p{L}+|przecen\p{L}*|upust\p{L}*|bonifikat\p{L}*|promocj\p{L}+|oszczęd\p{L}+)(?!\p{L})/iu;
/** Half of it, in words. */
const HALF =
  /(?<!\p{L})(?:half[- ](?:the )?price|half off|(?:za )?pół ceny|połow[aęy] ceny|zum halben preis|halber preis|halbe[rnm]? preis\p{L}*)(?!\p{L})/iu;
/**
 * Conditions that two prices of one article cannot show: people of some kind or a card of the shop's, wherever on the card …
 * What is second-hand, next to the till or paid by card is no condition.
 */
const PEOPLE =
  /(?<!\p{L})(?:student\p{L}*|studen\p{L}+|pupil\p{L}*|ucz(?:eń|ni)\p{L}*|schüler\p{L}*|senior\p{L}*|member\p{L}*|mitglied\p{L}*|klubowicz\p{L}*|(?:with|mit|z|for|für|dla) (?:\p{L}+ ){0,3}(?:card|karte|kundenkarte|kart[aąęy])|loyal\p{L}*|stał\p{L}+ klient\p{L}*)(?!\p{L})/iu;
/** … or a further copy, right before or behind the percentage. */
const FURTHER =
  "(?:second|third|fourth|2nd|3rd|4th|next|another|drug[aieąy]\\p{L}*|trzeci\\p{L}*|czwart\\p{L}*|kolejn\\p{L}*|następn\\p{L}*|zweite\\p{L}*|dritte\\p{L}*|vierte\\p{L}*|nächste\\p{L}*|weitere\\p{L}*)(?!\\p{L}|[- ]?hand| (?:to|door|wahl|ręki|obieg)(?!\\p{L}))";
const FURTHER_BEFORE = new RegExp(
  `(?<!\\p{L})(?!another)${FURTHER}(?: \\p{L}+){0,2}[ ,:–-]*(?:(?:for|at|with|costs|za|o|z|um|mit|zum|ist|is|jest) )?[-−–]?$`,
  "iu",
);
const FURTHER_BEHIND = new RegExp(
  `^ ?(?:\\p{L}+ ){0,2}(?:(?:on|for|na|za|auf|für|the|a|each|every|das|die|den|der|jedes|jede|każd\\p{L}+) )*${FURTHER}`,
  "iu",
);
/** Buy two, and …: before the percentage. */
const BOUGHT = /(?<!\p{L})(?:buy|buying|kup|przy zakupie|beim kauf)(?!\p{L})/iu;
/** Of what a percentage is a part, where it stands right behind it. */
const CONTENTS =
  /^ ?(?:of )?(?:pure |organic |reines? |czyst\p{L}+ )?(?:cotton|wool|linen|silk|cocoa|arabica|juice|recycled|natural|vol|abv|alc|alk|baumwolle|wolle|leinen|seide|kakao|saft|bio|bawełn|wełn|lnu|len|jedwab|kakao|sok|alkoholu|natural|less sugar|weniger zucker|mniej cukru|energ|strom|wasser|water|prąd|wody)/iu;

export function checkPercents({ offers }: Draft, report: Report): void {
  for (const entry of offers) {
    const texts = listTexts(entry, report);
    for (const { language, text, path } of texts) {
      if (report.isFull()) return;
      const percents = findPercents(text);
      const half = HALF.exec(text);
      if (percents.length === 0 && half === null) continue;
      const card = texts.filter((other) => other.language === language).map((other) => other.text);
      const whole = card.join(". ");
      if (PEOPLE.test(whole)) continue;
      for (const percent of percents)
        if (isClaim(percent, text, whole, entry) && !isForFurther(text, percent.start, percent.end))
          checkClaim(entry, percent.hundredths, percent.number, path, report);
      if (half !== null && !isForFurther(text, half.index, half.index + half[0].length))
        checkClaim(entry, 5000, undefined, path, report);
    }
  }
}

/** Does it hold for a further copy only? */
function isForFurther(text: string, start: number, end: number): boolean {
  const before = text.slice(0, start);
  return FURTHER_BEFORE.test(before) || FURTHER_BEHIND.test(text.slice(end)) || BOUGHT.test(before);
}

/** Does the percentage say by how much something is cheaper? */
function isClaim(percent: Percent, text: string, whole: string, { offer }: DraftOffer): boolean {
  if (CONTENTS.test(text.slice(percent.end))) return false;
  if (percent.isMinus || LESS.test(whole)) return true;
  // Beside an old price a percentage on its own says the same.
  const isAlone =
    `${text.slice(0, percent.start)}${text.slice(percent.end)}`.replace(/[^\p{L}\d]/gu, "") === "";
  return offer.price?.was !== undefined && isAlone;
}

function checkClaim(
  { offer }: DraftOffer,
  hundredths: number,
  number: string | undefined,
  path: readonly (string | number)[],
  report: Report,
): void {
  const { price } = offer;
  const said = number === undefined ? "half of the price" : `${number} %`;
  if (price?.was === undefined) {
    const message = `Nothing proves that ${offer.id} costs ${said} less.`;
    const hint = "Write `was` and `log` under `price`, or leave the claim out.";
    if (price === undefined) report.warning("shop-percent-open", path, message, hint);
    else report.error("shop-percent-unproven", path, message, hint);
    return;
  }
  const off = price.was - price.now;
  const least = Math.floor((off * 100) / price.was);
  // Whole percents, or as exact as the prices are: never more than the reduction.
  if (hundredths >= least * 100 && hundredths * price.was <= off * 10_000) return;
  const message = `${offer.id} costs ${least} % less than before, not ${said}.`;
  const fix = number === undefined ? undefined : replaceFigure(path, number, String(least), report);
  report.error("shop-percent", path, message, `Write ${least} %.`, fix);
}
