// Which sensors a program is for: shared/presence/sensors.ts, written anew for a board.
import { join } from "node:path";
import type { Plugin } from "esbuild";
import type { SensorKind } from "../shop/model.ts";

/** The constant of each sensor there. */
const CONSTANTS: Readonly<Record<SensorKind, string>> = {
  touch: "HAS_TOUCH",
  button: "HAS_BUTTON",
  pir: "HAS_PIR",
  radar: "HAS_RADAR",
  scan: "HAS_SCAN",
  "radar-uart": "HAS_RADAR_UART",
  distance: "HAS_DISTANCE",
};

/**
 * Puts a board's own sensors in place of the file's.
 * @param sensors undefined: those of the file
 */
export function chooseSensors(root: string, sensors: readonly SensorKind[] | undefined): Plugin {
  return {
    name: "sensors",
    setup(setup) {
      if (sensors === undefined) return;
      setup.onLoad({ filter: /[\\/]presence[\\/]sensors\.ts$/ }, ({ path }) => {
        if (path !== join(root, "shared", "presence", "sensors.ts")) return undefined;
        const has = new Set<string>(sensors);
        const lines = Object.entries(CONSTANTS).map(
          ([sensor, name]) => `export const ${name} = ${has.has(sensor)};`,
        );
        return { contents: [...lines, "export const HAS_GATES = false;"].join("\n"), loader: "js" };
      });
    },
  };
}
