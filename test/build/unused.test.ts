import { describe, expect, it } from "vitest";
import { dropUnused } from "../../host/build/unused.ts";

const wrap = (text: string): string => `(() => {\n${text}\n})();`;

describe("what nothing names", () => {
  it("goes, and with it what only it named; lines stay where they are", () => {
    const text = wrap("var a = 1, b = () => a,\n c = [1, 2];\nconst d = () => c;\nprint(3);");
    expect(dropUnused(text)).toBe(wrap("\n\n\nprint(3);"));
  });

  it("stays where its value is made by a call, or where something names it", () => {
    const text = wrap("var a = f(), b = [f()], c = () => 1;\nprint(c);");
    expect(dropUnused(text)).toBe(text);
  });

  it("keeps its neighbours in the same statement", () => {
    expect(dropUnused(wrap("var a = 1, b = () => 2, c = f();\nprint(a);"))).toBe(
      wrap("var a = 1, c = f();\nprint(a);"),
    );
  });

  it("is only looked for in a bundle of one arrow", () => {
    expect(dropUnused("var a = 1;")).toBe("var a = 1;");
  });
});
