// What could be read of a file, for the rules that look at several parts at once. Parts that are wrong are absent.
import type { Path } from "./document.ts";
import type { Board, Offer, Question } from "./model.ts";

/** The names of an offer, known even where the rest of it is wrong. */
export interface OfferName {
  readonly id: string | undefined;
  readonly group: string | undefined;
  readonly path: Path;
}

export interface Draft {
  readonly names: readonly OfferName[];
  readonly offers: readonly { readonly offer: Offer; readonly path: Path }[];
  readonly boards: readonly Board[];
  readonly question: Question | undefined;
  /** Decimals of the currency. */
  readonly digits: number | undefined;
  /** Folder of the shop file: price logs lie in it. */
  readonly folder: string;
}
