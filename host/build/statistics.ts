// What a program counts over time: shared/policy/statistics.ts, written anew for a board.
import { join } from "node:path";
import type { Plugin } from "esbuild";
import { CODE_ANSWERS, CODE_PLAYS, CODES } from "../../shared/policy/record.ts";
import type { StatisticKind } from "../shop/model.ts";

/**
 * Puts what a board counts in place of the file, which says that nothing is.
 * @param statistics undefined: nothing
 */
export function chooseStatistics(root: string, statistics: readonly StatisticKind[] | undefined): Plugin {
  return {
    name: "statistics",
    setup(setup) {
      if (statistics === undefined || statistics.length === 0) {
        // Not even read: its names would else have a say in how the others are shortened.
        setup.onLoad({ filter: /[\\/]firmware[\\/]stats\.ts$/ }, ({ path }) =>
          path === join(root, "firmware", "stats.ts")
            ? { contents: "export const startStats = () => {};", loader: "js" }
            : undefined,
        );
        return;
      }
      setup.onLoad({ filter: /[\\/]policy[\\/]statistics\.ts$/ }, ({ path }) => {
        if (path !== join(root, "shared", "policy", "statistics.ts")) return undefined;
        const has = (kind: StatisticKind): boolean => statistics.includes(kind);
        const constants = {
          HAS_FOOTFALL: has("footfall"),
          HAS_ANSWERS: has("answers"),
          HAS_PLAYS: has("plays"),
          HAS_STATISTICS: true,
          HAS_TALLIES: has("answers") || has("plays"),
          FIRST_TALLY: has("answers") ? CODE_ANSWERS : CODE_PLAYS,
          LAST_TALLY: has("plays") ? CODES : CODE_PLAYS,
        };
        const lines = Object.entries(constants).map(([name, value]) => `export const ${name} = ${value};`);
        return { contents: lines.join("\n"), loader: "js" };
      });
    },
  };
}
