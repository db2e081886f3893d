// What could be read of a file, for the rules that look at several parts at once. Parts that are wrong are absent.
import type { Stretch } from "./calendar.ts";
import type { Path } from "./document.ts";
import type { ListedPrice, Stock } from "./list.ts";
import type { Measure } from "./measure.ts";
import type { Board, Exception, Hours, Offer, Question } from "./model.ts";

/** The names of an offer, known even where the rest of it is wrong. */
export interface OfferName {
  readonly id: string | undefined;
  readonly group: string | undefined;
  readonly path: Path;
}

/** What else a price says; minor units. It is checked, and stands in the texts. */
export interface PriceParts {
  readonly contents?: Measure;
  readonly unit?: { readonly price: number; readonly per: Measure };
  readonly deposit?: number;
  readonly fees?: number;
  readonly total?: number;
}

export interface DraftOffer {
  readonly offer: Offer;
  readonly path: Path;
  readonly parts: PriceParts;
  /** Days on which it is not shown, in order. */
  readonly except: readonly Stretch[];
}

export interface Draft {
  readonly names: readonly OfferName[];
  readonly offers: readonly DraftOffer[];
  readonly boards: readonly Board[];
  readonly question: Question | undefined;
  readonly languages: readonly string[];
  /** Opening hours, and the days that have others. */
  readonly hours: readonly Hours[];
  readonly exceptions: readonly Exception[];
  readonly staffEvery: number;
  readonly currency: string | undefined;
  /** Decimals of the currency. */
  readonly digits: number | undefined;
  /** Folder of the shop file: price logs lie in it. */
  readonly folder: string;
  /** By article, from the stock list. */
  readonly stock: ReadonlyMap<string, Stock>;
  /** By article, from the price list. */
  readonly prices: ReadonlyMap<string, ListedPrice>;
  /** The day on which this is checked, days since 1970-01-01; undefined where that shall make no difference. */
  readonly today: number | undefined;
}
