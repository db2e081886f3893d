// Ctrl-C while a deploy is under way, and `deploy --watch` until Ctrl-C.
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { lockState } from "../../host/board/transport/lock.ts";
import { say } from "../cli/terminal.ts";
import { type Bridge, bridgeBoard } from "./bridge.ts";
import { runCommand } from "./command.ts";
import type { FakeBoard } from "./fake.ts";
import { createBootingBoard, readShown } from "./stand.ts";

const interpreter = process.env.ESPRUINO ?? "";
const BOARD = ["--board", "window"];
const folder = mkdtempSync(join(tmpdir(), "passerby-stop-"));
const shop = join(folder, "shop");
const file = join(shop, "shop.yaml");
cpSync("host/templates/bookshop", shop, { recursive: true });
const text = readFileSync(file, "utf8");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The shop with another title of an offer on this board. */
function changed(title: string): string {
  return text.replace("en: Coffee by the window", `en: ${title}`);
}

/** As the terminal does it, but to nobody besides. */
function pressCtrlC(): void {
  process.emit("SIGINT");
}

describe("Ctrl-C", () => {
  let board: FakeBoard;
  let bridge: Bridge;
  beforeEach(async () => {
    board = createBootingBoard();
    bridge = await bridgeBoard(board);
  });
  afterEach(() => {
    bridge.close();
    writeFileSync(file, text);
  });
  const deploy = (...more: string[]) =>
    runCommand(["deploy", "--shop", shop, ...BOARD, "--port", bridge.port, ...more]);

  it("at any moment of a deploy ends it in good order; the board shows what it showed, and the next goes on", async () => {
    const listeners = process.listenerCount("SIGINT");
    await deploy();
    const first = readShown(board)?.content;
    writeFileSync(file, changed("Another coffee"));
    let from = 0;
    for (const pieces of [1, 3, 6]) {
      bridge.onPiece = (count) => {
        from ||= count;
        if (count === from + pieces - 1) pressCtrlC();
      };
      const error = await deploy().catch((reason: unknown) => reason);
      bridge.onPiece = undefined;
      from = 0;
      expect(error).toMatchObject({ code: "stopped", hint: expect.stringContaining("whole") });
      expect(readShown(board)?.content).toBe(first);
    }
    await deploy();
    expect(readShown(board)?.content).not.toBe(first);
    expect(process.listenerCount("SIGINT")).toBe(listeners);
  });

  it.each([[[]], [["--watch"]]])(
    "while the program is still being built ends it before a board is touched: %j",
    async (more) => {
      const asked = deploy(...more);
      setTimeout(pressCtrlC, 10);
      await expect(asked).rejects.toMatchObject({
        code: "stopped",
        hint: expect.stringContaining("No board was touched"),
      });
      await new Promise((resolve) => setTimeout(resolve, 3000));
      expect(readShown(board)).toBeUndefined();
    },
  );

  it.each([
    ["audit", "The board was not asked yet"],
    ["build", "Nothing was written"],
  ])("while %s builds ends it, and says what was not done", async (command, hint) => {
    const listeners = process.listenerCount("SIGINT");
    const asked = say(
      command,
      "--shop",
      shop,
      ...BOARD,
      ...(command === "audit" ? ["--port", bridge.port] : []),
    );
    await expect
      .poll(() => process.listenerCount("SIGINT"), { interval: 1, timeout: 60_000 })
      .toBeGreaterThan(listeners);
    pressCtrlC();
    const { code, errors } = await asked;
    expect([code, errors]).toEqual([1, expect.stringContaining(hint)]);
  });

  it.each([
    ["flash", "No board was touched yet"],
    ["audit", "The board was not asked yet"],
  ])("while %s gets its release ends it, and the download with it", async (command, hint) => {
    let asked = 0;
    let left = 0;
    // Takes every request, and answers none.
    const server = createServer((request) => {
      asked++;
      request.on("close", () => left++);
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const from = `http://127.0.0.1:${(server.address() as AddressInfo).port}/espruino.tgz`;
    const said = say(command, "--from", from, ...(command === "audit" ? ["--deep"] : []));
    await expect.poll(() => asked, { interval: 1, timeout: 60_000 }).toBe(1);
    expect(left).toBe(0);
    pressCtrlC();
    const { code, errors } = await said;
    expect([code, errors]).toEqual([1, expect.stringContaining(hint)]);
    await expect.poll(() => left, { timeout: 60_000 }).toBe(1);
    server.close();
  });

  it("is not needed to go back: that asks of the shop only which board it is", async () => {
    await deploy();
    const first = readShown(board)?.content;
    writeFileSync(file, changed("Another coffee"));
    await deploy();
    expect(readShown(board)?.content).not.toBe(first);
    writeFileSync(file, text.replace("name: Księgarnia Pod Lipą", `name: ${"Księgarnia ".repeat(8)}`));
    // The control: this shop cannot be deployed.
    await expect(deploy()).rejects.toMatchObject({ code: expect.stringMatching(/^card-/) });
    expect(await deploy("--back")).toContain("the one again");
    expect(readShown(board)?.content).toBe(first);
  });

  it("while the port is still waited for ends it at once", async () => {
    const state = mkdtempSync(join(folder, "held-"));
    await lockState(state);
    // It would wait for the lock: this process holds it.
    const asked = runCommand(["console", "--port", `process:${process.execPath}`, "--state", state]);
    setTimeout(pressCtrlC, 300);
    await expect(asked).rejects.toMatchObject({ code: "stopped" });
  });

  it("ends --watch; until then each saved change is deployed, and a file that is wrong is not", async () => {
    const watching = deploy("--watch");
    const shown = () => readShown(board)?.content;
    await expect.poll(shown, { timeout: 60_000 }).toBeDefined();
    const first = shown();
    // The first deploy may not be over yet: nothing that is saved meanwhile is missed.
    writeFileSync(file, changed("Another coffee"));
    await expect.poll(shown, { timeout: 60_000 }).not.toBe(first);
    const second = shown();
    writeFileSync(file, "name: [");
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(shown()).toBe(second);
    writeFileSync(file, text);
    await expect.poll(shown, { timeout: 60_000 }).toBe(first);
    pressCtrlC();
    // Where a deploy is under way it is ended first.
    expect(await watching).toContain("window:");
    writeFileSync(file, changed("A third coffee"));
    await new Promise((resolve) => setTimeout(resolve, 1500));
    // A restart that was on its way still counts itself; the content is the one before.
    expect(shown()).toBe(first);
  });

  it.skipIf(!interpreter)(
    "from a terminal: a sentence, exit code 1, no interpreter left, and the board whole",
    async () => {
      const state = join(folder, "state");
      const words = [...BOARD, "--port", `process:${interpreter}`, "--state", state];
      await runCommand(["deploy", "--shop", shop, ...words]);
      writeFileSync(file, changed("Another coffee"));
      const child = spawn(process.execPath, ["host/passerby.mjs", "deploy", "--shop", shop, ...words]);
      let errors = "";
      child.stderr.on("data", (part: Buffer) => {
        errors += part.toString();
      });
      let holder = 0;
      await expect
        .poll(
          () => {
            try {
              holder = JSON.parse(readFileSync(join(state, "board.lock"), "utf8")).child;
            } catch {
              // It is still being built.
            }
            return holder;
          },
          { timeout: 60_000, interval: 5 },
        )
        .toBeGreaterThan(0);
      child.kill("SIGINT");
      const code = await new Promise((resolve) => child.once("exit", resolve));
      expect([code, errors]).toEqual([1, expect.stringContaining("The board is whole")]);
      expect(() => process.kill(holder, 0)).toThrow();
      expect(JSON.parse(await runCommand(["deploy", "--shop", shop, ...words, "--json"])).did).toBe(
        "deployed",
      );
    },
  );
});
