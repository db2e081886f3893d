import { describe, expect, it } from "vitest";
import { buildProgram } from "../../host/build/program.ts";
import type { BoardKind } from "../../host/shop/model.ts";
import { checkShopText } from "../../host/shop/parse.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import { ROOT } from "../build/fixture.ts";
import { say } from "../cli/terminal.ts";
import {
  comparePromises,
  listBrokenLinks,
  listHelpCommands,
  listMachinePaths,
  listMissingPaths,
  listPromises,
  listScripts,
  listSources,
  listTableCommands,
  readText,
} from "./document.ts";
import { listPassed, listTestNames } from "./name.ts";

const DOCUMENTS = ["README.md", "DESIGN.md", "shared/POLICY.md", "CHANGELOG.md", "SECURITY.md"];
const MOST_LINES = 150;
const SHOP = "host/templates/bookshop";

function read(path: string): string {
  return readText(ROOT, path);
}

describe.each(DOCUMENTS)("%s", (file) => {
  it("has no link that leads nowhere, and names no path that is not there", () => {
    expect(listBrokenLinks(read(file), file, ROOT)).toEqual([]);
    expect(listMissingPaths(read(file), ROOT)).toEqual([]);
  });
});

describe("links and paths", () => {
  it("that lead nowhere, or out of the project, are found (control)", () => {
    const text = "[a](shared/POLICY.md) [b](gone.md#part) [c](../../etc) [d](https://example.org) [e](#here)";
    expect(listBrokenLinks(text, "README.md", ROOT)).toEqual(["gone.md#part", "../../etc"]);
    expect(listBrokenLinks("[a](POLICY.md) [b](README.md)", "shared/POLICY.md", ROOT)).toEqual(["README.md"]);
    const named =
      "`shared/` `shared/old/` `host/shop/model.ts` `host/shop/models.ts` `firmware/boards/*.ts` `a/b`";
    expect(listMissingPaths(named, ROOT)).toEqual(["shared/old/", "host/shop/models.ts"]);
  });
});

describe("README.md", () => {
  it(`has at most ${MOST_LINES} lines`, () => {
    expect(read("README.md").split("\n").length).toBeLessThanOrEqual(MOST_LINES);
  });

  it("has the commands of --help in its table, all of them and no other", async () => {
    const { output } = await say("--help");
    const commands = listHelpCommands(output);
    expect(commands.length).toBeGreaterThan(5);
    expect(listTableCommands(read("README.md"))).toEqual(commands);
  });

  it("a table with a command too many or too few is another list (control)", () => {
    const help = "Commands:\n  init [options]  a\n  check [options] b\n\nExamples:\n  passerby why\n";
    expect(listHelpCommands(help)).toEqual(["check", "init"]);
    expect(listTableCommands("| `passerby init` | a |\n| `passerby flash` | b |\n")).toEqual([
      "flash",
      "init",
    ]);
  });

  it("calls scripts of npm that there are", () => {
    const { scripts }: { scripts: Record<string, string> } = JSON.parse(read("package.json"));
    const called = listScripts(read("README.md"));
    expect(called).toEqual(expect.arrayContaining(["start", "test"]));
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(called));
    expect(listScripts("npm run nothing && npm test")).toEqual(["nothing", "test"]);
  });

  it("shows an offer that compiles in the sample shop; with a spelling mistake it does not (control)", () => {
    const [, sample = ""] = /```yaml\n(- id: [\s\S]*?)```/.exec(read("README.md")) ?? [];
    const indented = sample.replace(/^(?=.)/gm, "  ");
    const text = read(`${SHOP}/shop.yaml`);
    const [from, to] = ["  - id: noir-evening", "  - id: crime-club"].map((part) => text.indexOf(part));
    const check = (offer: string): string[] =>
      checkShopText(text.slice(0, from) + offer + text.slice(to), "shop.yaml", `${ROOT}/${SHOP}`)
        .findings.filter(({ severity }) => severity === "error")
        .map(({ code, message }) => `${code} ${message}`);
    expect(check(indented)).toEqual([]);
    expect(check(indented.replace("presence:", "presense:"))).toHaveLength(1);
  });
});

