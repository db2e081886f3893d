// Ctrl-C before any board was asked for anything.
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
