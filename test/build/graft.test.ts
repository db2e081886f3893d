import { readFileSync } from "node:fs";
import { Script } from "node:vm";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { flattenFunctions } from "../../host/build/graft.ts";
import { unwrapOuter } from "../../host/build/outer.ts";
import { releaseStart } from "../../host/build/release.ts";
import { unfoldStatements } from "../../host/build/unfold.ts";

/** Programs whose meaning an earlier version of the passes changed, each with what went wrong. */
const FOUND: readonly { what: string; lines: string[] }[] = JSON.parse(
  readFileSync(new URL("found.json", import.meta.url), "utf8"),
);

/** A bundle as the bundler writes it, which ends by leaving a value. */
function bundle(lines: string): string {
  return `(() => {\n${lines}\n})();`;
}

/** What a bundle leaves in `out`, and what it wrote down on the way. */
function run(text: string): unknown {
  const context: { out: unknown; log: unknown[]; later: (() => unknown)[] } = {
    out: undefined,
    log: [],
    later: [],
  };
  new Script(text).runInNewContext(context, { timeout: 2000 });
  for (const call of context.later) context.log.push(call());
  return JSON.stringify([context.out, context.log]);
}

describe("functions of several statements, written where they are called", () => {
  test.each([
    ["a statement", "var f = (a) => { log.push(a); log.push(a + 1); };\nf(3);\nout = 1;"],
    [
      "an early return",
      "var f = (a) => { if (a > 2) return; log.push(a); };\nvar g = (b) => { f(b); log.push(9); };\ng(1); g(5);",
    ],
    [
      "a value from two ways",
      "var f = (a) => { if (a) { log.push(a); return a * 2; } return 7; };\nvar g = (b) => { let r = f(b); return r + r; };\nout = g(3) + g(0);",
    ],
    [
      "a return in a branch that does not always return",
      "var f = (a) => { if (a) { log.push(1); if (a > 2) return 5; } log.push(2); return 6; };\nvar g = (b) => { let r = f(b); return [r]; };\nout = [g(0), g(1), g(3)];",
    ],
    [
      "a returned call",
      "var f = (a) => { for (let i = 0; i < 9; i++) if (i === a) return i; log.push(a); };\nvar g = (b) => { if (b < 0) return -1; return f(b); };\nout = [g(4), g(-3), g(20)];",
    ],
    [
      "a condition",
      "var f = (a) => { log.push(a); let r = a & 1; return r === 1; };\nvar g = (b, c) => { if (c || f(b)) return 1; return 2; };\nout = [g(1, 0), g(2, 0), g(2, 1)];",
    ],
    [
      "a call in a loop",
      "var f = (a) => { let twice; if (a > 1) twice = a * 2; log.push(twice); };\nvar g = () => { for (let i = 0; i < 4; i++) f(i); };\ng();",
    ],
    [
      "a choice",
      "var f = (a) => { log.push(a); let r = a; return r + 1; };\nvar g = (c) => { let r = c ? f(c) : 9; return [r]; };\nout = [g(4), g(0)];",
    ],
    [
      "a pure one beside other reads",
      "var f = (a) => { let n = 0; while (n < a) n += 3; return n; };\nvar g = (o) => { let r = o.x + o.list[1 + f(o.y)]; return r; };\nout = g({ x: 1, y: 2, list: [0, 1, 2, 3, 4, 5] });",
    ],
    [
      "one that assigns its parameter",
      "var f = (a) => { a = a + 1; log.push(a); };\nvar g = (b) => { f(b); return b; };\nout = g(5);",
    ],
    [
      "one whose names are also the caller's",
      "var f = (x) => { let y = x * 2; log.push(y); return y; };\nvar g = (y) => { let x = f(y); return [x, y]; };\nout = g(2);",
    ],
    ["two places", "var f = (a) => { let r = a; log.push(r); };\nvar g = (b) => { f(b); f(b + 1); };\ng(1);"],
  ])("%s keeps its meaning", (_, lines) => {
    const text = bundle(lines);
    const flat = flattenFunctions(text);
    expect(run(flat)).toEqual(run(text));
    expect(flat).not.toMatch(/\bf = \(/);
  });

  test.each([
    [
      "returns out of a loop where its value is needed",
      "var f = (a) => { for (let i = 0; i < 9; i++) if (i === a) return i; return 0; };\nvar g = (b) => { let r = f(b); return r + log.push(r); };\nout = g(3);",
    ],
    [
      "is called after something with an effect",
      "var n = 0;\nvar f = () => { log.push(n); let r = n; return r; };\nvar g = () => { let r = n++ + f(); return r; };\nout = g();",
    ],
    [
      "is handed on",
      "var f = (a) => { log.push(a); log.push(a); };\n[1, 2].forEach((x) => { log.push(x); });\nout = [3].map(f).length;",
    ],
    ["calls itself", "var f = (n) => { log.push(n); if (n > 0) f(n - 1); };\nf(3);"],
    [
      "makes a function, in a loop",
      "var f = (a) => { let b = a * 2; log.push(() => b); };\nvar g = () => { for (let i = 0; i < 3; i++) f(i); };\ng();\nout = log.map((one) => one());\nlog.length = 0;",
    ],
    [
      "is called with fewer arguments",
      "var f = (a, b) => { log.push(a); return b === void 0 ? 7 : b; };\nvar g = (x) => { let r = f(x); return r; };\nout = g(1);",
    ],
    [
      "holds a comment",
      "var f = (a) => { log.push(a); // one\n log.push(2); };\nvar g = (x) => { f(x); return x; };\nout = g(1);",
    ],
    [
      "is long and called twice",
      `var f = (a) => { ${"log.push(a * 3 + 1);".repeat(12)} };\nvar g = (b) => { f(b); f(b + 1); };\ng(1);`,
    ],
  ])("one that %s stays, and keeps its meaning", (_, lines) => {
    const text = bundle(lines);
    const flat = flattenFunctions(text);
    expect(run(flat)).toEqual(run(text));
    expect(flat).toMatch(/\bf = \(/);
  });

  test.each(FOUND)("$what, which was found once, keeps its meaning", ({ lines }) => {
    const text = bundle(lines.join("\n"));
    const flat = flattenFunctions(text);
    expect(run(flat)).toEqual(run(text));
    expect(run(unwrapOuter(releaseStart(flat)))).toEqual(run(text));
  });

  test("random programs keep their meaning", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 40, maxLength: 160 }), (dice) => {
        const text = bundle(writeProgram(dice));
        const flat = flattenFunctions(text);
        expect(run(flat), text).toEqual(run(text));
        expect(run(unwrapOuter(releaseStart(flat))), text).toEqual(run(text));
      }),
      { numRuns: 300 },
    );
  });

  test("random programs are flattened at all, and a changed one is seen (controls)", () => {
    let flattened = 0;
    let seen = 0;
    for (const sample of fc.sample(fc.array(fc.nat(1000), { minLength: 40, maxLength: 160 }), {
      numRuns: 100,
      seed: 7,
    })) {
      const text = bundle(writeProgram(sample));
      const count = (one: string): number => one.match(/\bf\d+ = \(/g)?.length ?? 0;
      const flat = flattenFunctions(text);
      if (count(flat) < count(text)) flattened++;
      if (run(flat.replace("log.push(", "log.push(7, ")) !== run(text)) seen++;
    }
    expect(flattened).toBeGreaterThan(30);
    expect(seen).toBeGreaterThan(20);
  });

  test("lines stay where they are, for the places of findings", () => {
    const text = bundle(
      "var f = (a) => {\n  log.push(a);\n  log.push(2);\n};\nvar g = (b) => {\n  f(\n    b);\n  return b;\n};\nout = g(1);",
    );
    expect(flattenFunctions(text).split("\n")).toHaveLength(text.split("\n").length);
  });
});

