import type { Line } from "./line.ts";
import type { Loader } from "./loader.ts";

/**
 * @param romBaud rate that the ROM is spoken to with
 * @param fastBaud rate after its helper program runs
 */
export function createLoader(line: Line, romBaud: number, fastBaud: number): Loader;

/** Makes everything that is still under way fail soon; the line is to be closed next. */
export function abandonLoader(loader: Loader): void;
