import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dropAliases, joinDeclarations } from "../../host/build/alias.ts";
import { splitObjects } from "../../host/build/field.ts";
import { sortVariables } from "../../host/build/front.ts";
import { flattenFunctions } from "../../host/build/graft.ts";
import { unwrapOuter } from "../../host/build/outer.ts";
import { releaseStart } from "../../host/build/release.ts";
import { mergeState } from "../../host/build/state.ts";
import { bundle, runBundle } from "./script.ts";

/** All passes, in the order of the build. */
function mergeAll(text: string): string {
  const whole = mergeState(flattenFunctions(mergeState(flattenFunctions(text))));
  return unwrapOuter(releaseStart(sortVariables(flattenFunctions(whole))));
}

describe("an object that there is one of", () => {
  test.each([
    ["is read and set", "let s = { a: 1, b: [2] };\ns.a++;\ns.b[0] += s.a;\nout = [s.a, s.b];"],
    [
      "is handed to functions",
      "let f = (s, n) => { s.a += n; log.push(s.a); return s.a; };\nlet s = { a: 1 };\nf(s, 2);\nout = f(s, 3) + f(s, 4);",
    ],
    [
      "holds another",
      "let t = { n: 5 };\nlet s = { t: t, u: { v: 1 } };\nlet f = (x) => { let t = x.t; t.n++; x.u.v = t.n; };\nf(s);\nf(s);\nout = [s.t.n, s.u.v];",
    ],
    [
      "has values that name another's",
      "let a = { x: 1, y: 2 };\nlet b = { x: a.y, y: (log.push(a.x), a.x) };\nout = [b.x, b.y];",
    ],
    ["has functions", "let s = { n: 1, f: (a) => a + 1 };\nout = s.f(s.n);"],
    [
      "is set later",
      "let s;\nlog.push(1);\ns = { a: 4 };\nlet f = () => s.a;\nlog.push(f());\ns.a = 6;\nlog.push(f());",
    ],
    ["is written in short", "let a = 3;\nlet s = { a };\ns.a = 5;\nout = [a, s.a];"],
    [
      "is what a kept function names",
      "let f = (s, n) => { later.push(() => s.n + n); };\nlet s = { n: 1 };\nf(s, 2);\nf(s, 3);\ns.n = 7;",
    ],
  ])("that %s gives way to variables", (_, lines) => {
    const text = bundle(lines);
    const merged = mergeState(text);
    expect(runBundle(merged)).toBe(runBundle(text));
    expect(merged).not.toMatch(/\bs(\$\d+)? = \{/);
    expect(runBundle(mergeAll(text))).toBe(runBundle(text));
  });

  test.each([
    ["is handed to what is not known", "let s = { a: 1 };\nlog.push(s);\ns.a = 2;"],
    ["is named by a key", "let s = { a: 1, b: 2 };\nlet k = log.length ? 'a' : 'b';\nout = s[k];"],
    ["has another field later", "let s = { a: 1 };\ns.b = 2;\nout = [s.a, s.b];"],
    ["loses a field", "let s = { a: 1 };\ndelete s.a;\nout = [s.a];"],
    ["has a method", "let s = { a: 1, f: function () { return this.a; } };\nout = s.f();"],
    [
      "is another one later",
      "let s = { a: 1 };\nlet f = () => s.a;\nlog.push(f());\ns = { a: 2 };\nlog.push(f());",
    ],
    ["is made in a loop", "for (let i = 0; i < 2; i++) { let s = { a: i }; later.push(() => s.a); }"],
    ["takes fields from another", "let t = { a: 1 };\nlet s = { ...t, b: 2 };\ns.b++;\nout = [s.b];"],
    ["has a computed key", "let k = 'a';\nlet s = { [k]: 1, b: 2 };\ns.b++;\nout = [s.b];"],
    ["has a getter", "let s = { get a() { return log.push(1); }, b: 1 };\nout = [s.a, s.b];"],
    ["has one key twice", "let s = { a: log.push(1), a: log.push(2) };\nout = s.a;"],
    ["may be missing", "let s = { a: 1 };\nout = s?.a;"],
  ])("that %s stays", (_, lines) => {
    const text = bundle(lines);
    const split = splitObjects(text);
    expect(split).toContain("s = {");
    expect(runBundle(split)).toBe(runBundle(text));
    expect(runBundle(mergeAll(text))).toBe(runBundle(text));
  });
});

describe("another name of the same", () => {
  test.each([
    [
      "a constant",
      "let a = 3;\nlet b = a;\nlet f = (x) => { let c = b; return x + c; };\nlog.push(f(1));\nout = f(2);",
    ],
    ["a parameter", "let a = [1];\nlet f = (x, y) => { log.push(x[0] + y); };\nf(a, 2);\nf(a, 3);"],
    ["a number as an argument", "let f = (x, y) => { log.push(x.toFixed(1) + y); };\nf(2, 1);\nf(2, 5);"],
    [
      "an argument in brackets",
      "let a = [1];\nlet f = (x, y) => { log.push(x[0] + y); };\nf((a), (2, 3));\nf(((a)), 4);",
    ],
    [
      "a function that calls itself",
      "let a = [4];\nlet f = (x, n) => { log.push(x[0] + n); if (n > 0) f(x, n - 1); };\nf(a, 2);",
    ],
    [
      "a call in a call",
      "let a = [4];\nlet f = (x, n) => { log.push(x[0]); return n + 1; };\nout = f(a, f(a, f(a, 1)));",
    ],
  ])("goes: %s", (_, lines) => {
    const text = bundle(lines);
    const dropped = dropAliases(text);
    expect(runBundle(dropped)).toBe(runBundle(text));
    expect(dropped.length).toBeLessThan(text.length);
  });

  test.each([
    ["of what changes", "let a = 1;\nlet f = () => { let b = a; a = 5; return b; };\nout = f();"],
    [
      "that changes itself",
      "let a = [1];\nlet f = (x) => { log.push(x[0]); x = [2]; log.push(x[0]); };\nf(a);\nf(a);",
    ],
    [
      "of one thing here and of another there",
      "let a = [1];\nlet b = [2];\nlet f = (x) => { log.push(x[0]); };\nf(a);\nf(b);",
    ],
    [
      "in a function that is handed on",
      "let a = [1];\nlet f = (x) => { log.push(x[0]); };\nf(a);\n[[5]].forEach(f);",
    ],
    [
      "that is missing in a call",
      "let a = [1];\nlet f = (x) => { log.push(x === undefined); };\nf(a);\nf();",
    ],
    [
      "that a list gives",
      "let a = [1];\nlet f = (x, y) => { log.push([x[0], y]); };\nf(a, 1);\nf(...[a, 2]);",
    ],
    [
      "of what has no value yet when a function is made",
      "var f = (x) => { later.push(() => x); };\nvar g = () => { f(a); };\ng();\nvar a = [5];",
    ],
  ])("stays where it is one %s", (_, lines) => {
    const text = bundle(lines);
    expect(runBundle(dropAliases(text))).toBe(runBundle(text));
    expect(dropAliases(text)).toBe(text);
  });

  test("a declaration moves to where its variable is set, unless something looks at it before", () => {
    expect(joinDeclarations(bundle("let a;\nlog.push(1);\na = 2;"))).toBe(
      bundle("\nlog.push(1);\nlet a = 2;"),
    );
    for (const lines of [
      "let a;\nlog.push(a);\na = 2;",
      "let a;\nlet f = () => a;\nlog.push(f());\na = 2;",
      "let a;\na = 2;\na = 3;",
      "let a;\nif (log) { a = 2; }\nlog.push(a);",
      "let a = 1;\nlog.push(1);\na = 2;",
    ])
      expect(joinDeclarations(bundle(lines))).toBe(bundle(lines));
  });
});

describe("variables in the order of their use", () => {
  const LINES =
    "let once = 1;\nlet f = () => { for (let i = 0; i < 9; i++) { often += list[i & 1] + often; } };\nlet often = 2;\nlet list = [often, once];\nlater.push(f);\nout = often;";

  test("the most used come first, mean the same, and leave the lines where they are", () => {
    const sorted = sortVariables(bundle(LINES));
    expect(sorted.split("\n")).toHaveLength(bundle(LINES).split("\n").length);
    expect(sorted).toMatch(/^\(\(\) => \{ let often = 2;/);
    expect(runBundle(unwrapOuter(sorted))).toBe(runBundle(bundle(LINES)));
  });

  test("what is not the same everywhere is set where it was, and what only the start names stays", () => {
    const text = bundle(
      `let f = () => ${"a + ".repeat(30)}1;\nlog.push(2);\nlet a = log.length;\nlet b = 3;\nlater.push(f);\nout = b;`,
    );
    const sorted = sortVariables(text);
    expect(sorted).toContain("let a = 0;");
    expect(sorted).toContain("\na = log.length;\nlet b = 3;");
    expect(runBundle(sorted)).toBe(runBundle(text));
  });
});

const DICE = fc.array(fc.nat(1000), { minLength: 60, maxLength: 200 });

test("random programs with state keep their meaning", () => {
  fc.assert(
    fc.property(DICE, (dice) => {
      const text = bundle(writeProgram(dice));
      expect(runBundle(mergeAll(text)), text).toBe(runBundle(text));
    }),
    { numRuns: 300 },
  );
});

test("random programs lose their objects, and a changed one is seen (controls)", () => {
  let merged = 0;
  let seen = 0;
  for (const dice of fc.sample(DICE, { numRuns: 60, seed: 7 })) {
    const text = bundle(writeProgram(dice));
    const whole = mergeAll(text);
    if (!/state|part/.test(whole.replace(/\bpart\w*\$\w+|\bstate\w*\$\w+/g, ""))) merged++;
    if (runBundle(whole.replace("+ 1", "+ 2")) !== runBundle(text)) seen++;
  }
  expect(merged).toBeGreaterThan(15);
  expect(seen).toBeGreaterThan(12);
});

/** Functions over one state of two parts, one of which may be made twice; each die decides one thing. */
function writeProgram(dice: readonly number[]): string {
  let next = 0;
  const roll = (sides: number): number => (dice[next++ % dice.length] ?? 0) % sides;
  const field = (): string =>
    ["s.n", "s.m", "s.part.a", "s.part.b", "s.list[0]", "p.a", "p.b"][roll(7)] ?? "s.n";
  const value = (calls: number, depth: number): string => {
    const kind = roll(depth > 2 ? 3 : 6);
    if (kind === 0) return `${roll(9)}`;
    if (kind === 1) return field();
    if (kind === 2) return "x";
    if (kind === 3) return `(${value(calls, depth + 1)} + 1)`;
    if (kind === 4)
      return `(${value(calls, depth + 1)} > ${roll(6)} ? ${value(calls, depth + 1)} : ${field()})`;
    return calls === 0 ? field() : call(calls, depth);
  };
  const call = (calls: number, depth: number): string =>
    `f${roll(calls)}(s, ${roll(4) === 0 ? "p" : "s.part"}, ${depth > 2 ? "x" : value(calls, depth + 1)})`;
  const statement = (calls: number, depth: number): string => {
    const kind = roll(depth > 1 ? 4 : 7);
    if (kind === 0) return `log.push(${value(calls, 1)});`;
    if (kind === 1) return `${field()} = (${value(calls, 1)}) & 1023;`;
    if (kind === 2) return `if (${value(calls, 1)} > 3) return ${value(calls, 2)};`;
    if (kind === 3) return calls === 0 ? "s.n++;" : `${call(calls, 1)};`;
    if (kind === 4) return `{ let s2 = s; let q = s2.part; q.a = (q.b + s2.m) & 255; }`;
    if (kind === 5)
      return `if (${field()} & 1) { ${statement(calls, depth + 1)} } else { ${statement(calls, depth + 1)} }`;
    return `later.push(() => s.n + p.a);`;
  };
  const functions = Array.from({ length: 2 + roll(4) }, (_, i) => {
    const lines = Array.from({ length: 1 + roll(3) }, () => statement(i, 0));
    return `let f${i} = (s, p, x) => {\n${lines.join("\n")}\nreturn (${value(i, 1)}) & 1023;\n};`;
  });
  const last = functions.length - 1;
  const isTwice = roll(3) === 0;
  return [
    "let makePart = (a) => ({ a: a, b: 2 });",
    ...functions,
    "let part = makePart(1);",
    "let state = { n: 0, m: 7, part: part, list: [5] };",
    isTwice ? "let other = makePart(9);" : "let other = part;",
    `log.push(f${last}(state, ${roll(2) === 0 ? "part" : "other"}, 3));`,
    `log.push(f${roll(last + 1)}(state, other, state.n));`,
    "out = [state.n, state.m, part.a, part.b, other.a];",
  ].join("\n");
}
