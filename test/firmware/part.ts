// Parts of the firmware alone, on files of our own: bundled, and run with an API that has nothing but Storage.
import vm from "node:vm";
import { build } from "esbuild";
import { findRoot } from "../../host/build/root.ts";
import type { Files } from "./machine.ts";

/** @param source text that imports from `./firmware/…` and gives an object of functions as `default` */
export async function loadPart(
  source: string,
  files: Files,
  slot = "a",
): Promise<Record<string, (...values: number[]) => number>> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: findRoot(), loader: "ts" },
    bundle: true,
    write: false,
    format: "iife",
    globalName: "part",
    logLevel: "silent",
    // The bundler would take it for its own.
    define: { require: "openModule" },
  });
  const storage = {
    read(name: string, offset = 0, length = 0): string | undefined {
      return files.get(name)?.slice(offset, length > 0 ? offset + length : undefined);
    },
    write(name: string, data: string | Uint8Array, offset: number): void {
      const bytes = typeof data === "string" ? data : Buffer.from(data).toString("latin1");
      const text = files.get(name);
      if (text === undefined || offset === 0) throw new Error("made anew");
      if (offset + bytes.length > text.length) throw new Error("Too much data for file size");
      if (!/^\xff*$/.test(text.slice(offset, offset + bytes.length))) throw new Error("File already written");
      files.set(name, text.slice(0, offset) + bytes + text.slice(offset + bytes.length));
    },
  };
  const context = vm.createContext({ Uint8Array, passerbySlot: slot, openModule: () => storage });
  vm.runInContext("var global=globalThis;", context);
  vm.runInContext(outputFiles[0].text, context);
  return vm.runInContext("part.default", context);
}
