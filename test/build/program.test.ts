import { runInNewContext } from "node:vm";
import { afterEach, describe, expect, it } from "vitest";
import { shortenFunctions } from "../../host/build/arrow.ts";
import { readPortNames } from "../../host/build/ports.ts";
import { assembleProgram, buildProgram, checkSize, PROGRAM_LIMIT_BYTES } from "../../host/build/program.ts";
import { renameDeclarations } from "../../host/build/rename.ts";
import type { SensorKind } from "../../host/shop/model.ts";
import { copySources, createCheckout } from "./fixture.ts";
import { runProbe } from "./interpreter.ts";

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean();
});

function checkout(files: Record<string, string> = {}): string {
  const { root, remove } = createCheckout(files);
  cleanups.push(remove);
  return root;
}

const KINDS = [
  "esp32-cyd",
  "esp32c3-oled",
  "esp32c3-epaper213",
  "esp32c3-epaper290",
  "esp32s3-tft154",
] as const;

describe("the shipping program", () => {
  it.each(KINDS)(
    "of %s passes the gate, is ASCII and stops at the first thing that only a board has",
    async (kind) => {
      const { boot, program, bootBytes, programBytes, inputs } = await buildProgram(kind);
      for (const text of [boot, program]) {
        expect(text).toMatch(/^[\n\x20-\x7e]*$/);
        expect(() => runInNewContext(text, {})).toThrow(/is not defined/);
      }
      expect([bootBytes, programBytes]).toEqual([boot.length, program.length]);
      for (const input of inputs) expect(input).toMatch(/^(shared|firmware)\//);
      expect(inputs).toContain(`firmware/boards/${kind}.ts`);
      expect(inputs.filter((input) => /boards\/esp32/.test(input))).toHaveLength(1);
    },
  );

  it.each(KINDS)("of %s fits into its limit", async (kind) => {
    const program = await buildProgram(kind);
    expect(program.programBytes).toBeLessThanOrEqual(PROGRAM_LIMIT_BYTES);
    expect(() => checkSize(kind, program)).not.toThrow();
  });

  it.each(KINDS.slice(0, 2))(
    "of %s that is one byte too long is refused, one at the limit is not (the control)",
    async (kind) => {
      expect(PROGRAM_LIMIT_BYTES).toBe(16_384);
      const build = (blanks: number) =>
        assembleProgram(kind, {
          root: checkout({ "firmware/main.ts": `global.kept = "${"x".repeat(blanks)}";` }),
        });
      const spare = PROGRAM_LIMIT_BYTES - (await build(0)).programBytes;
      const full = await build(spare);
      expect(full.programBytes).toBe(PROGRAM_LIMIT_BYTES);
      expect(() => checkSize(kind, full)).not.toThrow();
      const over = await build(spare + 1);
      expect(() => checkSize(kind, over)).toThrow(
        expect.objectContaining({ code: "build-too-large", message: expect.stringContaining("16385 bytes") }),
      );
    },
  );

  it("is the same, byte for byte, when it is built from a copy elsewhere", async () => {
    const copy = copySources();
    cleanups.push(copy.remove);
    const here = process.cwd();
    const first = await buildProgram("esp32-cyd");
    try {
      process.chdir(copy.root);
    } catch {
      // A worker thread cannot change its folder; the other root is the stronger test anyway.
    }
    const second = await buildProgram("esp32-cyd", { root: copy.root });
    if (process.cwd() !== here) process.chdir(here);
    expect(second).toEqual(first);
  });
});

describe("the sensors of a board", () => {
  const FRAMES = /\\xF4\\xF3\\xF2\\xF1/i;
  const RANGES = /I2C1\.readFrom/;
  const LINES = /setWatch/;

  it.each([
    ["touch", [false, false, false]],
    ["touch,pir", [false, false, true]],
    ["touch,radar", [false, false, true]],
    ["touch,radar-uart", [true, false, false]],
    ["touch,distance", [false, true, false]],
  ] as const)("%s are all that is in its program", async (names, expected) => {
    const sensors = names.split(",").filter(isSensor);
    const { program } = await buildProgram("esp32-cyd", { sensors });
    expect(sensors.join()).toBe(names);
    expect([FRAMES, RANGES, LINES].map((part) => part.test(program))).toEqual(expected);
  });

  it("make no difference to a program that was not told of them: it is for lines, touch and radio", async () => {
    const { program } = await buildProgram("esp32-cyd");
    expect([FRAMES, RANGES, LINES].map((part) => part.test(program))).toEqual([false, false, true]);
    expect(program).toContain("setScan");
    const quiet = await buildProgram("esp32-cyd", { sensors: ["touch", "pir"] });
    expect(quiet.program).not.toContain("setScan(e");
    expect(quiet.programBytes).toBeLessThan(program.length - 500);
  });

  it.each([
    ["esp32-cyd", "touch,pir,radar-uart"],
    ["esp32-cyd", "touch,radar-uart,scan"],
    ["esp32-cyd", "touch,distance,scan"],
    ["esp32c3-oled", "button,pir,radar-uart"],
    ["esp32c3-oled", "button,pir,distance"],
  ] as const)("of %s fit into its limit: %s", async (kind, names) => {
    const program = await buildProgram(kind, { sensors: names.split(",").filter(isSensor) });
    expect(() => checkSize(kind, program)).not.toThrow();
  });
});

function isSensor(name: string): name is SensorKind {
  return ["touch", "button", "pir", "radar", "radar-uart", "distance", "scan"].includes(name);
}

describe("a program in miniature", () => {
  it("has the drivers of its board only", async () => {
    const root = checkout();
    expect((await assembleProgram("esp32-cyd", { root })).program).toContain("11111");
    const other = await assembleProgram("esp32c3-oled", { root });
    expect(other.program).toContain("22222");
    expect(other.program).not.toContain("11111");
    expect(other.inputs).toContain("firmware/drivers/two.ts");
    expect(other.inputs).not.toContain("firmware/drivers/one.ts");
  });

  it("changes with its sources (a control of the test of sameness)", async () => {
    const { root, write, remove } = createCheckout();
    cleanups.push(remove);
    const first = await assembleProgram("esp32-cyd", { root });
    write("firmware/drivers/one.ts", "export function blink() { analogWrite(1, 33333); }");
    expect((await assembleProgram("esp32-cyd", { root })).program).not.toBe(first.program);
  });

  it("shortens its own names and keeps those of the board, of the language and of the link", async () => {
    const root = checkout({
      "firmware/main.ts":
        "const state = { ownField: 1, length: 2 };\nglobal.state = state;\nglobal.passerby = () => state.ownField + state.length;\nglobal.kept = E.CRC32('x');",
    });
    const { program } = await assembleProgram("esp32-cyd", { root });
    expect(program).not.toContain("ownField");
    for (const name of ["length", "global.passerby", "global.kept", "E.CRC32"])
      expect(program).toContain(name);
  });

  it("keeps a name that is also used in quotes", async () => {
    const root = checkout({
      "firmware/main.ts":
        'const state: { [name: string]: number } = { quotedField: getTime() };\nglobal.state = state;\nglobal.kept = state["quotedField"] + state.quotedField;',
    });
    const { program } = await assembleProgram("esp32-cyd", { root });
    expect(program).toBe(
      "var e={quotedField:getTime()};global.state=e;global.kept=e.quotedField+e.quotedField;",
    );
  });

  it("shortens the same name where it is in no quotes (the control)", async () => {
    const root = checkout({
      "firmware/main.ts":
        "const state: { [name: string]: number } = { quotedField: getTime() };\nglobal.state = state;\nglobal.kept = state.quotedField + state.quotedField;",
    });
    const { program } = await assembleProgram("esp32-cyd", { root });
    expect(program).toMatch(/^var (\w)=\{(\w):getTime\(\)\};global\.state=\1;global\.kept=\1\.\2\+\1\.\2;$/);
  });

  it("a local of the boot file never hides a global of the program, which eval would then see", async () => {
    const names = Array.from(
      { length: 60 },
      (_, i) => `const local${i} = getTime() + ${i};\nprint("" + local${i});`,
    );
    const root = checkout({
      "firmware/boot.ts": `import { runText } from "./ports/console.ts";\n${names.join("\n")}\nrunText(require("Storage").read("a.js") || "");`,
      "firmware/main.ts": "if (g) g.setColor(1);",
    });
    const { boot } = await assembleProgram("esp32-cyd", { root });
    expect(boot).not.toMatch(/\bg\b/);
    expect(boot.match(/getTime/g)).toHaveLength(60);
  });

  it.each([
    ["destructuring", "const { a } = { a: getTime() };\nprint(a);", "build-source", 1],
    ["print", '\nprint("x");', "device-language", 2],
    [
      "a closure over a loop's variable",
      "for (let i = 0; i < 3; i++)\n  setTimeout(() => pinMode(i, ''), 1);",
      "device-language",
      2,
    ],
    ["a global that no board has", "\n\nglobal.a = new Map();", "device-language", 3],
    ["syntax", "const = 1;", "build-source", 1],
  ])("with %s is refused at its place", async (_name, text, code, line) => {
    const root = checkout({ "firmware/main.ts": text });
    const built = assembleProgram("esp32-cyd", { root });
    await expect(built).rejects.toMatchObject({ code, place: { file: "firmware/main.ts", line } });
  });

  it("may have class fields: they become assignments", async () => {
    const root = checkout({ "firmware/main.ts": "class A { b = getTime(); }\nglobal.a = new A();" });
    expect((await assembleProgram("esp32-cyd", { root })).program).toContain("constructor()");
  });

  it("with an import from elsewhere is refused", async () => {
    const root = checkout({
      "host/secret.ts": "export const secret = 1;",
      "firmware/main.ts": 'import { secret } from "../host/secret.ts";\nglobal.a = secret;',
    });
    await expect(assembleProgram("esp32-cyd", { root })).rejects.toMatchObject({
      code: "build-foreign-input",
    });
  });

  it("of a kind that there is not is refused, whatever it is called", async () => {
    const root = checkout();
    for (const kind of ["esp32-other", "../ports/console", ""])
      await expect(assembleProgram(kind as "esp32-cyd", { root })).rejects.toMatchObject({
        code: "build-unknown-board",
      });
  });
});

describe.skipIf(!process.env.ESPRUINO)("on the interpreter (skipped unless ESPRUINO names it)", () => {
  it.each(KINDS)("the program of %s is understood", async (kind) => {
    const { boot, program } = await buildProgram(kind);
    for (const text of [boot, program]) {
      const printed = await runProbe(`try{eval(${JSON.stringify(text)});}catch(e){print("stopped: "+e);}`);
      // The Linux build lacks the boards' hardware: that it gets as far as asking for it is what counts.
      expect(printed).not.toMatch(/SyntaxError|Got .* expected/);
    }
  });

  it("a program with one bracket too few is not (the control)", async () => {
    expect(await runProbe('try{eval("(()=>{var a=[1;})();");}catch(e){print("stopped: "+e);}')).toMatch(
      /SyntaxError/,
    );
  });
});

describe("functions as arrows", () => {
  it("mean the same and stay on their lines", () => {
    const code =
      "export function add(a, b) {\n  return a + b;\n}\nfunction twice(f) { return f(f(1)); }\nexport { twice };";
    const short = shortenFunctions(code);
    expect(short).toBe(
      "export const add = (a, b) => {\n  return a + b;\n};\nconst twice = (f) => { return f(f(1)); };\nexport { twice };",
    );
  });

  it("are left alone where an arrow would mean something else", () => {
    for (const code of [
      "function f() { return this; }",
      "function f() { return arguments[0]; }",
      "function* f() { yield 1; }",
      "async function f() {}",
      "{ function f() {} }",
    ])
      expect(shortenFunctions(code)).toBe(code);
  });
});

describe("names of ports", () => {
  it("members and globals are read, parameters and comments are not", () => {
    const text =
      "/** of(this: thing) */ declare const E: { on(event: 'a', listen: (point: { x: number }) => void): void };\n" +
      "interface P { readonly size?: number } // none(of: it)\ndeclare function wait(ms: number): void;";
    expect(readPortNames(text)).toEqual({ globals: ["E", "wait"], members: ["on", "size", "x"] });
  });
});

describe("renaming", () => {
  it("takes along every use, shorthand keys too, and leaves other scopes alone", () => {
    const text = "(()=>{var of=1;var o={of};return o.of+of+(a=>a)(of)})();";
    const renamed = renameDeclarations(text, new Set(["of"]));
    expect(renamed).toBe("(()=>{var aa=1;var o={of:aa};return o.of+aa+(a=>a)(aa)})();");
    expect(runInNewContext(renamed)).toBe(runInNewContext(text));
  });

  it("never takes a name that is in use", () => {
    const text = "((b,c)=>{var a=b+c;return a})(1,2);";
    const renamed = renameDeclarations(text, new Set(["a", "d"]));
    expect(renamed).toBe("((b,c)=>{var e=b+c;return e})(1,2);");
  });
});
