import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { writeAll, writeWhole } from "../../host/cli/file.ts";
import { shopJsonSchema } from "../../host/shop/schema.ts";
import { ROOT } from "../build/fixture.ts";
import { GOOD } from "../shop/sample.ts";
import { say } from "./terminal.ts";

const folder = mkdtempSync(join(tmpdir(), "passerby-check-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const SHOP = join(ROOT, "host/templates/bookshop");
const TODAY = ["--today", "2026-11-27"];

function write(text: string): string {
  const file = join(mkdtempSync(join(folder, "shop-")), "shop.yaml");
  writeFileSync(file, text);
  return file;
}

const check = (file: string, ...words: string[]) => say("check", "--shop", file, ...TODAY, ...words);
/** With tea at all hours nothing is empty; the sample of the tests is sound. */
const WRONG = GOOD.replace("esp32-cyd", "esp32-cid");
const WARNED = GOOD.replace("mood: crime,", "mood: crime, light: dark,");

describe("exit codes", () => {
  it.each([
    ["no finding", GOOD, [], 0],
    ["no finding, strictly", GOOD, ["--strict"], 0],
    ["an error", WRONG, [], 1],
    ["a warning", WARNED, [], 0],
    ["a warning, strictly", WARNED, ["--strict"], 1],
    ["an error as JSON", WRONG, ["--json"], 1],
    ["an error as SARIF", WRONG, ["--sarif"], 1],
    ["an error that is mended", WRONG, ["--fix"], 0],
    ["no day", GOOD, ["--today", "soon"], 2],
    ["no kind of schema", GOOD, ["--schema", "board"], 2],
  ])("%s", async (_, text, words, code) => {
    const said = await check(write(text), ...words);
    expect(said.code, said.errors).toBe(code);
  });

  it("the sample shop has no findings in its season, strictly", async () => {
    expect(await say("check", "--shop", SHOP, ...TODAY, "--strict")).toMatchObject({ code: 0, errors: "" });
  });

  it("approvals that are past due are told from the day after on", async () => {
    const file = write(GOOD);
    const on = async (day: string) => (await say("check", "--shop", file, "--today", day)).errors;
    expect(await on("2027-01-31")).not.toContain("shop-review-due");
    expect(await on("2027-02-01")).toContain("shop-review-due");
  });
});

describe("--fix", () => {
  it("mends what is beyond doubt and says what is left", async () => {
    const file = write(`# my shop\n${WRONG.replace("now: 39.90", "now: 39.905")}`);
    const before = await check(file);
    expect(before.output).toContain("2 errors, 0 warnings; `passerby check --fix` mends 1");
    const { code, output, errors } = await check(file, "--fix");
    expect([code, output]).toEqual([1, "1 mistake mended\n1 error, 0 warnings\n"]);
    expect(errors).toContain("[shop-price]");
    expect(readFileSync(file, "utf8")).toBe(`# my shop\n${GOOD.replace("now: 39.90", "now: 39.905")}`);
    expect(readdirSync(join(file, ".."))).toEqual(["shop.yaml"]);
  });

  it("leaves a sound file alone, to the byte and the second", async () => {
    const file = write(GOOD);
    expect((await check(file, "--fix")).output).toBe("0 mistakes mended\n0 errors, 0 warnings\n");
    expect(readFileSync(file, "utf8")).toBe(GOOD);
  });

  it("mends a part in its own file", async () => {
    const [head = "", offers = ""] = GOOD.split("offers:\n");
    const file = write(`${head}include: more.yaml\n`);
    writeFileSync(join(file, "../more.yaml"), `offers:\n${offers.replace("share: 2", "shares: 2")}`);
    expect(JSON.parse((await check(file, "--fix", "--json")).output)).toMatchObject({ fixed: 1, errors: 0 });
    expect(readFileSync(join(file, "../more.yaml"), "utf8")).toBe(`offers:\n${offers}`);
    expect(readFileSync(file, "utf8")).toBe(`${head}include: more.yaml\n`);
  });
});

describe("for machines", () => {
  it("--json has every finding with code, severity, place and, where there is one, its fix", async () => {
    const file = write(WRONG);
    const { errors, warnings, findings } = JSON.parse((await check(file, "--json")).output);
    expect([errors, warnings]).toEqual([1, 0]);
    expect(findings).toEqual([
      expect.objectContaining({
        code: "shop-word",
        severity: "error",
        place: { file, line: 8, column: 19 },
        fix: expect.objectContaining({ file, raw: "esp32-cid", text: "esp32-cyd" }),
      }),
    ]);
  });

  it("--sarif is SARIF 2.1.0: rules, levels, places", async () => {
    const file = write(`${WRONG.replace("review: 2026-12-31", "review: 2026-12-01")}`);
    const { output } = await check(file, "--sarif");
    const { version, runs } = JSON.parse(output);
    expect([version, runs.length]).toEqual(["2.1.0", 1]);
    const [{ tool, results }] = runs;
    const ids = tool.driver.rules.map(({ id }: { id: string }) => id);
    expect(ids).toEqual(["shop-review-before-end", "shop-word"]);
    for (const { ruleId, ruleIndex, level, message, locations } of results) {
      expect(ids[ruleIndex]).toBe(ruleId);
      expect(["error", "warning"]).toContain(level);
      expect(message.text.length).toBeGreaterThan(10);
      const { artifactLocation, region } = locations[0].physicalLocation;
      expect(artifactLocation.uri).toMatch(/^file:\/\/\/.*shop\.yaml$/);
      expect(region).toEqual({ startLine: expect.any(Number), startColumn: expect.any(Number) });
    }
  });

  it("--schema prints the schema that the reader itself uses", async () => {
    expect(JSON.parse((await say("check", "--schema")).output)).toEqual(
      JSON.parse(JSON.stringify(shopJsonSchema())),
    );
    const part = JSON.parse((await say("check", "--schema", "part")).output);
    expect(Object.keys(part.properties)).toEqual(["boards", "offers"]);
  });
});

describe("what cannot be read is refused with the limit named, and nothing is written", () => {
  const refuse = async (content: string | Uint8Array) => {
    const file = join(mkdtempSync(join(folder, "odd-")), "shop.yaml");
    writeFileSync(file, content);
    const { code, errors } = await check(file, "--fix");
    expect(code).toBe(1);
    expect(errors).not.toMatch(/\n\s+at /);
    expect(readFileSync(file).equals(Buffer.from(content))).toBe(true);
    return errors;
  };
  it("100 MB", async () => {
    expect(await refuse(new Uint8Array(100_000_000).fill(35))).toContain("at most 1048576 are read");
  });
  it("a bomb of aliases", async () => {
    const levels = ["a: &a0 [x, x, x, x, x, x, x, x, x, x]"];
    for (let i = 1; i < 12; i++)
      levels.push(
        `b${i}: &a${i} [${Array(10)
          .fill(`*a${i - 1}`)
          .join(", ")}]`,
      );
    expect(await refuse(levels.join("\n"))).toContain("At most 2000 aliases");
  });
  it("brackets without end", async () => {
    expect(await refuse("[".repeat(500_000))).toMatch(/\[shop-yaml\]/);
  });
});

describe("files that are written", () => {
  it("a folder that is missing is refused and not made", () => {
    const path = join(folder, "nowhere", "card.png");
    expect(() => writeWhole(path, "x")).toThrow(expect.objectContaining({ code: "file-folder" }));
    expect(readdirSync(folder)).not.toContain("nowhere");
  });
  it("several files make their folders", () => {
    writeAll(new Map([[join(folder, "a", "b", "c.txt"), "x"]]));
    expect(readFileSync(join(folder, "a", "b", "c.txt"), "utf8")).toBe("x");
  });
  it("a place where nobody can make a folder is refused at once", () => {
    const paths = [
      join(folder, "a", "b", "c.txt", "d", "e"),
      ...(process.platform === "linux" ? ["/proc/x/y/z"] : []),
    ];
    for (const path of paths)
      expect(() => writeAll(new Map([[path, "x"]]))).toThrow(expect.objectContaining({ code: "file-write" }));
  });
});
