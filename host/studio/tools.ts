// `@espruino-tools/core` for the page, where somebody has installed it: a second Bluetooth connection to choose.
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { build } from "esbuild";

const PACKAGE = "@espruino-tools/core";
/** Text of the module that the page loads when the connection is chosen. */
const SOURCE = `import { DeviceController } from "${PACKAGE}";\nexport const createUart = () => new DeviceController().UART;\n`;

/**
 * Bundles the package into one module with `createUart`. It is no dependency: its faults are listed in DESIGN.md.
 * @param from a file beside which the package is looked for
 * @returns undefined where it is not installed, or is none
 */
export async function loadTools(from: string): Promise<Buffer | undefined> {
  try {
    createRequire(from).resolve(PACKAGE);
    const result = await build({
      stdin: { contents: SOURCE, resolveDir: dirname(from) },
      bundle: true,
      write: false,
      format: "esm",
      target: "es2022",
      minify: true,
      legalComments: "none",
      // It prints every byte that it sends and hears.
      drop: ["console"],
      define: { "process.env.NODE_ENV": '"production"' },
      logLevel: "silent",
    });
    return Buffer.from(result.outputFiles[0]?.contents ?? []);
  } catch {
    return undefined;
  }
}
