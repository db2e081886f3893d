import { Script } from "node:vm";
import { describe, expect, test } from "vitest";
import { inlineFunctions } from "../../host/build/inline.ts";

/** A bundle as the bundler writes it, which ends by leaving a value. */
function bundle(lines: string): string {
  return `(() => {\n${lines}\n})();`;
}

/** What a bundle leaves in `out`. */
function run(text: string): unknown {
  const context = { out: undefined };
  new Script(text).runInNewContext(context);
  return context.out;
}

describe("functions that are written where they are called", () => {
  test.each([
    ["a read", "var f = (a) => a.x + 1;\nout = f({ x: 2 });"],
    ["a wrapper", "var f = (n) => [n].join();\nvar g = (m) => { let r = f(m); return r + r; };\nout = g(3);"],
    [
      "one without a value",
      "var s = { n: 0 };\nvar f = (t) => { t.n = 5; };\nvar g = (t) => { f(t); return t.n; };\nout = g(s);",
    ],
    [
      "two that call each other's result",
      "var a = 2, f = (x) => x * a, g = (y) => f(y) + 1;\nvar h = (z) => { let q = g(z); return q; };\nout = h(4);",
    ],
  ])("%s keeps its meaning", (_, lines) => {
    const text = bundle(lines);
    const inlined = inlineFunctions(text);
    expect(run(inlined)).toEqual(run(text));
    expect(inlined).not.toContain("f = (");
  });

  test.each([
    [
      "holds a comment",
      "var f = (a) => [ // one\n  a].join();\nvar g = (b) => { let r = f(b); return r; };\nout = g(2);",
    ],
    [
      "reads a variable that it changes",
      "var n = 0, bump = () => { n = 9; return 1; }, f = (x) => [bump(), x].join();\nvar g = () => { let r = f(n); return r; };\nout = g();",
    ],
    [
      "calls what it is given",
      "var o = { k: 5, m: function () { return this === o; } }, f = (h) => h();\nvar g = () => { let r = f(o.m); return [r].join(); };\nout = g();",
    ],
    ["is also passed on", "var f = (a) => a + 1;\nout = [1, 2].map(f).concat(f(3)).join();"],
    [
      "means a name that is another's at the call",
      "var k = 1, f = (a) => a + k;\nvar g = (k) => { let r = f(k); return r; };\nout = g(5);",
    ],
    [
      "assigns its parameter",
      "var f = (a) => a = a + 1;\nvar g = (b) => { let r = f(b); return [b, r].join(); };\nout = g(5);",
    ],
    [
      "changes what its argument reads",
      "var s = { n: 1 }, f = (v) => [s.n = 9, v].join();\nvar g = () => { let r = f(s.n); return r; };\nout = g();",
    ],
    [
      "has no value where one is asked for",
      "var s = {}, f = (v) => { s.n = v; };\nvar g = (v) => { let r = f(v); return [typeof r].join(); };\nout = g(3);",
    ],
    [
      "is called with an effect",
      "var n = 0, f = (v) => v + v;\nvar g = () => { let r = f(n++); return [r, n].join(); };\nout = g();",
    ],
    [
      "is called with fewer arguments",
      "var f = (a, b) => a + (b === void 0 ? 7 : b);\nvar g = (x) => { let r = f(x); return r; };\nout = g(1);",
    ],
  ])("one that %s stays, and keeps its meaning", (_, lines) => {
    const text = bundle(lines);
    expect(run(inlineFunctions(text))).toEqual(run(text));
    expect(inlineFunctions(text)).toContain("f = (");
  });

  test("lines stay where they are, for the places of findings", () => {
    const text = bundle(
      "var f = (a) => a + 1;\nvar g = (b) => {\n  let r = f(\n    b);\n  return r;\n};\nout = g(1);",
    );
    expect(inlineFunctions(text).split("\n")).toHaveLength(text.split("\n").length);
  });

  test("a wrong replacement would be seen (control)", () => {
    const text = bundle(
      "var k = 1, f = (a) => a + k;\nvar g = (k) => { let r = f(k); return r; };\nout = g(5);",
    );
    expect(run(text.replace("f(k)", "(k + k)"))).not.toEqual(run(text));
  });
});