describe("statements in their long form", () => {
  test.each([
    "var g = (a, b) => (log.push(1), a ? (log.push(2), b) : b && log.push(3));\nout = [g(1, 2), g(0, 0), g(0, 5)];",
    "var g = (a) => { if (log.push(1), a > 1) return 1; else if (a) log.push(4), log.push(5); return a || 8; };\nout = [g(0), g(1), g(2)];",
    "var g = (a) => { let r = 0, s = a; for (; s > 0; s--) r += s, log.push(r); while (r > 3) r--; return r; };\nout = g(3);",
  ])("means the same: %#", (lines) => {
    const text = bundle(lines);
    expect(run(unfoldStatements(text, new Set()))).toEqual(run(text));
  });
});

describe("what only the start needs", () => {
  const TEXT = bundle(
    "var early = (a) => { log.push(a); return a; };\nvar late = (a) => { log.push(-a); };\nvar both = (a) => { log.push(a); };\nvar passed = (a) => a;\nout = early(2);\nboth(1);\nother = () => { late(3); both(4); };\nlog.push([5].map(passed)[0]);",
  );

  test("is set free by the last statement, and nothing else is", () => {
    expect(releaseStart(TEXT).split("\n").slice(-2).join("")).toBe("early = 0;})();");
    expect(run(releaseStart(TEXT))).toBe(run(TEXT));
  });

  test("a program without such functions stays what it is", () => {
    const text = bundle("var late = () => { log.push(1); };\nother = () => { late(); };");
    expect(releaseStart(text)).toBe(text);
  });

  test("a global of another program is not taken for a variable that has no value yet", () => {
    const text = bundle("var fresh;\nlog.push(fresh);\nfresh = 4;");
    expect(run(`fresh = 7;${unwrapOuter(text)}`)).toBe(run(text));
    expect(run(`fresh = 7;${unwrapOuter(text).replace(" = void 0", "")}`)).not.toBe(run(text));
  });
});

