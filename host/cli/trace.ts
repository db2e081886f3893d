// A trace from a file that somebody names.
import { readFileSync, statSync } from "node:fs";
import { HostError } from "../error.ts";
import { parseTrace, type TraceEvent } from "../simulator/trace.ts";

/** A busy day has some 3 MB. */
const MOST_BYTES = 20_000_000;

/** @throws HostError `usage-trace` where no file of this name is */
export function findTrace(file: string): void {
  if (statSync(file, { throwIfNoEntry: false })?.isFile()) return;
  throw new HostError("usage-trace", "there is no trace of this name", "Name a file with --trace.", { file });
}

/**
 * Reads a trace.
 * @throws HostError `usage-trace` if there is none, `trace-…` with the place if it is broken
 */
export function readTrace(file: string): TraceEvent[] {
  findTrace(file);
  let text: string;
  try {
    if (statSync(file).size > MOST_BYTES) throw new RangeError("too large");
    text = readFileSync(file, "utf8");
  } catch (error) {
    const isLarge = error instanceof RangeError;
    throw new HostError(
      isLarge ? "trace-too-large" : "trace-unreadable",
      isLarge ? `the trace has more than ${MOST_BYTES} bytes` : "the trace could not be read",
      isLarge ? "Cut it into several." : "Check its permissions.",
      { file },
      error,
    );
  }
  return parseTrace(text, file);
}
