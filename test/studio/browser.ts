// A headless browser for the studio's tests, and what it noticed while the test ran.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";

const PLACES = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
const ARGUMENTS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Where a browser is, if there is one. */
export const browserPath = PLACES.find((path) => path !== undefined && path !== "" && existsSync(path));

/** True = leave the browser's tests out, visibly. Where CI is set a missing browser is a failure instead. */
export const isBrowserMissing = browserPath === undefined && process.env.CI !== "true";

export async function openBrowser(): Promise<Browser> {
  if (browserPath === undefined)
    throw new Error("No browser was found: name one in the environment variable CHROMIUM.");
  return chromium.launch({ executablePath: browserPath, args: ARGUMENTS });
}

/** What a page did that it should not. */
export interface Watch {
  readonly errors: string[];
  /** Everything that it asked for outside of the studio. */
  readonly foreign: string[];
}

/** Notes errors of the page and requests to anywhere but the studio. */
export function watchPage(page: Page, url: string): Watch {
  const watch: Watch = { errors: [], foreign: [] };
  page.on("console", (message) => {
    const isWrong = message.type() === "error" || message.type() === "warning";
    // Reading the canvas back is the test's own doing.
    if (isWrong && !message.text().includes("willReadFrequently")) watch.errors.push(message.text());
  });
  page.on("pageerror", (error) => watch.errors.push(error.message));
  page.on("request", (request) => {
    if (!request.url().startsWith(`${url}/`)) watch.foreign.push(request.url());
  });
  return watch;
}

/** A folder with a shop.yaml, thrown away by `remove`. */
export function createShopFolder(text: string): { dir: string; save(text: string): void; remove(): void } {
  const dir = mkdtempSync(join(tmpdir(), "studio-"));
  const save = (next: string) => writeFileSync(join(dir, "shop.yaml"), next);
  save(text);
  return { dir, save, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

/** Colours of the panel's canvas, each as often as it occurs: enough to see whether the picture changed. */
export function countColours(page: Page): Promise<Record<string, number>> {
  return page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>(".glass canvas");
    const data = canvas?.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    const counts: Record<string, number> = {};
    for (let i = 0; i < data.length; i += 4) {
      const colour = `${data[i]},${data[i + 1]},${data[i + 2]}`;
      counts[colour] = (counts[colour] ?? 0) + 1;
    }
    return counts;
  });
}
