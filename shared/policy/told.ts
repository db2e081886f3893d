// What an answer is made of. Types only: nothing of this is in a program.

declare const toldBrand: unique symbol;
/** Integers joined by commas that came through `emit` of egress.ts: nothing else is an answer. */
export type Told = string & { readonly [toldBrand]: true };

/** Whoever tells. */
export interface Teller {
  /** Records that were dropped since the start. */
  dropped: number;
}
