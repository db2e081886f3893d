// The language's own ways to make a text of anything give nothing usable where they are handed a reading.

/** No text, no number, nothing that anything takes. */
interface RefusedReading {
  readonly refusedReading: never;
}
type SealedReading = import("./raw.ts").Raw<unknown>;

interface JSON {
  stringify(value: SealedReading): RefusedReading;
}
interface StringConstructor {
  (value: SealedReading): RefusedReading;
  readonly prototype: string;
}
interface NumberConstructor {
  (value: SealedReading): RefusedReading;
  readonly prototype: number;
}
