import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PNG } from "pngjs";
import { afterAll, describe, expect, it } from "vitest";
import { readSituation } from "../../host/cli/question.ts";
import { compileBoard, findBoard } from "../../host/compile/board.ts";
import { crc32 } from "../../host/compile/crc.ts";
import { explainAt } from "../../host/compile/explain.ts";
import { readShop } from "../../host/shop/parse.ts";
import { checkDeployment, DEPLOYMENT_OK } from "../../shared/offers/deployment.ts";
import { DWELL_EDGES_MS } from "../../shared/presence/limits.ts";
import { ROOT } from "../build/fixture.ts";
import { say } from "./terminal.ts";

const SHOP = join(ROOT, "host/templates/bookshop");
const folder = mkdtempSync(join(tmpdir(), "passerby-cli-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const COMMANDS = ["init", "check", "preview", "why", "simulate", "build", "studio"];

describe("use", () => {
  it("--help names every command and the exit codes", async () => {
    const { code, output, errors } = await say("--help");
    expect([code, errors]).toEqual([0, ""]);
    for (const command of COMMANDS) expect(output).toMatch(new RegExp(`^  ${command} `, "m"));
    expect(output).toContain("Exit codes: 0 ok");
  });

  it.each(COMMANDS)("%s --help has examples", async (command) => {
    const { code, output } = await say(command, "--help");
    expect(code).toBe(0);
    expect(output).toMatch(/Examples:\n {2}passerby /);
  });

  it.each([
    [[]],
    [["nothing"]],
    [["why"]],
    [["why", "--shop", SHOP, "--board", "window", "--at", "yesterday"]],
    [["why", "--shop", SHOP, "--board", "../window", "--at", "unknown"]],
    [["check", "--shop", join(folder, "nowhere")]],
    [["simulate", "--shop", SHOP, "--board", "window", "--trace", join(folder, "nothing.trace")]],
    [["studio", "--port", "70000"]],
    [["check", "--colour"]],
  ])("%j is wrong use: code 2, something to do next, nothing on the output, no stack", async (words) => {
    const { code, output, errors } = await say(...words);
    expect([code, output]).toEqual([2, ""]);
    expect(errors).not.toBe("");
    expect(errors).not.toMatch(/\n\s+at /);
  });

  it("an error with --json is one JSON object with its code and place", async () => {
    const { code, output } = await say("check", "--json", "--shop", join(folder, "nowhere"));
    expect(code).toBe(2);
    expect(JSON.parse(output)).toMatchObject({ error: { code: "usage-shop", file: expect.any(String) } });
  });
});

describe("check", () => {
  it("finds nothing wrong with the sample", async () => {
    expect(await say("check", "--shop", SHOP)).toMatchObject({
      code: 0,
      output: expect.stringMatching(/^0 errors/),
    });
  });

  it("names file, line and column of what is wrong, and ends with 1", async () => {
    const file = join(folder, "shop.yaml");
    const text = readFileSync(join(SHOP, "shop.yaml"), "utf8").replace("tier: campaign", "tier: urgent");
    const line = text.slice(0, text.indexOf("tier: urgent")).split("\n").length;
    writeFileSync(file, text);
    const plain = await say("check", "--shop", folder);
    expect(plain.code).toBe(1);
    expect(plain.errors).toMatch(new RegExp(`shop\\.yaml:${line}:\\d+: .* \\[[a-z-]+\\]\\n {2}\\S`));
    const { findings, errors } = JSON.parse((await say("check", "--shop", folder, "--json")).output);
    expect(errors).toBe(
      findings.filter((finding: { severity: string }) => finding.severity === "error").length,
    );
    expect(findings[0].place).toMatchObject({ file, line });
  });
});

describe("build", () => {
  it("writes each board's files, the same twice, and only good deployments", async () => {
    const [first, second] = [join(folder, "first"), join(folder, "second")];
    expect((await say("build", "--shop", SHOP, "--out", first)).code).toBe(0);
    expect((await say("build", "--shop", SHOP, "--out", second)).code).toBe(0);
    expect(readdirSync(first).sort()).toEqual(["crime-shelf", "till", "window"]);
    for (const board of readdirSync(first)) {
      expect(readdirSync(join(first, board)).sort()).toEqual([
        ".boot0",
        "a.dep",
        "a.fnt",
        "a.js",
        "manifest.json",
      ]);
      const manifest = JSON.parse(readFileSync(join(first, board, "manifest.json"), "utf8"));
      for (const name of readdirSync(join(first, board))) {
        const bytes = readFileSync(join(first, board, name));
        expect(readFileSync(join(second, board, name)).equals(bytes), `${board}/${name}`).toBe(true);
        if (name !== "manifest.json") expect(manifest.files[name].bytes).toBe(bytes.length);
      }
      const bytes = new Uint8Array(readFileSync(join(first, board, "a.dep")));
      expect(checkDeployment(bytes.buffer, crc32)).toBe(DEPLOYMENT_OK);
    }
  });

  it("writes nothing without --out, and prints sizes", async () => {
    const { code, output } = await say("build", "--shop", SHOP, "--board", "window", "--json");
    expect(code).toBe(0);
    const [board] = JSON.parse(output).boards;
    expect(board).toMatchObject({ board: "window", files: { "a.js": { bytes: expect.any(Number) } } });
  });
});

describe("preview", () => {
  it("draws an offer's card as a PNG, in the language that is asked for", async () => {
    const draw = async (language: string) => {
      const out = join(folder, `${language}.png`);
      const words = ["--board", "window", "--offer", "travel-maps", "--language", language, "--out", out];
      const said = await say("preview", "--shop", SHOP, ...words);
      expect(said).toMatchObject({ code: 0 });
      return PNG.sync.read(readFileSync(out));
    };
    const [polish, english] = [await draw("pl"), await draw("en")];
    expect([polish.width % 128, polish.height % 64]).toEqual([0, 0]);
    expect(polish.data.equals(english.data)).toBe(false);
  });

  it("of an offer that the board has not is wrong use and writes nothing", async () => {
    const out = join(folder, "none.png");
    expect(
      (await say("preview", "--shop", SHOP, "--board", "window", "--offer", "../x", "--out", out)).code,
    ).toBe(2);
    expect(existsSync(out)).toBe(false);
  });
});

describe("simulate", () => {
  const trace = join(folder, "short.trace");
  writeFileSync(trace, "0,start,2026-11-27T12:00:00+01:00\n60000,pir,1\n63000,pir,0\n600000,end\n");

  it("tells plays, shares and silence, and writes a page", async () => {
    const html = join(folder, "day.html");
    const words = ["--shop", SHOP, "--board", "window", "--trace", trace, "--html", html, "--json"];
    const { code, output } = await say("simulate", ...words);
    expect(code).toBe(0);
    const result = JSON.parse(output);
    expect(result).toMatchObject({ board: "window", seconds: 600, errors: [] });
    expect(result.plays).toBeGreaterThan(10);
    const shares = result.offers.reduce((sum: number, { share }: { share: number }) => sum + share, 0);
    expect(shares).toBeCloseTo(1, 2);
    expect(readFileSync(html, "utf8")).toMatch(/^<!doctype html>[\s\S]*<svg[\s\S]*<\/html>\n$/);
    expect((await say("simulate", ...words)).output).toBe(output);
  });

  it("with a bad trace fails at its line and writes nothing", async () => {
    const bad = join(folder, "bad.trace");
    const html = join(folder, "bad.html");
    writeFileSync(bad, "0,start,unknown\n10,dance,1\n");
    const said = await say("simulate", "--shop", SHOP, "--board", "window", "--trace", bad, "--html", html);
    expect(said.code).toBe(1);
    expect(said.errors).toContain("bad.trace:2:4: ");
    expect(existsSync(html)).toBe(false);
  });
});

describe("why", () => {
  const question = ["why", "--shop", SHOP, "--board", "crime-shelf", "--at", "2026-11-27T17:00"];

  it("names the offer, why, and for every other offer why not", async () => {
    const { code, output } = await say(...question, "--presence", "lingering", "--mood", "crime", "--json");
    expect(code).toBe(0);
    const answer = JSON.parse(output);
    expect(answer.why.length).toBeGreaterThan(0);
    const others = answer.whyNot.map(({ offer }: { offer: string }) => offer);
    expect(others).not.toContain(answer.offer);
    expect(new Set(others).size).toBe(others.length);
    for (const { condition } of answer.whyNot) expect(condition).toMatch(/\w/);
    const plain = await say(...question, "--presence", "lingering", "--mood", "crime");
    expect(plain.output).toMatch(new RegExp(`^Shows ${answer.offer}\n {2}because `));
  });

  it("answers a question that depends on what is asked (the control)", async () => {
    const alone = await say(...question, "--json");
    const asked = await say(...question, "--presence", "lingering", "--mood", "crime", "--json");
    expect(JSON.parse(asked.output).offer).not.toBe(JSON.parse(alone.output).offer);
  });

  it("gives the same bytes a thousand times", async () => {
    const first = await say(...question, "--json");
    for (let i = 0; i < 3; i++) expect((await say(...question, "--json")).output).toBe(first.output);
    const shop = readShop(join(SHOP, "shop.yaml"));
    const compiled = compileBoard(shop, findBoard(shop, "crime-shelf"));
    const ask = () =>
      JSON.stringify(
        explainAt(compiled, shop, readSituation({ at: "2026-11-27T17:00" }, shop, DWELL_EDGES_MS)),
        null,
        2,
      );
    for (let i = 0; i < 1000; i++) expect(`${ask()}\n`).toBe(first.output);
  });

  it("without a clock shows only what needs none", async () => {
    const { output } = await say(
      "why",
      "--shop",
      SHOP,
      "--board",
      "crime-shelf",
      "--at",
      "unknown",
      "--json",
    );
    const noir = JSON.parse(output).whyNot.find(({ offer }: { offer: string }) => offer === "noir-evening");
    expect(noir).toBeDefined();
  });
});
