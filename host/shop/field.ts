// Where things of a shop stand in its file, for findings that are made long after it was read. They are remembered by
// objects that copies of an offer ("noir-2") share: a text by itself, other keys of an offer by its pace.
import type { Place } from "../error.ts";

/** The place of a key ("qr", or "when.hours" for one within another), or of what lies nearest to it. */
type Locate = (key: string) => Place;

const known = new WeakMap<object, Locate>();

/**
 * Remembers where the keys of something stand.
 * @param owner a text, whose keys are languages, or the `plays` of an offer for the offer's own keys
 */
export function rememberKeys(owner: object, locate: Locate): void {
  known.set(owner, locate);
}

/** Line and column of a key's value; undefined where the thing was in no file. */
export function placeOfKey(owner: object, key: string): Place | undefined {
  return known.get(owner)?.(key);
}
