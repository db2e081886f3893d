// `passerby label` as somebody types it.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { makeLabel } from "../../host/label/fact.ts";
import { BOOKSHOP, openSubject } from "../promises/stand.ts";
import { say } from "./terminal.ts";

const folder = mkdtempSync(join(tmpdir(), "passerby-label-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("passerby label", () => {
  it("writes cards in all of the shop's languages, pages and JSON, all with the code of the board", async () => {
    const { code, output } = await say("label", "--shop", BOOKSHOP, "--board", "window", "--out", folder);
    expect(code).toBe(0);
    const names = readdirSync(join(folder, "window")).sort();
    expect(names).toEqual(["label.html", "label.json", "shelf-en.svg", "shelf-pl.svg", "shelf.html"]);
    const subject = await openSubject("window");
    const label = makeLabel(subject.shop, subject.compiled.board, subject.files);
    expect(output).toContain(`window  ${label.code}`);
    for (const name of names)
      expect(readFileSync(join(folder, "window", name), "utf8")).toContain(label.code);
    expect(JSON.parse(readFileSync(join(folder, "window", "label.json"), "utf8"))).toEqual(
      JSON.parse(JSON.stringify(label)),
    );
  });

  it("prints the same as JSON, writes nothing without --out, and refuses paper that it has not", async () => {
    const before = readdirSync(folder);
    const { code, output } = await say("label", "--shop", BOOKSHOP, "--board", "window", "--json");
    expect(code).toBe(0);
    const { labels } = JSON.parse(output);
    expect(labels.map((label: { facts: { board: string } }) => label.facts.board)).toEqual(["window"]);
    expect(readdirSync(folder)).toEqual(before);
    expect((await say("label", "--shop", BOOKSHOP, "--size", "a3")).code).toBe(2);
    expect((await say("label", "--shop", BOOKSHOP, "--board", "attic")).code).toBe(2);
  });
});
