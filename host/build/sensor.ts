// Which sensors a program is for: shared/presence/sensors.ts, written anew for a board.
import { readFileSync } from "node:fs";
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
 * Puts a PIR's own time to settle in place of the one of shared/presence/limits.ts.
 * @param seconds undefined: that of the file
 */
export function chooseWarmUp(root: string, seconds: number | undefined): Plugin {
  return {
    name: "warm-up",
    setup(setup) {
      if (seconds === undefined) return;
      setup.onLoad({ filter: /[\\/]presence[\\/]limits\.ts$/ }, ({ path }) => {
        if (path !== join(root, "shared", "presence", "limits.ts")) return undefined;
        const own = `export const WARM_UP_S = ${Math.trunc(seconds)};`;
        return {
          contents: readFileSync(path, "utf8").replace(/^export const WARM_UP_S = \d+;$/m, own),
          loader: "ts",
        };
      });
    },
  };
}

/**
 * Puts a board's own sensors in place of the file's.
 * @param sensors undefined: those of the file
 * @param hasGates a radar is asked for its engineering mode
 * @param isSurvey for the program that counts readings while a board is calibrated
 */
export function chooseSensors(
  root: string,
  sensors: readonly SensorKind[] | undefined,
  isSurvey: boolean,
  hasGates = false,
): Plugin {
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
        const others = [`export const HAS_GATES = ${hasGates};`, `export const HAS_SURVEY = ${isSurvey};`];
        return { contents: [...lines, ...others].join("\n"), loader: "js" };
      });
    },
  };
}
