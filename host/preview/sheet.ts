// The contact sheet: every card of every board in every language, each with what there is to say about it.
import { type CompiledBoard, compileBoard } from "../compile/board.ts";
import type { Finding } from "../compile/cards.ts";
import type { LabelMark } from "../compile/mark.ts";
import type { Board, Offer, Shop } from "../shop/model.ts";
import type { Frame, VirtualBoard } from "../simulator/board.ts";
import { showOffer } from "./stage.ts";

export interface SheetCard {
  readonly language: string;
  readonly frame: Frame;
  /** Local time at which the board chose it by itself; undefined = it was pinned, and its reason line says so. */
  readonly at: string | undefined;
  readonly findings: readonly Finding[];
}

interface SheetOffer {
  readonly id: string;
  /** In the first language that it has. */
  readonly title: string;
  /** Languages that it has no text in are left out. */
  readonly cards: readonly SheetCard[];
  /** Of the offer itself, whatever the language. */
  readonly findings: readonly Finding[];
}

export interface SheetBoard {
  readonly board: Board;
  readonly offers: readonly SheetOffer[];
  /** Of the board as a whole: its screens, its pacing, its distance. */
  readonly findings: readonly Finding[];
}

/**
 * Draws all cards of a board.
 * @param languages those of the shop that are wanted
 * @param said findings about the shop's file
 * @param mark what the board shows of its label
 * @param start makes a board without power, with the files of what was compiled
 */
export function drawBoard(
  shop: Shop,
  board: Board,
  languages: readonly string[],
  said: readonly Finding[],
  mark: LabelMark,
  start: (compiled: CompiledBoard) => VirtualBoard,
): SheetBoard {
  const compiled = compileBoard(shop, board, mark);
  const left = new Set(compiled.findings);
  const offers = compiled.offers.map((offer, number): SheetOffer => {
    const about = compiled.findings.filter((finding) => isAbout(finding, offer));
    for (const finding of about) left.delete(finding);
    const cards = languages.flatMap((language): SheetCard[] => {
      if (offer.title[language] === undefined || offer.text[language] === undefined) return [];
      const subject = {
        shop,
        board,
        offer,
        number,
        deployment: compiled.deployment,
        language: shop.languages.indexOf(language),
      };
      const { frame, at } = showOffer(() => start(compiled), subject);
      return [{ language, frame, at, findings: about.filter((finding) => languageOf(finding) === language) }];
    });
    const title = languages.map((language) => offer.title[language]).find((text) => text !== undefined);
    return {
      id: offer.id,
      title: title ?? offer.id,
      cards,
      findings: [
        ...said.filter((finding) => liesIn(finding, offer, shop.offers)),
        ...about.filter((finding) => languageOf(finding) === undefined),
      ],
    };
  });
  return { board, offers, findings: [...left] };
}

/** Findings about a card say whose it is, and stand at what does not fit; others begin at their offer's place and name it. */
function isAbout({ message, place }: Finding, offer: Offer): boolean {
  const card = /card "([^"]*)" in /.exec(message)?.[1];
  if (card !== undefined) return card === offer.id;
  const isThere = place.file === offer.place.file && place.line === offer.place.line;
  return isThere && message.includes(`"${offer.id}"`);
}

/** The language of a card that a finding is about, by the name that the card compiler gives it. */
function languageOf({ message }: Finding): string | undefined {
  return /card "[^"]*" in ([a-z]{2,3}) on board/.exec(message)?.[1];
}

/** Is a place within an offer, which ends where the next one of the same file begins? */
function liesIn({ place }: Finding, offer: Offer, offers: readonly Offer[]): boolean {
  const { file, line = 0 } = offer.place;
  if (place.file !== file || place.line === undefined || place.line < line) return false;
  return !offers.some((other) => {
    const from = other.place.line ?? 0;
    return other.place.file === file && from > line && from <= (place.line ?? 0);
  });
}
