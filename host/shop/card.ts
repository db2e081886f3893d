// What stands on the card of an offer, text by text, with its place in the file.
import type { Path } from "./document.ts";
import type { DraftOffer } from "./draft.ts";
import type { Text } from "./model.ts";
import type { Report } from "./report.ts";

export interface CardText {
  readonly language: string;
  readonly text: string;
  readonly path: Path;
}

/** Several rules read the same texts: each is looked up in the file once. */
const known = new WeakMap<DraftOffer, readonly CardText[]>();

/** Title, text and sponsor in each language. */
export function listTexts(entry: DraftOffer, report: Report): readonly CardText[] {
  const before = known.get(entry);
  if (before !== undefined) return before;
  const texts = findTexts(entry, report);
  known.set(entry, texts);
  return texts;
}

function findTexts({ offer, path }: DraftOffer, report: Report): CardText[] {
  const texts = (["title", "text"] as const).flatMap((part) =>
    Object.entries(offer[part]).map(([language, text]) => {
      const own = [...path, part, language];
      // A shop with one language may write the text without it.
      return { language, text, path: report.range(own) === undefined ? [...path, part] : own };
    }),
  );
  return [...texts, ...findSponsors(offer.sponsor ?? {}, [...path, "sponsor"], report)];
}

/** A name that is written once for all languages is one text. */
function findSponsors(sponsor: Text, path: Path, report: Report): CardText[] {
  const names = Object.entries(sponsor).map(([language, text]) => ({
    language,
    text,
    path: [...path, language],
  }));
  const isOne = names.every((name) => report.range(name.path) === undefined);
  return isOne ? names.slice(0, 1).map((name) => ({ ...name, path })) : names;
}

/** A text as it is written with one figure in it replaced; undefined where that figure is not there just once. */
export function replaceFigure(path: Path, from: string, to: string, report: Report): string | undefined {
  const raw = report.range(path)?.raw;
  const pieces = raw?.split(from);
  return pieces?.length === 2 ? pieces.join(to) : undefined;
}
