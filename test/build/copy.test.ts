import { describe, expect, test } from "vitest";
import { shortenCommon } from "../../host/build/common.ts";
import { dropCopies } from "../../host/build/copy.ts";
import { dropDead } from "../../host/build/dead.ts";
import { bundle, runBundle } from "./script.ts";

describe("a copy of a variable", () => {
  test.each([
    ["of a parameter", "let f = (a) => { let b = a; return b + b; };\nout = f(2);"],
    [
      "of a loop's variable",
      "let f = () => { for (let i = 0; i < 3; i++) { let b = i; log.push(b); } };\nf();",
    ],
    [
      "of what is set afterwards",
      "let f = (a) => { let b = a; log.push(b); a = 7; return a; };\nout = f(1);",
    ],
    [
      "of what stands at the top",
      "let n = 1;\nlet g = () => log.length;\nlet f = () => { let b = n; return g() + b; };\nout = f();\nn = 2;\nout += f();",
    ],
    ["in a short form", "let f = (a) => { let b = a; return { b }; };\nout = f(3);"],
  ])("goes: %s", (_, lines) => {
    const text = bundle(lines);
    const dropped = dropCopies(text);
    expect(dropped).not.toContain("let b");
    expect(runBundle(dropped)).toBe(runBundle(text));
  });

  test.each([
    ["is set before the last use", "let f = (a) => { let b = a; a = 7; return b; };\nout = f(1);"],
    [
      "is set in a loop around the use",
      "let f = (a) => { let b = a; for (let i = 0; i < 3; i++) { log.push(b); a++; } return a; };\nout = f(1);",
    ],
    [
      "is set by a function that is called",
      "let n = 1;\nlet g = () => { n = 9; };\nlet f = () => { let b = n; g(); return b; };\nout = f();",
    ],
    [
      "is set by what a function calls",
      "let n = 1;\nlet h = () => { n++; };\nlet g = () => { h(); };\nlet f = () => { let b = n; g(); return b; };\nout = f();",
    ],
    [
      "is set by a function that is handed on",
      "let n = 1;\nlet g = () => { n = 9; };\nlet f = () => { let b = n; [1].forEach(g); return b; };\nout = f();",
    ],
    [
      "may be set by a function that is not known",
      "let n = 1;\nlet f = (g) => { let b = n; g(); return b; };\nout = f(() => { n = 9; });",
    ],
    [
      "may be set by a method",
      "let n = 1;\nlet f = (o) => { let b = n; o.go(); return b; };\nout = f({ go: () => { n = 9; } });",
    ],
    [
      "is set by a kept function",
      "let f = (a) => { let g = () => { a = 9; }; let b = a; g(); return b; };\nout = f(1);",
    ],
    [
      "is read by a kept function",
      "let f = (a) => { let b = a; later.push(() => b); a = 5; return a; };\nout = f(1);",
    ],
    ["is another one later itself", "let f = (a) => { let b = a; b++; return a + b; };\nout = f(1);"],
  ])("stays where it %s", (_, lines) => {
    const text = bundle(lines);
    expect(dropCopies(text)).toBe(text);
  });

  test("that is dropped in spite of all would be seen (the control)", () => {
    const text = bundle("let f = (a) => { let b = a; a = 7; return b; };\nout = f(1);");
    expect(runBundle(text.replace("return b", "return a"))).not.toBe(runBundle(text));
  });
});

describe("a variable that nobody reads", () => {
  test("goes, and what finding its values does stays", () => {
    const text = bundle(
      "let a = 1;\nlet b = log.push(2);\nlet f = () => { a = 3; b = log.push(4); let c = 5; let d = () => 6; };\nf();",
    );
    const dropped = dropDead(text);
    expect(dropped).not.toMatch(/\b[abcd] =/);
    expect(runBundle(dropped)).toBe(runBundle(text));
    expect(dropped.split("\n")).toHaveLength(text.split("\n").length);
  });

  test.each([
    "let a = 1;\nlet f = () => a;\nlog.push(f());",
    "let a = 1;\nout = (a = 2);",
    "let a = 1;\na += log.push(1);",
    "let a = 1;\nlater.push(() => { a++; });",
    "for (let i = 0; i < 2; i++) { log.push(1); }",
  ])("stays where its value may matter: %s", (lines) => {
    expect(dropDead(bundle(lines))).toBe(bundle(lines));
  });
});

describe("names of the board's language", () => {
  const many = (name: string, count: number): string =>
    Array.from({ length: count }, () => `new ${name}(1)`).join(", ");

  test("are shortened where they are named often", () => {
    const text = bundle(`out = [${many("Uint8Array", 5)}];`);
    const short = shortenCommon(text);
    expect(short.match(/Uint8Array\b(?!\$)/g)).toHaveLength(1);
    expect(runBundle(short)).toBe(runBundle(text));
  });

  test.each([
    ["named seldom", `out = [${many("Uint8Array", 1)}];`],
    ["not called", `out = [${many("Uint8Array", 5)}, typeof Uint8Array];`],
    ["the program's own", `let Uint8Array = function () {};\nout = [${many("Uint8Array", 5)}].length;`],
    ["names that the program changes", `Uint8Array = Int8Array;\nout = [${many("Uint8Array", 5)}].length;`],
  ])("stay where they are %s", (_, lines) => {
    expect(shortenCommon(bundle(lines))).toBe(bundle(lines));
  });
});
