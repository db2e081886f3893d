// What a program sends by itself. The bundler writes what the board's section of the shop asks for in place of this file;
// a board that asks for nothing has nothing of it in its program. Nothing is imported here: only then the bundler folds
// what is false.

/** It sends something: the profiles `link` and `bthome`. */
export const HAS_ADVERT: boolean = false;
/** Among it that somebody is near: the profile `bthome`. */
export const HAS_STATE: boolean = false;
/** The advert's payload, at most 31 bytes. */
export const ADVERT: readonly number[] = [];
