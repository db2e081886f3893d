// A whole deploy from the page, over the browser's Web Serial and Web Bluetooth, to a fake board.
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { packContent } from "../../host/studio/content.ts";
import type { Bench } from "../../host/studio/engine.ts";
import { type Studio, startStudio } from "../../host/studio/server.ts";
import type { FakeBoard, FakeOptions } from "../board/fake.ts";
import { createBootingBoard, describeContent, readShown } from "../board/stand.ts";
import { createSmallEngine, SMALL_SHOP } from "./bench.ts";
import { createShopFolder, isBrowserMissing, openBrowser, type Watch, watchPage } from "./browser.ts";
import { type Cable, plugIn } from "./port.ts";

/** A piece of a packet may take the browser a while. */
const PATIENT: FakeOptions = { packetMs: 5000 };
const engine = createSmallEngine();
const [, windowBoard] = SMALL_SHOP.boards;
const bench = await engine.prepare(SMALL_SHOP, windowBoard ?? SMALL_SHOP.boards[0]!);
const wanted = describeContent(bench.pack());

describe.skipIf(isBrowserMissing)("the page's panel that puts the board on a real one", () => {
  let browser: Browser;
  let studio: Studio;
  let shop: ReturnType<typeof createShopFolder>;
  let page: Page;
  let watch: Watch;
  let board: FakeBoard;
  let cable: Cable;

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    await page.close();
    await studio.close();
    shop.remove();
  });

  async function open(options: FakeOptions = {}, boardId = "window"): Promise<void> {
    shop = createShopFolder("Small shop\nall fine\n");
    studio = await startStudio({ shop: shop.dir, port: 0, engine, boardId });
    board = createBootingBoard({ ...PATIENT, ...options });
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    watch = watchPage(page, studio.url);
    cable = await plugIn(page, board);
    await page.goto(studio.url);
    await press("Put it on a board…");
  }
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  const press = (name: string) => button(name).click();
  const panel = () => page.getByRole("region", { name: /^Put “/ });

  describe("on an empty board", () => {
    beforeEach(() => open());

    test.each([
      ["By USB cable", 256],
      ["Over Bluetooth", 20],
    ])(
      "%s: who it is, the whole way to its first card where that can be seen, and then nothing more to do",
      async (way, longest) => {
        await press(way);
        await panel().getByText("ESP32C3_IDF4").waitFor();
        await press("Put it on");
        if (longest > 20) await panel().getByText("Done. window is on the board, verified").waitFor();
        else {
          await panel().getByText("over the air nobody can see its first card").waitFor();
          expect(await panel().getByRole("alert").textContent()).toBe("");
          await press(way);
        }
        expect(readShown(board)?.content).toBe(wanted);
        expect(cable.writes.longest).toBeLessThanOrEqual(longest);
        // Over the air it starts when nobody waits for it any more.
        await expect.poll(() => board.globals.passerbySlot).toBe("a");
        const before = board.changes.count;
        await press("Put it on");
        await panel().getByText("Nothing has changed").waitFor();
        expect(board.changes.count).toBe(before);
        expect(watch).toEqual({ errors: [], foreign: [] });
      },
    );

    test("everything goes by keyboard, and focus is never lost", async () => {
      await button("Put it on a board…").focus();
      await page.keyboard.press("Escape");
      await expect.poll(() => panel().count()).toBe(0);
      await page.keyboard.press("Enter");
      await expect.poll(focused).toBe("By USB cable");
      await page.keyboard.press("Enter");
      await expect.poll(focused).toBe("Put it on");
      await page.keyboard.press("Enter");
      await panel().getByText("Done.").waitFor();
      await expect.poll(focused).toBe("Put it on");
      await page.keyboard.press("Tab");
      expect(await focused()).toBe("Disconnect");
      await page.keyboard.press("Enter");
      await expect.poll(focused).toBe("By USB cable");
      await page.keyboard.press("Escape");
      await expect.poll(focused).toBe("Put it on a board…");
    });

    test("a dialogue that was closed is no error", async () => {
      await page.evaluate(() => {
        document.documentElement.dataset.cancel = "yes";
      });
      for (const way of ["By USB cable", "Over Bluetooth"]) {
        await press(way);
        await panel().getByText("No board was chosen.").waitFor();
        expect(await panel().getByRole("alert").textContent()).toBe("");
      }
    });

    test("a port that another program has is told so, and can be tried again", async () => {
      cable.refusal = "Failed to open serial port.";
      await press("By USB cable");
      await panel().getByText("the browser could not open this port").waitFor();
      await panel()
        .getByText(/Close the other page or program/)
        .waitFor();
      cable.refusal = "";
      await press("By USB cable");
      await button("Put it on").waitFor();
    });

    test("a cable that is pulled is told at once, and the next deploy goes on", async () => {
      await press("By USB cable");
      await button("Put it on").waitFor();
      await cable.unplug();
      await panel().getByText("was lost").waitFor();
      let left = 40;
      cable.onWrite = () => {
        if (left-- === 0) void cable.unplug();
      };
      await press("By USB cable");
      await press("Put it on");
      await panel().getByText("was lost").waitFor();
      expect(readShown(board)).toBeUndefined();
      cable.onWrite = undefined;
      await press("By USB cable");
      await press("Put it on");
      await panel().getByText("Done.").waitFor();
      expect(readShown(board)?.content).toBe(wanted);
    });

    test("it can be stopped, says what is on the board, and goes on", async () => {
      await press("By USB cable");
      await button("Put it on").waitFor();
      let count = 0;
      const seen = new Promise<void>((resolve) => {
        cable.onWrite = () => {
          if (++count === 30) resolve();
        };
      });
      await press("Put it on");
      await seen;
      await press("Stop");
      await panel().getByText("Passerby is not whole on the board yet").waitFor();
      expect(readShown(board)).toBeUndefined();
      await press("By USB cable");
      await press("Put it on");
      await panel().getByText("Done.").waitFor();
      expect(readShown(board)?.content).toBe(wanted);
    });

    test("a shop that cannot be used is not put on; the board stays connected", async () => {
      await press("By USB cable");
      await button("Put it on").waitFor();
      shop.save("Small shop\nwrong\n");
      await page.getByRole("tab", { name: "Shop file (1)" }).waitFor();
      await press("Put it on");
      await panel().getByText("shop.yaml cannot be used as it is").waitFor();
      expect(board.changes.count).toBe(0);
      shop.save("Small shop\nall fine\n");
      await page.getByRole("tab", { name: "Shop file", exact: true }).waitFor();
      await press("Put it on");
      await panel().getByText("Done.").waitFor();
    });

    test("the panel fits the page at 200 % and the page does not grow", async () => {
      await page.setViewportSize({ width: 640, height: 400 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(640);
      const box = await panel().boundingBox();
      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(640);
    });
  });

  test("a board of another kind is refused, and nothing is written", async () => {
    await open({}, "crime-shelf");
    await press("By USB cable");
    await press("Put it on");
    await panel().getByText("this board says that it is ESP32C3_IDF4").waitFor();
    await panel()
      .getByText(/Choose another board at the top of the page/)
      .waitFor();
    expect(board.changes.count).toBe(0);
  });

  test("somebody else's files are only erased when that is said", async () => {
    await open();
    board.storage.write("precious", Buffer.from("mine"));
    const before = board.changes.count;
    await press("By USB cable");
    await press("Put it on");
    await panel().getByText("there is something else on this board: precious").waitFor();
    expect(board.changes.count).toBe(before);
    await press("Erase the board, then put it on");
    await panel().getByText("Done.").waitFor();
    expect(board.storage.list()).not.toContain("precious");
  });

  test("a browser that reaches no boards says what does", async () => {
    await open();
    await page.close();
    page = await browser.newPage();
    await page.addInitScript(() => {
      for (const name of ["serial", "bluetooth"])
        Object.defineProperty(navigator, name, { value: undefined, configurable: true });
    });
    await page.goto(studio.url);
    await press("Put it on a board…");
    await panel().getByText("This browser reaches no boards.").waitFor();
  });

  async function focused(): Promise<string> {
    return page.evaluate(() => document.activeElement?.textContent ?? "");
  }
});

test("what the studio gives is of the board that is looked at, and of no other", () => {
  expect(packContent(bench, "window", false)).toMatchObject({
    boardId: "window",
    kind: "esp32c3-oled",
    isCounting: false,
  });
  const counting: Bench = { ...bench, board: { ...bench.board, statistics: ["footfall"] } };
  expect(packContent(counting, "window", false)).toMatchObject({ isCounting: true });
  const code = (act: () => unknown) => {
    try {
      act();
      return "";
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  expect(code(() => packContent(bench, "till", false))).toBe("studio-board-other");
  expect(code(() => packContent(bench, "window", true))).toBe("studio-broken");
  expect(code(() => packContent(undefined, "window", false))).toBe("studio-no-board");
});
