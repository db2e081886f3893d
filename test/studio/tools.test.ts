// The package `@espruino-tools/core` as a Bluetooth connection to choose: only where it is installed, at its own risk.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { openTools, type ToolsConnection, type ToolsUart } from "../../host/board/transport/tools.ts";
import { type Studio, startStudio } from "../../host/studio/server.ts";
import { loadTools } from "../../host/studio/tools.ts";
import { createBootingBoard, readShown } from "../board/stand.ts";
import { createSmallEngine } from "./bench.ts";
import { createShopFolder, isBrowserMissing, openBrowser } from "./browser.ts";
import { plugIn } from "./port.ts";

/** A `package.json` beside which the package itself is installed; without it a stand-in is used alone. */
const installed = process.env.ESPRUINO_TOOLS ?? "";
const CHOICE = "Over Bluetooth, with @espruino-tools";

/** The package's outside, as its version 1.2.13 has it: a dialogue for the mouse, strings, callbacks. */
const STAND_IN = `
function open(done) {
  const connection = {
    on(event, listener) { this["on" + event] = listener; },
    write(data, written) {
      let rest = Promise.resolve();
      for (let at = 0; at < data.length; at += 20) {
        const piece = Uint8Array.from(data.slice(at, at + 20), (char) => char.charCodeAt(0));
        rest = rest.then(() => this.input.writeValue(piece.buffer));
      }
      rest.then(written);
    },
    close() { this.onclose?.(); },
  };
  navigator.bluetooth.requestDevice().then(async (device) => {
    const service = await (await device.gatt.connect()).getPrimaryService();
    const output = await service.getCharacteristic("6e400003");
    output.addEventListener("", ({ target }) =>
      connection.ondata?.(String.fromCharCode(...new Uint8Array(target.value.buffer))));
    await output.startNotifications();
    connection.input = await service.getCharacteristic("6e400002");
    done(connection);
  });
}
exports.DeviceController = class {
  UART = {
    connect(done) {
      const menu = document.createElement("div");
      const entry = document.createElement("div");
      entry.textContent = "Web Bluetooth";
      entry.onclick = () => { menu.remove(); open(done); };
      menu.append(entry);
      document.body.append(menu);
    },
  };
};`;

