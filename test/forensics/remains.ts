// What is left of adverts in a memory, and what only looks so. Four bytes of a clock or of a pointer are some advert's now and then:
// of a burst some thousand fragments are looked for, of 111 values a byte. Such a find stands alone. Whatever keeps a piece of an
// advert that is longer than four characters has several of its fragments, and whatever keeps exactly four does so of many adverts.
import { listFragments } from "./sink.ts";

/** What one advert is made of. */
export interface Made {
  readonly address: Uint8Array;
  readonly data: Uint8Array;
}

/** How many adverts of a burst memory still holds something of. */
export interface Remains {
  /** Five characters or more, or four at two places. */
  readonly addresses: number;
  readonly payloads: number;
  /** Addresses and payloads of which there are four characters at one place: by chance one in some thousands of adverts. */
  readonly lone: number;
}

/** Of ten thousand adverts together: chance has been seen to bring one, and hardly brings three. */
export const MOST_LONE = 2;

/** Whether this is nothing of ten thousand adverts, but for what is chance. */
export function isNothing({ addresses, payloads, lone }: Remains): boolean {
  return addresses + payloads === 0 && lone <= MOST_LONE;
}

/** @param isNew a fragment is in memory, and was not before the burst was made */
export function countRemains(burst: readonly Made[], isNew: (fragment: number) => boolean): Remains {
  const count = (bytes: Uint8Array): number => new Set(listFragments(bytes).filter(isNew)).size;
  const [addresses, payloads] = [
    burst.map(({ address }) => count(address)),
    burst.map(({ data }) => count(data)),
  ];
  const kept = (counts: readonly number[]): number => counts.filter((found) => found > 1).length;
  return {
    addresses: kept(addresses),
    payloads: kept(payloads),
    lone: [...addresses, ...payloads].filter((found) => found === 1).length,
  };
}
