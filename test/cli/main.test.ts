import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PNG } from "pngjs";
import { afterAll, describe, expect, it } from "vitest";
import { readSituation } from "../../host/cli/question.ts";
import { compileBoard, findBoard } from "../../host/compile/board.ts";
import { listInstead } from "../../host/compile/counterfactual.ts";
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

const COMMANDS = [
  "init",
  "check",
  "preview",
  "why",
  "simulate",
  "build",
  "flash",
  "deploy",
  "audit",
  "doctor",
  "console",
  "clock",
  "uninstall",
  "studio",
];

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
    [["studio", "--shop", SHOP, "--board", "nope"]],
    [["studio", "--shop", join(folder, "nowhere")]],
    [["studio", "--shop", SHOP, "--trace", join(folder, "nothing.trace")]],
    [["why", "--shop", SHOP, "--board", "window", "--at", "2100-01-01T10:00"]],
    [["init", join(folder, "fresh")]],
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

describe("files that are no shop", () => {
  const check = async (name: string, content: string | Uint8Array) => {
    const file = join(folder, name);
    writeFileSync(file, content);
    const { code, output } = await say("check", "--shop", file, "--json");
    expect(code).toBe(1);
    return JSON.parse(output).findings;
  };

  it("an empty one says so, and how to begin", async () => {
    for (const text of ["", "\n\n", "# only a comment\n"])
      expect(await check("empty.yaml", text)).toEqual([
        expect.objectContaining({
          message: "The file is empty.",
          hint: "`passerby init` writes a sample.",
          place: expect.objectContaining({ line: 1, column: 1 }),
        }),
      ]);
  });

  it("a broken one has one finding a line, in order, without the parser's words", async () => {
    const findings = await check("broken.yaml", "shop:\n\tname: A: b: c: d\n\tx: y: z\n  : [\n offers: }\n");
    const lines = findings.map(({ place }: { place: { line: number } }) => place.line);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines).toEqual([...new Set(lines)].sort((a, b) => Number(a) - Number(b)));
    for (const { code, message } of findings) {
      expect(code).toBe("shop-yaml");
      expect(message).not.toMatch(/YAML|mapping|implicit|scalar|sequence|flow|token/i);
    }
  });

  it("a binary one is named at its first foreign byte", async () => {
    const bytes = Uint8Array.from([...Buffer.from("shop:\n  a: ą"), 0xff, 0xfe]);
    const [finding] = await check("binary.yaml", bytes);
    expect(finding).toMatchObject({ code: "shop-encoding", place: { line: 2, column: 7 } });
    const [zeros] = await check("zeros.yaml", new Uint8Array(100));
    expect(zeros).toMatchObject({ code: "shop-encoding", place: { line: 1, column: 1 } });
  });
});

describe("init without a terminal", () => {
  it("asks for --yes, writes nothing, and prints no escape codes", async () => {
    const target = join(folder, "asked");
    const { code, output, errors } = await say("init", target);
    expect([code, output]).toEqual([2, ""]);
    expect(errors).toContain("--yes");
    expect(errors).not.toContain("\x1b");
    expect(existsSync(target)).toBe(false);
    expect((await say("init", target, "--yes")).code).toBe(0);
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
        "deployment.bin",
        "fonts.bin",
        "manifest.json",
        "program.js",
        "slot.bin",
      ]);
      const manifest = JSON.parse(readFileSync(join(first, board, "manifest.json"), "utf8"));
      for (const name of readdirSync(join(first, board))) {
        const bytes = readFileSync(join(first, board, name));
        expect(readFileSync(join(second, board, name)).equals(bytes), `${board}/${name}`).toBe(true);
        if (name !== "manifest.json") expect(manifest.files[name].bytes).toBe(bytes.length);
      }
      const bytes = new Uint8Array(readFileSync(join(first, board, "deployment.bin")));
      expect(checkDeployment(bytes.buffer, crc32)).toBe(DEPLOYMENT_OK);
    }
  });

  it("writes nothing without --out, and prints sizes", async () => {
    const { code, output } = await say("build", "--shop", SHOP, "--board", "window", "--json");
    expect(code).toBe(0);
    const [board] = JSON.parse(output).boards;
    expect(board).toMatchObject({ board: "window", files: { "program.js": { bytes: expect.any(Number) } } });
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
