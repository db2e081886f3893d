// Ctrl-C, and a system that asks a command to end: before any board was asked for anything, and after.
import { HostError } from "../error.ts";

/**
 * Waits for work that needs no board; what it still does after Ctrl-C is nobody's any more.
 * @param work that would go on for long is given a signal that ends it: until then the process stays
 * @param hint what was not done, and what to do next
 * @throws HostError "stopped" on Ctrl-C, and what the work throws
 */
export async function untilStop<Result>(
  work: Promise<Result> | ((signal: AbortSignal) => Promise<Result>),
  hint: string,
): Promise<Result> {
  const ending = new AbortController();
  let stop = (): void => undefined;
  const stopped = new Promise<never>((_, reject) => {
    stop = () => {
      reject(new HostError("stopped", "stopped", hint));
      ending.abort();
    };
  });
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  try {
    return await Promise.race([stopped, typeof work === "function" ? work(ending.signal) : work]);
  } finally {
    process.off("SIGINT", stop);
    process.off("SIGTERM", stop);
  }
}

/** Somebody wants a command to end. */
export interface Stop {
  readonly signal: AbortSignal;
  /** Listens no more. */
  release(): void;
}

/** Listens for Ctrl-C and for SIGTERM, for work that ends itself in good order and says what state the board is in. */
export function listenForStop(): Stop {
  const ending = new AbortController();
  const stop = (): void => ending.abort();
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  return {
    signal: ending.signal,
    release() {
      process.off("SIGINT", stop);
      process.off("SIGTERM", stop);
    },
  };
}
