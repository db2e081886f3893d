// Readings as the world delivers them. They reach the functions that reduce them and nothing else: the compiler knows no way
// from one to a number, a text, a key or a line of a log. On a board this file is nothing: what it has is written away.

declare const rawBrand: unique symbol;

/**
 * What a sensor said, before anything of it was left out: the strength of an advert, the level of a line, a point of a touch,
 * a radar's bytes, a range. A symbol to the compiler, because that is what it lets into no sum, comparison or text.
 */
export type Raw<T> = symbol & { readonly [rawBrand]: T };

/** A reading, or what a recording says in its place. */
export type Reading<T> = T | Raw<T>;

/** Marks what a driver put together as a reading. */
export function sealRaw<T>(value: T): Raw<T> {
  return value as unknown as Raw<T>;
}

/** What the reading says. Only for functions that reduce it: host/build/policy names the files that may import this. */
export function openRaw<T>(reading: Reading<T>): T {
  return reading as unknown as T;
}
