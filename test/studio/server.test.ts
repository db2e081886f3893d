import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { HostError } from "../../host/error.ts";
import type { Engine } from "../../host/studio/engine.ts";
import { type Studio, startStudio } from "../../host/studio/server.ts";
import { createSmallEngine } from "./bench.ts";

let dir: string;
let studio: Studio;
let port: number;
let token: string;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "studio-"));
  writeFileSync(join(dir, "shop.yaml"), "Small shop\n");
  writeFileSync(join(dir, "secret.txt"), "nobody may read this");
  studio = await startStudio({ shop: dir, port: 0, engine: createSmallEngine() });
  port = Number(new URL(studio.url).port);
  const html = (await ask("GET", "/")).body;
  token = /name="studio-token" content="([^"]+)"/.exec(html)?.[1] ?? "";
});

afterAll(async () => {
  await studio.close();
  rmSync(dir, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly body: string;
}

function ask(
  method: string,
  path: string,
  body?: string,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return new Promise((done, fail) => {
    const asking = request({ host: "127.0.0.1", port, method, path, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (part: string) => {
        text += part;
      });
      response.on("end", () =>
        done({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      );
    });
    asking.on("error", fail);
    asking.end(body);
  });
}

function command(body: string, headers: Record<string, string> = {}): Promise<Answer> {
  return ask("POST", "/command", body, { origin: studio.url, "x-studio-token": token, ...headers });
}

const codeIn = (answer: Answer): string => JSON.parse(answer.body).code;

test("the page, its script, styles, icon and fonts are served, with a policy that loads nothing from elsewhere", async () => {
  for (const path of [
    "/",
    "/page.js",
    "/page.css",
    "/icon.svg",
    "/font/literata-latin-ext-400-normal.woff2",
  ]) {
    const answer = await ask("GET", path);
    expect([path, answer.status]).toEqual([path, 200]);
    expect(answer.headers["content-security-policy"]).toContain("default-src 'none'");
    expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
    expect(answer.body.length).toBeGreaterThan(100);
  }
});

test("a request under another name is refused, whatever it asks for", async () => {
  for (const path of ["/", "/feed", "/command"])
    expect((await ask("GET", path, undefined, { host: `evil.example:${port}` })).status).toBe(421);
  expect((await command('{"do":"arrive"}', { host: "evil.example" })).status).toBe(421);
  expect((await ask("GET", "/", undefined, { host: `localhost:${port}` })).status).toBe(200);
});

test.each([
  "/secret.txt",
  "/../secret.txt",
  "/..%2fsecret.txt",
  "/font/../../../secret.txt",
  "/%2e%2e/%2e%2e/etc/passwd",
  "/shop.yaml",
  "/constructor",
  "//evil.example/",
])("nothing but the page's own files is served: %s is not found", async (path) => {
  const answer = await ask("GET", path);
  expect(answer.status).toBe(404);
  expect(answer.body).not.toContain("nobody may read");
});

test("a good command is obeyed", async () => {
  expect((await command('{"do":"speed","speed":0}')).status).toBe(204);
});

test("a command from another page, or without the token, is refused", async () => {
  expect((await command('{"do":"arrive"}', { origin: "http://evil.example" })).status).toBe(403);
  expect((await command('{"do":"arrive"}', { "x-studio-token": "guess" })).status).toBe(403);
  expect((await ask("POST", "/command", '{"do":"arrive"}')).status).toBe(403);
});

test.each([
  "",
  "{",
  "null",
  "[]",
  '{"do":"format"}',
  '{"do":"arrive","more":1}',
  '{"do":"speed","speed":7}',
  '{"do":"touch","x":-1,"y":0}',
  '{"do":"touch","x":1.5,"y":0}',
  '{"do":"touch","x":400,"y":100}',
  '{"do":"seek","atMs":1e99}',
  '{"do":"board","id":"../../etc"}',
  '{"do":"__proto__"}',
])("%j is refused as no command", async (body) => {
  const answer = await command(body);
  expect(answer.status).toBe(400);
  expect(codeIn(answer)).toBe("studio-command");
});

test("an unknown board is refused by name", async () => {
  const answer = await command('{"do":"board","id":"attic"}');
  expect(answer.status).toBe(400);
  expect(codeIn(answer)).toBe("studio-board-unknown");
});

test("a board's content is given to the page that looks at it, and to nobody else", async () => {
  const asking = '{"do":"content","id":"crime-shelf"}';
  const answer = await command(asking);
  expect([answer.status, answer.headers["access-control-allow-origin"]]).toEqual([200, undefined]);
  expect(JSON.parse(answer.body)).toMatchObject({
    boardId: "crime-shelf",
    hardware: { env: "ESP32_CYD", console: "Serial1" },
    boot: "print(1)",
  });
  expect((await command(asking, { origin: "http://evil.example" })).status).toBe(403);
  expect((await command(asking, { "x-studio-token": "guess" })).status).toBe(403);
  expect((await ask("GET", "/command")).status).toBe(404);
  const other = await command('{"do":"content","id":"window"}');
  expect([other.status, codeIn(other)]).toEqual([400, "studio-board-other"]);
  expect((await command('{"do":"content","id":"../etc"}')).status).toBe(400);
});

test("a date that does not exist does not reach the board", async () => {
  const answer = await command('{"do":"clock","local":"2026-02-30T10:00"}');
  expect([answer.status, codeIn(answer)]).toEqual([400, "studio-clock"]);
});

test("a command that never ends is cut off", async () => {
  expect((await command("x".repeat(20_000))).status).toBe(413);
});

test("only reading and commands are allowed", async () => {
  expect((await ask("DELETE", "/")).status).toBe(405);
  expect((await ask("PUT", "/shop.yaml", "name")).status).toBe(405);
});

test("a port that is in use gives a hint, and the first studio goes on", async () => {
  const second = startStudio({ shop: dir, port, engine: createSmallEngine() });
  await expect(second).rejects.toMatchObject({ code: "studio-port-busy" });
  await expect(second).rejects.toBeInstanceOf(HostError);
  expect((await ask("GET", "/")).status).toBe(200);
});

test("the shop's file may be named itself, whatever it is called", async () => {
  const file = join(dir, "other.yaml");
  writeFileSync(file, "Another shop\n");
  const second = await startStudio({ shop: file, port: 0, engine: createSmallEngine() });
  try {
    const feed = await fetch(`${second.url}/feed`);
    const reader = feed.body?.getReader();
    const first = new TextDecoder().decode((await reader?.read())?.value);
    await reader?.cancel();
    expect(first).toContain('"name":"Another shop"');
    expect(second.findings).toEqual([]);
  } finally {
    await second.close();
  }
});

test("a folder without a shop is refused before anything is opened", async () => {
  const nothing = startStudio({ shop: join(dir, "none"), port: 0, engine: createSmallEngine() });
  await expect(nothing).rejects.toMatchObject({ code: "studio-no-shop" });
});

test("after closing nobody answers", async () => {
  const second = await startStudio({ shop: dir, port: 0, engine: createSmallEngine() });
  expect((await fetch(second.url)).status).toBe(200);
  await second.close();
  await expect(fetch(second.url)).rejects.toThrow();
});

test("a board that cannot be started is a finding on the page, not the end of the studio", async () => {
  const engine = createSmallEngine();
  const broken: Engine = {
    ...engine,
    prepare: async (shop, board) => ({
      ...(await engine.prepare(shop, board)),
      start: () => {
        throw new HostError("simulator-storage", "it does not fit", "Leave something out.");
      },
    }),
  };
  const second = await startStudio({ shop: dir, port: 0, engine: broken });
  try {
    const feed = await fetch(`${second.url}/feed`);
    const reader = feed.body?.getReader();
    const first = new TextDecoder().decode((await reader?.read())?.value);
    await reader?.cancel();
    expect(first).toContain('"code":"simulator-storage"');
    expect(first).toContain('"isBroken":true');
  } finally {
    await second.close();
  }
});

test("a recording that is not there is a finding, too", async () => {
  const second = await startStudio({
    shop: dir,
    port: 0,
    tracePath: join(dir, "none.trace"),
    engine: createSmallEngine(),
  });
  try {
    const feed = await fetch(`${second.url}/feed`);
    const reader = feed.body?.getReader();
    const first = new TextDecoder().decode((await reader?.read())?.value);
    await reader?.cancel();
    expect(first).toContain('"code":"trace-missing"');
    // The board runs all the same, through a day on which nobody comes.
    expect(first).toContain('"isBroken":false');
    expect(second.findings).toMatchObject([{ code: "trace-missing", severity: "error" }]);
  } finally {
    await second.close();
  }
});
