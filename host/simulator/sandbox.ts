// A program's own JavaScript realm: Espruino's language and API, and nothing else.
import vm from "node:vm";
import { LANGUAGE, LANGUAGE_ALWAYS } from "./language.ts";
import { PRELUDE } from "./prelude.ts";

/** A program that does not come back from its start within this real time is stopped. */
const START_LIMIT_MS = 10_000;

/** A function of the program. */
export type Callback = (...values: unknown[]) => unknown;

/** Makers of objects in the program's realm. */
interface Made {
  bytes(size: number): Uint8Array;
  touch(x: number, y: number, b: number): object;
  watch(state: boolean, time: number): object;
  advert(rssiDbm: number, id: string, data: ArrayBufferLike): object;
}

/** What the prelude needs of the tool besides the API. */
export interface Tell {
  nowMs(): number;
  /** From 0 to below 1. */
  random(): number;
  clearTimer(id: unknown): void;
  clearTimers(): void;
  read(name: unknown, offset: unknown, length: unknown): string | undefined;
  write(name: unknown, data: unknown, offset: unknown, size: unknown): boolean;
  erase(name: unknown): void;
  getFree(): number;
  /** The module Flash, whose addresses are the chip's. Outside of Storage nothing is known and nothing is changed. */
  readFlash(length: unknown, address: unknown): Uint8Array | undefined;
  writeFlash(data: unknown, address: unknown): void;
  erasePage(address: unknown): void;
  /** SHA-512 of bytes, as an array of the program's realm. */
  hash(data: unknown): ArrayBufferLike | undefined;
  /** Undefined where there is no page; else its length. Pages lie on multiples of it. */
  pageLength(address: unknown): number | undefined;
  /** JSON of the names. */
  list(): string;
  createGraphics(
    width: unknown,
    height: unknown,
    bitsPerPixel: unknown,
    isVertical: boolean,
    isMsb: boolean,
  ): object;
  panel(): object | undefined;
  scan(isOn: boolean): void;
}

export interface Sandbox {
  readonly made: Made;
  /** Runs a text in the global scope. Throws what it throws. */
  evaluate(text: string, name: string): void;
  /** A property of the program's global object. */
  read(name: string): unknown;
  /** Runs what promises have waiting. */
  settle(): void;
}

/** @param api values by dotted name, see PRELUDE */
export function createSandbox(api: Readonly<Record<string, unknown>>, tell: Tell): Sandbox {
  // Promises settle when the tool says so, and never run on in the tool's own turn.
  const context = vm.createContext(
    {},
    { microtaskMode: "afterEvaluate", codeGeneration: { strings: true, wasm: false } },
  );
  const nothing = new vm.Script("0");
  const root = vm.runInContext("globalThis", context) as Record<string, unknown>;
  let isPromised = false;
  const prepare = vm.runInContext(PRELUDE, context, { filename: "prelude" }) as Callback;
  const made = prepare(api, LANGUAGE, LANGUAGE_ALWAYS, {
    ...tell,
    message: readMessage,
    promised: () => {
      isPromised = true;
    },
  }) as Made;
  return {
    made,
    evaluate(text, name) {
      new vm.Script(text, { filename: name }).runInContext(context, { timeout: START_LIMIT_MS });
    },
    read: (name) => root[name],
    settle() {
      while (isPromised) {
        isPromised = false;
        nothing.runInContext(context);
      }
    },
  };
}

/** What an error says, whatever was thrown. */
export function readMessage(error: unknown): string {
  if (typeof error === "object" && error !== null && "message" in error) return String(error.message);
  return String(error);
}