function createStandIn(): { file: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), "studio-tools-"));
  const home = join(folder, "node_modules", "@espruino-tools", "core");
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, "package.json"), '{"name":"@espruino-tools/core","main":"index.js"}');
  writeFileSync(join(home, "index.js"), STAND_IN);
  return {
    file: join(folder, "package.json"),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A uart that connects at once, and its connection for the test to play with. */
function createUart(): { uart: ToolsUart; say(data: string): void; lose(): void; written: string[] } {
  const listeners: { data?: (data: string) => void; close?: () => void } = {};
  const written: string[] = [];
  const connection: ToolsConnection = {
    write(data, done) {
      written.push(data);
      done();
    },
    on: (event: "data" | "close", listener: (data: string) => void) =>
      void Object.assign(listeners, { [event]: listener }),
    close: () => listeners.close?.(),
  };
  return {
    uart: { connect: (done) => done(connection) },
    say: (data) => listeners.data?.(data),
    lose: () => listeners.close?.(),
    written,
  };
}

describe("the adapter", () => {
  test("passes every byte both ways, and tells when the link is lost", async () => {
    const { uart, say, lose, written } = createUart();
    let picks = 0;
    const transport = await openTools(uart, () => picks++);
    expect(picks).toBe(1);
    const heard: number[] = [];
    let end: Error | undefined;
    transport.hear({
      data: (bytes) => void heard.push(...bytes),
      closed: (error) => {
        end = error;
      },
    });
    const all = Uint8Array.from({ length: 256 }, (_, i) => i);
    await transport.write(all);
    expect(Buffer.from(written.join(""), "latin1")).toEqual(Buffer.from(all));
    say(written.join(""));
    expect(heard).toEqual([...all]);
    lose();
    expect(end?.message).toContain("lost");
    await expect(transport.write(all)).rejects.toThrow("lost");
    await transport.close();
  });

  test.each<[string, ToolsUart]>([
    ["a closed dialogue", { connect: (done) => done(null) }],
    ["a connection that it forgets about", { connect: () => undefined }],
    [
      "an error of its own",
      {
        connect() {
          throw new TypeError("cannot read properties of null");
        },
      },
    ],
  ])("%s ends with a sentence, and never hangs", async (_, uart) => {
    await expect(openTools(uart, () => undefined, 20)).rejects.toMatchObject({ code: "bluetooth-missing" });
  });

  test("is not offered where the package is not installed", async () => {
    expect(await loadTools(join(tmpdir(), "package.json"))).toBeUndefined();
  });
});

describe.skipIf(isBrowserMissing)("on the page", () => {
  let browser: Browser;
  let studio: Studio;
  let page: Page;
  let shop: ReturnType<typeof createShopFolder>;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    await page.close();
    await studio.close();
    shop.remove();
  });

  async function open(toolsBeside: string) {
    shop = createShopFolder("Small shop\n");
    studio = await startStudio({
      shop: shop.dir,
      port: 0,
      engine: createSmallEngine(),
      boardId: "window",
      toolsBeside,
    });
    const board = createBootingBoard({ packetMs: 5000 });
    page = await browser.newPage();
    const cable = await plugIn(page, board);
    return { board, cable };
  }

  test("installed, it is the last choice and takes a whole deploy", async () => {
    const standIn = createStandIn();
    const { board, cable } = await open(standIn.file);
    standIn.remove();
    await page.goto(studio.url);
    await page.getByRole("button", { name: "Put it on a board…" }).click();
    expect(await page.getByRole("button", { name: /^(By|Over)/ }).allTextContents()).toEqual([
      "By USB cable",
      "Over Bluetooth",
      CHOICE,
    ]);
    await page.getByRole("button", { name: CHOICE }).click();
    await page.getByRole("button", { name: "Put it on", exact: true }).click();
    await page.getByText("over the air nobody can see").waitFor();
    expect(readShown(board)?.slot).toBe("a");
    expect(cable.writes.longest).toBeLessThanOrEqual(20);
  });

  test("not installed, it is not there", async () => {
    await open(join(tmpdir(), "package.json"));
    await page.goto(studio.url);
    await page.getByRole("button", { name: "Put it on a board…" }).click();
    await page.getByRole("button", { name: "Over Bluetooth", exact: true }).waitFor();
    expect(await page.getByRole("button", { name: CHOICE }).count()).toBe(0);
    expect((await fetch(`${studio.url}/tools.js`)).status).toBe(404);
  });

  /** What keeps it from being the page's own connection; see DESIGN.md. */
  describe.skipIf(installed === "")("the package itself", () => {
    /** The head of an answer whose length ends in 19: to the package it means that the board wants a pause. */
    const HEAD = [0x10, 0x01, 0x00, 0x13];

    async function choose(way: string) {
      const stand = await open(installed);
      const lines: string[] = [];
      page.on("console", (message) => void lines.push(message.text()));
      await page.goto(studio.url);
      await page.getByRole("button", { name: "Put it on a board…" }).click();
      return { ...stand, lines, press: () => page.getByRole("button", { name: way, exact: true }).click() };
    }
    const put = () => page.getByRole("button", { name: "Put it on", exact: true }).click();

    test("takes a whole deploy over a good link, but asks the page for styles that it may not have", async () => {
      const { press, lines, board } = await choose(CHOICE);
      await press();
      await put();
      await page.getByText("over the air nobody can see").waitFor();
      expect(readShown(board)?.slot).toBe("a");
      expect(lines.filter((line) => line.includes("Content Security Policy")).length).toBeGreaterThan(0);
      expect(lines.filter((line) => line.startsWith("<UART>"))).toEqual([]);
    });

    test("stops for ever at a byte 19 in an answer; the page's own connection does not", async () => {
      const theirs = await choose(CHOICE);
      await theirs.press();
      await page.getByText("ESP32C3_IDF4").waitFor();
      theirs.cable.say(HEAD);
      await put();
      await page.getByText("was lost").waitFor();
      await page.close();
      await studio.close();
      shop.remove();
      const own = await choose("Over Bluetooth");
      await own.press();
      await page.getByText("ESP32C3_IDF4").waitFor();
      own.cable.say(HEAD);
      await put();
      await page.getByText("over the air nobody can see").waitFor();
    });

    test("does not say that no device was chosen; the page's own connection does", async () => {
      const { press } = await choose(CHOICE);
      const cancel = () => page.evaluate(() => document.documentElement.setAttribute("data-cancel", "yes"));
      await cancel();
      await press();
      await page.waitForTimeout(3000);
      expect(await page.getByText("Choose the board in the browser’s own dialogue.").count()).toBe(1);
      await page.reload();
      await cancel();
      await page.getByRole("button", { name: "Put it on a board…" }).click();
      await page.getByRole("button", { name: "Over Bluetooth", exact: true }).click();
      await page.getByText("No board was chosen.").waitFor();
    });
  });
});