describe("DESIGN.md", () => {
  it("names a size that the programs of all kinds of board stay within", async () => {
    const [, size = ""] = /at or below ([\d,]+) bytes/.exec(read("DESIGN.md")) ?? [];
    const most = Number(size.replace(",", ""));
    expect(most).toBe(16_384);
    for (const kind of Object.keys(HARDWARE) as BoardKind[])
      expect((await buildProgram(kind)).programBytes).toBeLessThanOrEqual(most);
  });
});

describe("the promises", () => {
  const promises = listPromises(read("shared/POLICY.md"));
  const tests = listSources(ROOT)
    .filter((path) => path.endsWith(".test.ts"))
    .flatMap((path) => listTestNames(read(path)));

  it("are P1 to P10, and each has two tests that bear its name and a control", () => {
    expect(promises).toEqual(Array.from({ length: 10 }, (_, i) => `P${i + 1}`));
    expect(tests.length).toBeGreaterThan(60);
    expect(comparePromises(promises, tests)).toEqual([]);
  });

  it("without tests, with one, or without a control, and tests of no promise, are found (control)", () => {
    const name = (promise: number, text: string): string =>
      `it("P${promise}: ${text}", () => expect(1).toBe(1));\n`;
    const source =
      name(1, "holds") +
      name(1, "says 'yes' and `no`") +
      name(1, "can fail (control)") +
      name(2, "holds") +
      name(12, "x");
    expect(comparePromises(["P1", "P2", "P3"], listTestNames(source))).toEqual([
      "P12 is no promise",
      "P2 has 1 tests",
      "P2 has no control",
      "P3 has 0 tests",
      "P3 has no control",
    ]);
    // None of these runs for certain, or has anything in it.
    const idle = [
      name(3, "skipped").replace("it(", "it.skip("),
      name(3, "skipped in a row").replace("it(", "it.skip.each([1])("),
      name(3, "on some machines").replace("it(", "it.skipIf(process.env.X)("),
      name(3, "must fail").replace("it(", "it.fails("),
      'it.todo("P3: later");\nit("P3: later");\nit("P3: empty", () => {});\n',
      `// ${name(3, "a comment")}`,
      `const text = '${name(3, "a text").trim()}';\n`,
      `describe.skip("all", () => {\n${name(3, "within")}});\n`,
      `describe.skipIf(process.env.X)("some", () => {\n${name(3, "within")}});\n`,
    ];
    for (const line of idle) expect([line, listTestNames(line)]).toEqual([line, []]);
    const each = `describe.each([1])("P1: %s", () => {\n${name(3, "a").replace("it(", "it.each([1, 2])(")}});\n`;
    expect(listTestNames(each)).toEqual([{ promise: "P3", isControl: false }]);
    expect(listPromises("**P1 A.** b **P2 c**\n## P3 d\nP4 e\n")).toEqual(["P1", "P3"]);
  });
});

describe("a run of the tests", () => {
  const result = (name: string, title: string, status: string) => ({
    name: `/somewhere/${name}`,
    assertionResults: [{ title, status }],
  });
  const files = ["test/a.test.ts", "test/b.test.ts"];

  it("counts what passed, and not what was skipped or failed", () => {
    const testResults = [
      result("test/a.test.ts", "P1: holds", "passed"),
      result("test/a.test.ts", "P2: holds", "skipped"),
      result("test/b.test.ts", "P2: holds", "failed"),
      result("test/b.test.ts", "P1: can fail (control)", "passed"),
      result("test/b.test.ts", "of no promise", "passed"),
    ];
    expect(listPassed({ testResults }, files)).toEqual([
      { promise: "P1", isControl: false },
      { promise: "P1", isControl: true },
    ]);
  });

  it("that left files out says nothing", () => {
    expect(listPassed({ testResults: [result("test/a.test.ts", "P1: x", "passed")] }, files)).toBeUndefined();
  });
});

describe("sources and documents", () => {
  it("name no path of a machine", () => {
    const sources = listSources(ROOT);
    expect(sources).toEqual(expect.arrayContaining([...DOCUMENTS, "package.json", "firmware/main.ts"]));
    for (const path of sources) expect([path, listMachinePaths(read(path))]).toEqual([path, []]);
  });

  it("that do name one are found (control)", () => {
    const path = ["", "home", "somebody", "shop.yaml"].join("/");
    expect(listMachinePaths(`see "${path}", https://example.org${path} and host${path}`)).toHaveLength(1);
  });
});
