import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import { LANGUAGE } from "../../host/simulator/language.ts";
import { createBoard, play, said } from "./bench.ts";
import { askInterpreter, ESPRUINO } from "./interpreter.ts";

const API = readFileSync(new URL("../../firmware/ports/espruino.d.ts", import.meta.url), "utf8");
const DECLARED = [...API.matchAll(/^declare (?:const|function) (\w+)/gm)].map((match) => match[1] as string);
/** What the tool itself puts into a program's global object: timers are cleared by the language's own names. */
const BESIDES = ["clearTimeout", "clearInterval"];

function evaluate(program: string, kind: "esp32-cyd" | "esp32c3-oled" = "esp32-cyd"): string[] {
  return said(play(createBoard(program, HARDWARE[kind]), "1,end"));
}

describe("a program's globals", () => {
  it("are the device's API and Espruino's part of the language, and nothing else", () => {
    const known = new Set([...(LANGUAGE[""] ?? "").split(" "), ...DECLARED, ...BESIDES]);
    const found = JSON.parse(
      evaluate("print(JSON.stringify(Object.getOwnPropertyNames(globalThis)));")[0] ?? "",
    );
    expect(DECLARED.length).toBeGreaterThan(20);
    expect(found.sort()).toEqual([...known].sort());
  });

  it("have no g on a board without a built-in panel", () => {
    expect(evaluate("print(typeof g+typeof Graphics);", "esp32c3-oled")).toEqual(["undefinedobject"]);
  });

  it.each([
    "Map",
    "Symbol",
    "Proxy",
    "queueMicrotask",
    "structuredClone",
    "TextEncoder",
    "console",
    "SharedArrayBuffer",
    "Math.trunc",
    "Math.imul",
    "Number.isInteger",
    "Array.from",
    "[].flat",
    "[].at",
    "'a'.localeCompare",
    "'a'.matchAll",
    "Object.freeze",
    "Object.is",
    "Uint8Array.from",
    "new Uint8Array(1).copyWithin",
    "new ArrayBuffer(1).slice",
    "Promise.race",
    "process.memory",
    "E.getSizeOf",
    "eval('(function(){return this})').constructor.prototype.toSource",
  ])("lack %s", (path) => {
    expect(evaluate(`print(typeof ${path});`)).toEqual(["undefined"]);
  });

  it("have what Espruino has", () => {
    const paths = [
      "Math.sign",
      "[].fill",
      "'a'.padStart",
      "Object.assign",
      "new Uint8Array(1).set",
      "Promise.all",
    ];
    expect(evaluate(`print([${paths.map((path) => `typeof ${path}`).join()}].join());`)).toEqual([
      paths.map(() => "function").join(),
    ]);
  });

  it("still iterate, replace and split", () => {
    expect(
      evaluate('var r="";for(var x of [1,2])r+=x;print(r+"a-b-c".replace(/-/g,"+").split("+").length);'),
    ).toEqual(["123"]);
  });
});

describe("a program", () => {
  it("finds no way to the tool through functions, errors or arrays that it is given", () => {
    const reach = (value: string): string =>
      `try{print(typeof (${value}).constructor.constructor("return process.mainModule||process.exit||this.Buffer")());}catch(e){print("no");}`;
    const said = evaluate(
      `${reach("print")}${reach("require('Storage').list()")}${reach("g")}${reach("E.toArrayBuffer('a')")}
       try{setTimeout(5,5);}catch(e){${reach("e")}}`,
    );
    expect(said).toEqual(Array(5).fill("undefined"));
  });

  it("would be found out if it were given a function of the tool", () => {
    const reached: unknown = evaluate.constructor("return process.mainModule||process.exit||this.Buffer")();
    expect(typeof reached).toBe("function");
  });

  it("gets the errors of the device as its own", () => {
    expect(
      evaluate("try{require('Storage').write('a','');}catch(e){print(e instanceof Error);print(e.message);}"),
    ).toEqual(["true", "Can't create zero length file"]);
  });

  it("has promises that settle within the callback that resolved them", () => {
    const program = "Promise.resolve(1).then(function(v){print('then '+v);});print('first');";
    expect(evaluate(program)).toEqual(["first", "then 1"]);
  });

  it("has a Date of virtual time", () => {
    const board = createBoard("print(new Date().toISOString()+Date.now());");
    board.happen({ atMs: 0, event: "start", values: ["2026-11-27T16:00:00Z"], line: 1 });
    expect(said(board)).toEqual([`2026-11-27T16:00:00.000Z${Date.UTC(2026, 10, 27, 16)}`]);
  });

  it("is evaluated in the global scope by an indirect eval", () => {
    expect(evaluate('(0,eval)("var q=5;");print(typeof global.q);')).toEqual(["number"]);
  });

  it("computes the CRC-32 of strings and views", () => {
    expect(evaluate('print(E.CRC32("abc"));print(E.CRC32(new Uint8Array([1,2])));')).toEqual([
      "891568578",
      "3066839698",
    ]);
  });
});

describe.skipIf(!ESPRUINO)("the language beside the interpreter", () => {
  // Names that the language keeps for Node's own sake, and those that the interpreter denies when asked directly.
  const KEPT = /^(RegExp\.prototype|Error\.stackTraceLimit|Promise\.prototype)/;
  const INSTANCES: Readonly<Record<string, string>> = {
    Object: "({})",
    Function: "(function(){})",
    Array: "[]",
    Number: "(1)",
    Boolean: "true",
    String: '""',
    Date: "(new Date())",
    Error: '(new Error("x"))',
    ArrayBuffer: "(new ArrayBuffer(4))",
    DataView: "(new DataView(new ArrayBuffer(4)))",
    "%TypedArray%": "(new Uint8Array(1))",
  };
  const paths = Object.entries(LANGUAGE).flatMap(([owner, names]) =>
    names
      .split(" ")
      .filter((name) => name !== "" && name !== "undefined")
      .map((name) => (owner === "" ? name : `${owner}.${name}`))
      .filter((path) => !KEPT.test(path)),
  );
  const expressionOf = (path: string): string =>
    path.replace(/^(.*)\.prototype\./, (_, owner: string) => `${INSTANCES[owner]}.`);

  function ask(list: readonly string[]): string[] {
    const probes = list.map(
      (path) => `try{print("@"+typeof ${expressionOf(path)});}catch(e){print("@undefined");}`,
    );
    return askInterpreter(probes.join("\n")).lines;
  }

  it("keeps only names that the interpreter has", () => {
    const types = ask(paths);
    expect(types).toHaveLength(paths.length);
    expect(paths.filter((_, i) => types[i] === "undefined")).toEqual([]);
  });

  it("is told of names that the interpreter lacks", () => {
    expect(ask(["Math.trunc", "Array.from", "String.prototype.at"])).toEqual(Array(3).fill("undefined"));
  });
});
