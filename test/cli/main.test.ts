import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { crc32 } from "../../host/compile/crc.ts";
import { checkDeployment, DEPLOYMENT_OK } from "../../shared/offers/deployment.ts";
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
  "label",
  "flash",
  "deploy",
  "audit",
  "stats",
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
        "label.html",
        "label.json",
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
