// A bench: an id, and how its row is found.
import type { Row } from "./row.ts";

export interface Bench {
  readonly id: string;
  /** Undefined where it cannot be measured here: it needs the interpreter. */
  run(isLong: boolean): Promise<Row | undefined>;
}

/** Benches whose id begins so: the others are not paid for. */
export function chooseBenches(benches: readonly Bench[], prefix: string): Bench[] {
  return benches.filter((bench) => bench.id.startsWith(prefix));
}

/** A measurement that several rows share: done at the first call, and only then. */
export function once<T>(measure: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => {
    result ??= measure();
    return result;
  };
}
