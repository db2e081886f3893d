// The commands that show what a board does: `preview`, `simulate`, `why`.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PNG } from "pngjs";
import { afterAll, describe, expect, it } from "vitest";
import { readSituation } from "../../host/cli/question.ts";
import { compileBoard, findBoard } from "../../host/compile/board.ts";
import { listInstead } from "../../host/compile/counterfactual.ts";
import { explainAt } from "../../host/compile/explain.ts";
import { readShop } from "../../host/shop/parse.ts";
import { DWELL_EDGES_MS } from "../../shared/presence/limits.ts";
import { ROOT } from "../build/fixture.ts";
import { say } from "./terminal.ts";

const SHOP = join(ROOT, "host/templates/bookshop");
const folder = mkdtempSync(join(tmpdir(), "passerby-show-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

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
    expect([polish.width, polish.height]).toEqual([128, 64]);
    expect(polish.data.equals(english.data)).toBe(false);
  });

  it("says whether the board chose the card itself, in a situation that it names, or was pinned", async () => {
    const draw = async (offer: string, on = "crime-shelf") => {
      const out = join(folder, `${offer}.png`);
      const words = ["--board", on, "--offer", offer, "--out", out, "--json"];
      return JSON.parse((await say("preview", "--shop", SHOP, ...words)).output);
    };
    const lingering = await draw("crime-first");
    expect(lingering).toMatchObject({ by: "situation", at: expect.stringMatching(/^20\d\d-\d\d-\d\dT/) });
    // An answer brings it up, which is given on the board's own glass.
    expect((await draw("crime-pocket")).by).toBe("situation");
    // Only many people do, and this board does not hear any.
    const pinned = await draw("cafe-armchairs", "window");
    expect(pinned.by).toBe("pin");
    expect(pinned).not.toHaveProperty("at");
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
  writeFileSync(
    trace,
    "0,start,2026-11-27T12:00:00+01:00\n60000,pir,1\n61000,frame\n63000,pir,0\n64000,status\n600000,end\n",
  );

  it("tells plays, shares and silence, and writes a page", async () => {
    const html = join(folder, "day.html");
    const words = ["--shop", SHOP, "--board", "window", "--trace", trace, "--html", html, "--json"];
    const { code, output } = await say("simulate", ...words);
    expect(code).toBe(0);
    const result = JSON.parse(output);
    expect(result).toMatchObject({ board: "window", summary: { seconds: 600 }, errors: [], records: [] });
    expect(result.summary.plays).toBeGreaterThan(10);
    const shares = result.summary.offers.reduce(
      (sum: number, { share }: { share: number }) => sum + share,
      0,
    );
    expect(shares).toBeCloseTo(1, 2);
    expect(readFileSync(html, "utf8")).toMatch(/^<!doctype html>[\s\S]*<svg[\s\S]*<\/html>\n$/);
    expect((await say("simulate", ...words)).output).toBe(output);
  });

  it("--json tells each play with its reasons, presence, frames and statuses", async () => {
    const words = ["--shop", SHOP, "--board", "window", "--trace", trace, "--json"];
    const result = JSON.parse((await say("simulate", ...words)).output);
    expect(result.plays.length).toBeGreaterThan(10);
    for (const { atMs, offer, reasons } of result.plays) {
      expect(atMs).toBeLessThanOrEqual(600_000);
      expect(offer).toMatch(/^[a-z0-9-]+$/);
      expect(reasons.length).toBeLessThanOrEqual(2);
      for (const reason of reasons) expect(reason).toMatch(/^[a-z]+$/);
    }
    expect(result.presence[0]).toEqual({ atMs: expect.any(Number), level: 0 });
    expect(result.presence.map(({ level }: { level: number }) => level)).toContain(1);
    expect(result.frames).toEqual([{ atMs: 61_000, digest: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
    expect(result.statuses).toEqual([
      { atMs: 64_000, status: expect.objectContaining({ offer: expect.any(Number) }) },
    ]);
    expect((await say("simulate", "--help")).output).toContain(
      "plays                 [{ atMs, offer, reasons }]",
    );
  });

  it("with a trace that is missing is wrong use, with one that is broken fails", async () => {
    const words = ["--shop", SHOP, "--board", "window", "--trace"];
    expect((await say("simulate", ...words, join(folder, "none.trace"))).code).toBe(2);
    expect((await say("simulate", ...words, folder)).code).toBe(2);
    const broken = join(folder, "broken.trace");
    writeFileSync(broken, "0,start,unknown\n10,advert,-300\n");
    const said = await say("simulate", ...words, broken);
    expect(said.code).toBe(1);
    expect(said.errors).toContain("`advert` takes a strength in dBm, -127 to 20.");
  });

  it("says which events the board has no sensor for, and of none that it has", async () => {
    const other = join(folder, "other.trace");
    writeFileSync(other, "0,start,unknown\n10,touch,5,5\n20,touch,6,6\n30,pir,1\n40,end\n");
    const said = await say("simulate", "--shop", SHOP, "--board", "window", "--trace", other);
    expect(said.errors).toContain("other.trace:2:1: warning: ");
    expect(said.errors.match(/trace-unheard/g)).toHaveLength(1);
  });

  it("asks for the report's folder before it begins", async () => {
    const html = join(folder, "none", "day.html");
    const said = await say("simulate", "--shop", SHOP, "--board", "window", "--trace", trace, "--html", html);
    expect(said).toMatchObject({ code: 1 });
    expect(said.errors).not.toContain("Simulating");
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
    const situation = readSituation({ at: "2026-11-27T17:00" }, shop, DWELL_EDGES_MS);
    const ask = () =>
      JSON.stringify(
        { ...explainAt(compiled, shop, situation), instead: listInstead(compiled, shop, situation) },
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
