// Web Bluetooth for Node: a package that is looked for when somebody asks for Bluetooth, and only then.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { HostError } from "../../error.ts";
import type { Bluetooth } from "./bluetooth.ts";

/** Not a dependency: few need it, and it brings a native library. From version 4 on its licence is another. */
const PACKAGE = "webbluetooth";

/**
 * @param load gives the package; tests put another in its place
 * @throws HostError "bluetooth-package" where the package is not installed
 */
export async function loadBluetooth(
  load: (name: string) => Promise<unknown> = loadPackage,
): Promise<Bluetooth> {
  try {
    const { bluetooth } = (await load(PACKAGE)) as { bluetooth: Bluetooth };
    return bluetooth;
  } catch (error) {
    throw new HostError(
      "bluetooth-package",
      "Bluetooth needs a package that is not installed",
      "Run `npm install --no-save webbluetooth@3` in the checkout of Passerby, or use the cable.",
      undefined,
      error,
    );
  }
}

/** Looked for from this file on: the tool itself may run out of a cache elsewhere. */
function loadPackage(name: string): Promise<unknown> {
  return import(pathToFileURL(createRequire(import.meta.url).resolve(name)).href);
}
