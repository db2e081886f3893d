// A walk from the page, over Web Serial, with a fake board that counts: what was learnt is in shop.yaml.
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Studio, startStudio } from "../../host/studio/server.ts";
import { createFakeBoard, type FakeBoard } from "../board/fake.ts";
import { ROOT } from "../build/fixture.ts";
import { isBrowserMissing, openBrowser, type Watch, watchPage } from "./browser.ts";
import { plugIn } from "./port.ts";

/** The board's time goes in steps of so much, some of them at once: a busy machine makes it slow, and no pause longer. */
const STEP_MS = 50;
const STEPS = 10;
const DRIVE_MS = 5;
/** Seconds between two movements that its PIR sees. */
const PAUSE_S = 8;

interface CountingBoard extends FakeBoard {
  restarts: number;
  drawn: number;
  driver: ReturnType<typeof setInterval> | undefined;
}

/** A display that shows a card, with what the program that counts needs: time, a PIR's line, a panel. */
function createCountingBoard(): CountingBoard {
  const board = createFakeBoard({ env: "ESP32_CYD", console: "Serial1", packetMs: 5000 });
  const counting = Object.assign(board, { restarts: 0, drawn: 0, driver: undefined }) as CountingBoard;
  interface Timer {
    readonly act: () => void;
    readonly everyMs: number;
    dueMs: number;
  }
  const timers = new Set<Timer>();
  let nowMs = 0;
  const clear = (): void => timers.clear();
  const start = (act: () => void, everyMs: number) =>
    void timers.add({ act, everyMs, dueMs: nowMs + everyMs });
  counting.driver = setInterval(() => {
    for (let step = 0; step < STEPS; step++) {
      nowMs += STEP_MS;
      for (const timer of [...timers])
        if (timer.dueMs <= nowMs) {
          timer.dueMs += timer.everyMs;
          timer.act();
        }
    }
  }, DRIVE_MS);
  const nothing = (): void => undefined;
  Object.assign(board.globals, {
    getTime: () => 1000 + nowMs / 1000,
    setInterval: start,
    clearInterval: clear,
    clearWatch: nothing,
    setWatch(listener: (event: { state: boolean }) => void) {
      let seconds = 0;
      start(() => {
        seconds = (seconds + 1) % PAUSE_S;
        if (seconds === 0) {
          listener({ state: true });
          listener({ state: true });
        } else if (seconds === 1) listener({ state: false });
      }, 1000);
    },
    digitalRead: () => 0,
    analogWrite: nothing,
    NRF: { sleep: nothing, setScan: nothing },
    g: { setBgColor: nothing, setColor: nothing, clear: nothing, fillRect: () => void counting.drawn++ },
  });
  Object.assign(board.globals.E as object, { kickWatchdog: nothing });
  const show = (): void => {
    board.globals.passerby = (command: number) => (command === 0 ? "0" : "-1");
  };
  board.onRestart = () => {
    counting.restarts++;
    clear();
    show();
  };
  show();
  return counting;
}

describe.skipIf(isBrowserMissing)("a walk from the page", () => {
  let browser: Browser;
  let folder: string;
  let studio: Studio;
  let page: Page;
  let watch: Watch;
  let board: CountingBoard;

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    clearInterval(board.driver);
    await page.close();
    await studio.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(): Promise<void> {
    folder = mkdtempSync(join(tmpdir(), "passerby-walk-"));
    cpSync(join(ROOT, "host/templates/bookshop"), folder, { recursive: true });
    studio = await startStudio({ shop: folder, port: 0, boardId: "till" });
    board = createCountingBoard();
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(60_000);
    watch = watchPage(page, studio.url);
    await plugIn(page, board);
    await page.goto(studio.url);
    for (const name of ["Put it on a board…", "By USB cable", "Calibrate…"]) await press(name);
  }
  const press = (name: string | RegExp) => page.getByRole("button", { name, exact: true }).click();
  const text = () => readFileSync(join(folder, "shop.yaml"), "utf8");

  test("goes from place to place, shows what was counted, and writes it into the board's section", async () => {
    await open();
    const before = text();
    for (const title of ["1 of 4: Nobody", "2 of 4: In front", "3 of 4: At the edge", "4 of 4: Passing by"]) {
      await page.getByText(title).waitFor();
      await press(/^It is so/);
    }
    await page.getByText("Written into shop.yaml.").waitFor();
    await page.getByText(/^PIR: time since it last saw movement: hold \d+ s$/).waitFor();
    expect(await page.getByRole("img", { name: /^PIR: .*At the edge$/ }).count()).toBe(1);
    const after = text();
    const hold = Number(/^ {6}pirHold: (\d+) s$/m.exec(after)?.[1]);
    expect(hold).toBeGreaterThanOrEqual(PAUSE_S - 1);
    expect(hold).toBeLessThanOrEqual(PAUSE_S + 2);
    for (const line of before.split("\n")) expect(after).toContain(line);
    // The notice was on its panel; afterwards it shows its card again.
    expect([board.drawn > 100, board.restarts]).toEqual([true, 1]);
    expect(watch).toEqual({ errors: [], foreign: [] });
  });

  test("that is stopped writes nothing, and the board shows again what it showed", async () => {
    await open();
    const before = text();
    await page.getByText("1 of 4: Nobody").waitFor();
    await press(/^It is so/);
    await page.getByText("2 of 4: In front").waitFor();
    await press("Stop");
    await page.getByText("Nothing was written.").waitFor();
    expect(text()).toBe(before);
    expect(board.restarts).toBe(1);
    await press("Calibrate…");
    await page.getByText("1 of 4: Nobody").waitFor();
    await press("Stop");
    await page.getByText("Nothing was written.").waitFor();
  });
});
