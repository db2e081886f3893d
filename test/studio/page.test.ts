// The page in a real browser, with the small display of bench.ts behind it.
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Studio, startStudio } from "../../host/studio/server.ts";
import { createSmallEngine } from "./bench.ts";
import {
  countColours,
  createShopFolder,
  isBrowserMissing,
  openBrowser,
  type Watch,
  watchPage,
} from "./browser.ts";

describe.skipIf(isBrowserMissing)("the studio's page", () => {
  let browser: Browser;
  let studio: Studio;
  let shop: ReturnType<typeof createShopFolder>;
  let page: Page;
  let watch: Watch;

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    shop = createShopFolder("Small shop\nall fine\n");
    studio = await startStudio({ shop: shop.dir, port: 0, engine: createSmallEngine() });
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    watch = watchPage(page, studio.url);
    await page.goto(studio.url);
    await page.getByText("A recorded day is playing.").waitFor();
  });
  afterEach(async () => {
    await page.close();
    await studio.close();
    shop.remove();
  });

  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();

  test("opens with the recording playing, on one screen, without errors or foreign requests", async () => {
    const clock = page.locator(".clock .face");
    const before = await clock.textContent();
    await expect.poll(() => clock.textContent()).not.toBe(before);
    expect(Object.keys(await countColours(page)).length).toBeGreaterThan(1);
    const size = await page.evaluate(() => [
      document.documentElement.scrollWidth - window.innerWidth,
      document.documentElement.scrollHeight - window.innerHeight,
    ]);
    expect(size).toEqual([0, 0]);
    expect(await page.getByText("Nothing has left the board.").count()).toBe(1);
    expect(watch).toEqual({ errors: [], foreign: [] });
  });

  test("the watch would have noticed an error and a foreign request", async () => {
    await page.evaluate(() => {
      console.error("on purpose");
      return fetch("http://127.0.0.1:9/").catch(() => undefined);
    });
    expect(watch.errors.length).toBeGreaterThan(0);
  });

  test("the board is drawn at a whole number of screen pixels for each of its own", async () => {
    const box = await page.locator(".glass canvas").boundingBox();
    expect([box?.width, box?.height]).toEqual([640, 480]);
    await page.setViewportSize({ width: 1024, height: 768 });
    expect((await page.locator(".glass canvas").boundingBox())?.width).toBe(640);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1024);
  });

  test("arriving makes one the shopper at real speed, leaving and the way back work", async () => {
    await press("600×");
    await page.getByText("The day is over.").waitFor();
    await press("Arrive");
    await page.getByText("You are the shopper now.").waitFor();
    await page.getByText(/^Somebody is near, for/).waitFor();
    expect(await page.getByRole("button", { name: "1×", exact: true }).getAttribute("aria-pressed")).toBe(
      "true",
    );
    await press("Linger 15 s");
    await page.getByText(/^Somebody lingers here, for/).waitFor();
    await press("Leave");
    await page.getByText("Nobody is near", { exact: true }).waitFor();
    await press("Back to the day’s recording");
    await page.getByText("A recorded day is playing.").waitFor();
  });

  test("a touch reaches the board at that pixel; the reason changes, and forgetting works", async () => {
    await press("Pause");
    await page.locator(".glass").click({ position: { x: 200, y: 100 } });
    await page.getByText("Because you chose Crime.").first().waitFor();
    await page.getByText(/^Somebody chose “Crime”/).waitFor();
    // Twice as large on the screen: this is the panel's pixel 5, 235, where the small display forgets.
    await page.locator(".glass").click({ position: { x: 10, y: 470 } });
    await page.getByText("Because it is its turn.").first().waitFor();
    expect(await page.getByText(/^Somebody chose/).count()).toBe(0);
  });

  test("a broken file says where and what to do, the board goes on; a repaired one ends it", async () => {
    shop.save("Small shop\nall wrong\n");
    await page.getByText("shop.yaml:2:1").waitFor({ timeout: 2000 });
    await page.getByText("Take the line away.").waitFor();
    await page.getByText("The board goes on with the one before.").waitFor();
    const clock = page.locator(".clock .face");
    const before = await clock.textContent();
    await expect.poll(() => clock.textContent()).not.toBe(before);
    shop.save("A new name\nall fine\n");
    await page.getByRole("heading", { name: "A new name" }).waitFor({ timeout: 2000 });
    expect(await page.getByText("shop.yaml:2:1").count()).toBe(0);
  });

  test("the lines of the offer that is shown are under the findings, as text", async () => {
    shop.save("Small shop\n<b>second</b>\nthird\n");
    await press("Pause");
    await page.locator(".glass").click({ position: { x: 200, y: 100 } });
    await page.getByRole("tab", { name: "Shop file" }).click();
    await page.getByText("The neutral card is made by no offer.").waitFor();
    await page.locator(".glass").click({ position: { x: 10, y: 470 } });
    await press("600×");
    await expect
      .poll(() => page.locator(".source li").allTextContents(), { timeout: 60_000 })
      .toContain("2<b>second</b>");
    expect(watch.errors).toEqual([]);
  });

  test("what left the board is listed as soon as something does", async () => {
    await press("Busy");
    await page.getByText("a burst was heard").waitFor();
    expect(await page.getByText("Nothing has left the board.").count()).toBe(0);
  });

  test("the clock can be set and lost", async () => {
    await press("Set…");
    await page.getByLabel("Date and time in the shop").fill("2026-12-01T12:30");
    await press("Set the clock");
    await page.getByText(/^Tue 1 Dec 2026, 12:30/).waitFor();
    await press("Set…");
    await press("Lose the clock");
    await page.getByText("It does not know what time it is").waitFor();
  });

  test("everything can be reached and done by keyboard, and focus can be seen", async () => {
    await press("Pause");
    const seen: string[] = [];
    for (let i = 0; i < 30; i++) {
      await page.keyboard.press("Tab");
      const [name, outline] = await page.evaluate(() => {
        const element = document.activeElement as HTMLElement;
        if (element === document.body) return ["", ""];
        const shown = element.matches(".boards input")
          ? element.nextElementSibling
          : (element.closest(".chart") ?? element);
        return [
          element.getAttribute("aria-label") ?? element.getAttribute("value") ?? element.textContent ?? "",
          getComputedStyle(shown ?? element).outlineStyle,
        ];
      });
      // Behind the last control comes the page itself, then the first one.
      if (name === "" || seen.includes(name)) continue;
      seen.push(name);
      expect([name, outline]).toEqual([name, "solid"]);
    }
    for (const name of ["crime-shelf", "Linger 15 s", "Busy", "Pause", "600×", "Set…", "Time of the day"])
      expect(seen).toContain(name);
    // The finger begins in the middle: one step left, then a touch.
    await page.getByRole("button", { name: /^The touch panel/ }).focus();
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Enter");
    await page.getByText("Because you chose Crime.").first().waitFor();
    await page.getByRole("tab", { name: "Why not the others" }).focus();
    await page.keyboard.press("ArrowRight");
    await page.getByText("Shares so far").waitFor();
  });

  test("the timeline can be scrubbed there and back by keyboard", async () => {
    await press("Pause");
    const slider = page.getByRole("slider", { name: "Time of the day" });
    await slider.focus();
    await page.keyboard.press("End");
    await page.getByText("Fri 27 Nov 2026, 10:10:00").waitFor();
    await page.keyboard.press("Home");
    await page.getByText("Fri 27 Nov 2026, 10:00:00").waitFor();
  });

  test("another board has its own panel and button", async () => {
    await page.getByRole("radio", { name: "window" }).check({ force: true });
    const button = page.getByRole("button", { name: "Boot" });
    await button.waitFor();
    expect(await page.locator(".glass canvas").getAttribute("width")).toBe("128");
    await button.focus();
    await page.keyboard.press("Enter");
    await page.getByText("Because you chose Crime.").first().waitFor();
  });

  test("a server that is gone is said calmly, and the page comes back by itself", async () => {
    const port = Number(new URL(studio.url).port);
    await studio.close();
    await page.getByText("The studio’s server has stopped.").waitFor();
    studio = await startStudio({ shop: shop.dir, port, engine: createSmallEngine() });
    await page.getByText("The studio’s server has stopped.").waitFor({ state: "detached" });
    await page.getByText("A recorded day is playing.").waitFor();
  });

  test("the dark scheme follows the system", async () => {
    const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const light = await paper();
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await paper()).not.toBe(light);
    expect((await page.screenshot()).length).toBeGreaterThan(10_000);
  });

  test("at 200 % everything is still there, one below the other", async () => {
    await page.setViewportSize({ width: 640, height: 400 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(640);
    await page.getByRole("button", { name: "Set…" }).scrollIntoViewIfNeeded();
    expect(await page.getByRole("button", { name: "Set…" }).isVisible()).toBe(true);
  });
});
