import { describe, expect, it } from "vitest";
import { listenForStop } from "../../host/cli/stop.ts";

describe("a command that ends itself in good order", () => {
  it.each(["SIGINT", "SIGTERM"] as const)(
    "hears %s, and nothing any more once it is done (control)",
    (signal) => {
      const before = process.listenerCount(signal);
      const heard = listenForStop();
      const done = listenForStop();
      done.release();
      expect(process.listenerCount(signal)).toBe(before + 1);
      process.emit(signal);
      expect([heard.signal.aborted, done.signal.aborted]).toEqual([true, false]);
      heard.release();
      expect(process.listenerCount(signal)).toBe(before);
    },
  );
});
