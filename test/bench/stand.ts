// Runs the bench's own scripts in Node, with as much of Espruino's globals as they use.
import { compileFunction } from "node:vm";

const LEAST_NS = 20_000_000n;
const ROUNDS = 5;

interface Api {
  [name: string]: unknown;
}

/** What the scripts use of Espruino's globals. */
export function createApi(): Api {
  const files = new Map<string, string>();
  const bytesOf = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "latin1"));
  const api: Api = {
    E: { toArrayBuffer: (text: string) => bytesOf(text).buffer, toUint8Array: bytesOf },
    NRF: {
      setScan(listener: unknown) {
        api["#onblescan"] = listener;
      },
    },
    require: () => ({
      write: (name: string, part: string, offset: number) =>
        files.set(name, (files.get(name) ?? "").slice(0, offset) + part),
      read: (name: string) => files.get(name),
    }),
    atob: (text: string) => Buffer.from(text, "base64").toString("latin1"),
  };
  api.global = api;
  return api;
}

/** Runs a script of the project's own and gives the value of an expression in its scope. */
export function runScript(setup: string, expression: string): unknown {
  const api = createApi();
  const names = Object.keys(api);
  const script = compileFunction(`${setup}\nreturn ${expression};`, names);
  return script(...names.map((name) => api[name]));
}

/** Nanoseconds of one repetition of `body`, the least of some rounds. */
export function timeScript(setup: string, body: string): number {
  const loop = runScript(setup, `function($n){for(var $i=0;$i<$n;$i++){${body}}}`) as (times: number) => void;
  let times = 1;
  while (time(loop, times) < LEAST_NS) times *= 2;
  let least = time(loop, times);
  for (let round = 1; round < ROUNDS; round++) {
    const spent = time(loop, times);
    if (spent < least) least = spent;
  }
  return Number(least) / times;
}

function time(loop: (times: number) => void, times: number): bigint {
  const start = process.hrtime.bigint();
  loop(times);
  return process.hrtime.bigint() - start;
}
