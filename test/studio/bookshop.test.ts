// The page in a real browser with everything real behind it: the sample shop, the shipping program, the simulator.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compileCards } from "../../host/compile/layout.ts";
import { readShop } from "../../host/shop/parse.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import { type Studio, startStudio } from "../../host/studio/server.ts";
import {
  ACTION_ANSWER,
  ACTION_FORGET,
  ACTION_QUESTION,
  ACTION_WHY,
  SCREEN_CONTROLS,
  SCREEN_QUESTION,
  SCREEN_TAPPED,
} from "../../shared/cards/list.ts";
import { countColours, isBrowserMissing, openBrowser, type Watch, watchPage } from "./browser.ts";

const TEMPLATE = new URL("../../host/templates/bookshop", import.meta.url).pathname;
/** The page draws each of the panel's pixels as two by two. */
const SCALE = 2;

describe.skipIf(isBrowserMissing)("the sample bookshop in the studio", () => {
  let dir: string;
  let browser: Browser;
  let studio: Studio;
  let page: Page;
  let watch: Watch;

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), "studio-"));
    cpSync(TEMPLATE, dir, { recursive: true });
    studio = await startStudio({ shop: dir, boardId: "crime-shelf", port: 0 });
    browser = await openBrowser();
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    watch = watchPage(page, studio.url);
    await page.goto(studio.url);
    await page.getByText("A recorded day is playing.").waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await studio?.close();
    rmSync(dir, { recursive: true, force: true });
  });

  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
  const known = (text: RegExp | string) => page.locator(".knowledge dt").filter({ hasText: text });

  async function tap(screen: number, action: number): Promise<void> {
    const shop = readShop(join(dir, "shop.yaml"));
    const board = shop.boards.find(({ id }) => id === "crime-shelf");
    if (board === undefined) throw new Error("the sample shop has no crime-shelf");
    const offers = shop.offers.filter(({ group }) => board.groups.includes(group));
    const { regions } = compileCards(shop, board, offers, HARDWARE[board.kind]);
    const region = regions[screen]?.find((candidate) => candidate.action === action);
    if (region === undefined) throw new Error(`screen ${screen} has no action ${action}`);
    const position = {
      x: (region.x + region.width / 2) * SCALE,
      y: (region.y + region.height / 2) * SCALE,
    };
    await page.locator(".glass").click({ position });
  }

  test("opens with the recorded day playing, a picture on the panel and a reason beside it", async () => {
    await expect.poll(async () => Object.keys(await countColours(page)).length).toBeGreaterThan(2);
    expect((await page.locator(".why .title").textContent())?.length).toBeGreaterThan(0);
    expect(await page.getByText("Nothing has left the board.").count()).toBe(1);
    expect(await page.locator(".drawer .rows li").count()).toBeGreaterThan(5);
  });

  test("somebody arrives, answers the question, sees why, and has it forgotten", async () => {
    await page.getByRole("slider", { name: "Time of the day" }).focus();
    await page.keyboard.press("Home");
    await page.getByText("Fri 27 Nov 2026, 09:45").waitFor();
    await press("Set…");
    await page.getByLabel("Date and time in the shop").fill("2026-11-27T17:00");
    await press("Set the clock");
    await known("It is Fri 17:00").waitFor();
    await press("Linger 15 s");
    await known(/^Somebody lingers/).waitFor();
    await tap(SCREEN_CONTROLS, ACTION_QUESTION);
    await tap(SCREEN_QUESTION, ACTION_ANSWER + 1);
    await known(/^Somebody chose/).waitFor();
    await expect.poll(() => page.locator(".why .sentence").textContent()).toMatch(/^Because you chose /);
    const card = await countColours(page);
    await tap(SCREEN_TAPPED, ACTION_WHY);
    await expect.poll(() => countColours(page)).not.toEqual(card);
    await press("Leave");
    await press("10×");
    await known(/^Nobody is near/).waitFor();
    expect(await known(/^Somebody chose/).count()).toBe(0);
  });

  test("what was tapped is forgotten at once when somebody says so", async () => {
    await press("Back to the day’s recording");
    await page.getByRole("slider", { name: "Time of the day" }).focus();
    await page.keyboard.press("Home");
    await page.getByText("Fri 27 Nov 2026, 09:45").waitFor();
    await press("Linger 15 s");
    await tap(SCREEN_CONTROLS, ACTION_QUESTION);
    await tap(SCREEN_QUESTION, ACTION_ANSWER + 1);
    await known(/^Somebody chose/).waitFor();
    await tap(SCREEN_TAPPED, ACTION_FORGET);
    await known(/^Somebody chose/).waitFor({ state: "detached" });
  });

  test("a broken shop.yaml is shown with its line, the board goes on, and a repaired one is taken", async () => {
    const path = join(dir, "shop.yaml");
    const good = readFileSync(path, "utf8");
    const line = good.split("\n").findIndex((text) => text.startsWith("offers:")) + 1;
    writeFileSync(path, good.replace(/^offers:/m, "ofers:"));
    await page.getByText(`shop.yaml:${line}:1`).first().waitFor();
    await page.getByText("The board goes on with the one before.").waitFor();
    const clock = page.locator(".clock .face");
    const before = await clock.textContent();
    await expect.poll(() => clock.textContent()).not.toBe(before);
    writeFileSync(path, good.replace(/^( *name: ).*$/m, "$1The other bookshop"));
    await page.getByRole("heading", { name: "The other bookshop" }).waitFor();
    expect(await page.getByText("The board goes on with the one before.").count()).toBe(0);
  });

  test("every board of the shop can be looked at", async () => {
    for (const [board, width] of [
      ["window", "128"],
      ["till", "320"],
      ["crime-shelf", "320"],
    ] as const) {
      await page.getByRole("radio", { name: board }).check({ force: true });
      await page.locator(`.glass canvas[width="${width}"]`).waitFor();
      await page.locator(`.boards input[value="${board}"]:checked`).waitFor();
      await page.getByText("Preparing the board…").waitFor({ state: "detached" });
      await expect.poll(async () => Object.keys(await countColours(page)).length).toBeGreaterThan(1);
    }
  });

  test("none of this made an error or asked anything but the studio", () => {
    expect(watch).toEqual({ errors: [], foreign: [] });
  });
});
