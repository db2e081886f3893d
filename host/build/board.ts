// Which board a program is for: firmware/boards/current.ts, put in place.
import { join, relative, sep } from "node:path";
import type { Plugin } from "esbuild";

/** Puts a kind's own file in place of firmware/boards/current.ts. */
export function chooseBoard(root: string, kind: string): Plugin {
  return {
    name: "board",
    setup(setup) {
      setup.onResolve({ filter: /^\.{1,2}\/(?:[^:]*\/)?current\.ts$/ }, ({ path, resolveDir }) => {
        const file = relative(root, join(resolveDir, path)).split(sep).join("/");
        return file === "firmware/boards/current.ts"
          ? { path: join(root, "firmware", "boards", `${kind}.ts`) }
          : undefined;
      });
    },
  };
}
