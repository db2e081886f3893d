// What a program sends by itself: shared/radio/profile.ts, written anew for a board.
import { join } from "node:path";
import type { Plugin } from "esbuild";
import { buildAdvert, type Emission } from "./advert.ts";

/** Puts what a board sends in place of the file's. @throws HostError as buildAdvert */
export function chooseRadio(root: string, emission: Emission): Plugin {
  const advert = buildAdvert(emission);
  const contents = [
    `export const HAS_ADVERT = ${advert.length > 0};`,
    `export const HAS_STATE = ${emission.radio === "bthome"};`,
    `export const ADVERT = [${advert.join()}];`,
  ].join("\n");
  return {
    name: "radio",
    setup(setup) {
      setup.onLoad({ filter: /[\\/]radio[\\/]profile\.ts$/ }, ({ path }) =>
        path === join(root, "shared", "radio", "profile.ts") ? { contents, loader: "js" } : undefined,
      );
    },
  };
}
