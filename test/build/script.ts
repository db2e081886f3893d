// Bundles as the bundler writes them, run in a context of their own: what they mean is what they leave and write down.
import { Script } from "node:vm";

/** A bundle of some lines. */
export function bundle(lines: string): string {
  return `(() => {\n${lines}\n})();`;
}

/** What a script leaves in `out`, and what it wrote down in `log`; calls in `later` come after its end. */
export function runBundle(text: string): string {
  const context: { out: unknown; log: unknown[]; later: (() => unknown)[] } = {
    out: undefined,
    log: [],
    later: [],
  };
  new Script(text).runInNewContext(context, { timeout: 2000 });
  for (const call of context.later) context.log.push(call());
  return JSON.stringify([context.out, context.log]);
}