/** A program of functions that call one another, of numbers and what is written down; each die decides one thing. */
function writeProgram(dice: readonly number[]): string {
  let next = 0;
  const roll = (sides: number): number => (dice[next++ % dice.length] ?? 0) % sides;
  const functions = 3 + roll(4);
  const value = (names: readonly string[], calls: number, depth: number): string => {
    const kind = roll(depth > 2 ? 3 : 7);
    const name = names[roll(names.length)] ?? "1";
    const more = (): string => value(names, calls, depth + 1);
    if (kind === 0) return `${roll(9)}`;
    if (kind < 3) return name;
    if (kind === 3) return `(${more()} + 1)`;
    if (kind === 4) return `(${more()} > ${roll(6)} ? ${more()} : ${more()})`;
    if (kind === 5) return `(${more()} && ${more()})`;
    return calls === 0 ? name : `f${roll(calls)}(${more()}, ${more()})`;
  };
  const block = (names: readonly string[], calls: number, depth: number, isLoop: boolean): string => {
    const own = [...names];
    const lines: string[] = [];
    for (let i = 0; i <= roll(3); i++) {
      const kind = roll(depth > 2 ? 4 : 7);
      const made = `v${next}`;
      if (kind === 0) lines.push(`log.push(${value(own, calls, 1)});`);
      else if (kind === 1) {
        lines.push(`let ${made} = ${value(own, calls, 1)};`);
        own.push(made);
      } else if (kind === 2) lines.push(`${own[roll(own.length)]} = ${value(own, calls, 1)};`);
      else if (kind === 3)
        lines.push(isLoop ? "log.push(8);" : `if (${value(own, calls, 2)}) return ${value(own, calls, 2)};`);
      else if (kind === 4)
        lines.push(
          `if (${value(own, calls, 1)}) { ${block(own, calls, depth + 1, isLoop)} } else { ${block(own, calls, depth + 1, isLoop)} }`,
        );
      else if (kind === 5)
        lines.push(
          `for (let ${made} = 0; ${made} < 2; ${made}++) { ${block(own, calls, depth + 1, roll(2) === 0)} }`,
        );
      else lines.push(`${value(own, calls, 1)} > 2 && log.push(${value(own, calls, 1)});`);
    }
    return lines.join("\n");
  };
  const lines = Array.from(
    { length: functions },
    (_, i) =>
      `var f${i} = (a, b) => {\n${block(["a", "b"], i, 0, false)}\nreturn ${value(["a", "b"], i, 0)};\n};`,
  );
  return `${lines.join("\n")}\nout = [f${functions - 1}(1, 2), f${functions - 1}(0, 5)];`;
}
