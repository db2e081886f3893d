// The files of the page: a fixed list, read and bundled once at the start. Nothing else is ever served.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { build } from "esbuild";
import { findRoot } from "../build/root.ts";
import { HostError } from "../error.ts";
import { loadTools } from "./tools.ts";

export interface Asset {
  readonly type: string;
  readonly body: Buffer;
}

/** Reading in the serif, controls in the sans; latin-ext has the letters of Polish. */
const FONTS = ["latin", "latin-ext"].flatMap((part) => [
  `literata/files/literata-${part}-400-normal.woff2`,
  `literata/files/literata-${part}-400-italic.woff2`,
  `literata/files/literata-${part}-600-normal.woff2`,
  `atkinson-hyperlegible/files/atkinson-hyperlegible-${part}-400-normal.woff2`,
  `atkinson-hyperlegible/files/atkinson-hyperlegible-${part}-700-normal.woff2`,
]);

/** In the order in which they hold. */
const STYLES = ["font.css", "style.css", "board.css", "foot.css", "port.css"];

/**
 * Makes every file of the page, by the path under which it is asked for.
 * @param token what the page sends along with each command
 * @param toolsBeside a file beside which an optional package is looked for; see tools.ts
 * @throws HostError `studio-page` when the page's sources cannot be built
 */
export async function loadAssets(
  token: string,
  toolsBeside: string = join(findRoot(), "package.json"),
): Promise<ReadonlyMap<string, Asset>> {
  const folder = join(findRoot(), "host", "studio", "page");
  const assets = new Map<string, Asset>();
  const tools = await loadTools(toolsBeside);
  if (tools !== undefined) assets.set("/tools.js", { type: "text/javascript; charset=utf-8", body: tools });
  const html = readFileSync(join(folder, "index.html"), "utf8")
    .replace("{token}", token)
    .replace("{tools}", tools === undefined ? "no" : "yes");
  assets.set("/", { type: "text/html; charset=utf-8", body: Buffer.from(html) });
  assets.set("/icon.svg", { type: "image/svg+xml", body: readFileSync(join(folder, "icon.svg")) });
  assets.set("/page.css", { type: "text/css; charset=utf-8", body: readStyles(folder) });
  assets.set("/page.js", { type: "text/javascript; charset=utf-8", body: await bundlePage(folder) });
  const require = createRequire(join(folder, "page.tsx"));
  for (const font of FONTS) {
    const name = font.slice(font.lastIndexOf("/") + 1);
    const body = readFileSync(require.resolve(`@fontsource/${font}`));
    assets.set(`/font/${name}`, { type: "font/woff2", body });
  }
  return assets;
}

function readStyles(folder: string): Buffer {
  return Buffer.concat(STYLES.map((name) => readFileSync(join(folder, name))));
}

async function bundlePage(folder: string): Promise<Buffer> {
  try {
    const result = await build({
      entryPoints: [join(folder, "page.tsx")],
      bundle: true,
      write: false,
      format: "esm",
      target: "es2022",
      minify: true,
      legalComments: "none",
      jsx: "automatic",
      jsxImportSource: "preact",
      logLevel: "silent",
    });
    return Buffer.from(result.outputFiles[0]?.contents ?? []);
  } catch (error) {
    throw new HostError(
      "studio-page",
      "the studio's page could not be built",
      "Run `npm ci` again; if that does not help, the checkout is damaged.",
      undefined,
      error,
    );
  }
}
