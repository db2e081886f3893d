import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { ROWS } from "../../host/build/flow/flow.ts";
import { buildProgram, type Program } from "../../host/build/program.ts";
import { nameFiles } from "../../host/cli/files.ts";
import { compileBoard, findBoard } from "../../host/compile/board.ts";
import { chooseWords } from "../../host/compile/texts.ts";
import { checkAgreement, checkLabel, checkSituation } from "../../host/label/agree.ts";
import { asJson, type Json, shortCode, writeCanonical } from "../../host/label/code.ts";
import { type Label, makeLabel, makeMark, NOT_PROMISED, writeLabel } from "../../host/label/fact.ts";
import { makeManifest, type Parts, writeManifest } from "../../host/label/manifest.ts";
import { writeCompare, writeLines, writeQr } from "../../host/label/text.ts";
import { labelWords } from "../../host/label/words.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import { openBookshop } from "../promises/stand.ts";

const shop = openBookshop();
const board = findBoard(shop, "till");
let program: Program;
let label: Label;
let parts: Parts;
beforeAll(async () => {
  program = await buildProgram(board.kind, { sensors: board.sensors });
  label = makeLabel(shop, board, program);
  const { deployment, fonts, report } = compileBoard(shop, board, makeMark(shop, label));
  const files = { boot: program.boot, program: program.program, deployment, fonts };
  parts = { shop, board, program, files: nameFiles({ hardware: HARDWARE[board.kind], files }), report };
});

/** Every path to a value that is no list and no record. */
function listLeaves(value: Json, path: readonly string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [[...path]];
  const entries = Object.entries(value);
  return entries.length === 0
    ? [[...path]]
    : entries.flatMap(([key, item]) => listLeaves(item, [...path, key]));
}

/** A copy in which one value is another one, or gone. */
function change(value: Json, path: readonly string[], to: Json | undefined): Json {
  const [key, ...rest] = path;
  if (key === undefined) return to ?? null;
  const entries = Object.entries(value as Record<string, Json>);
  const changed = entries.flatMap(([name, item]): [string, Json][] => {
    if (name !== key) return [[name, item]];
    return rest.length === 0 && to === undefined ? [] : [[name, change(item, rest, to)]];
  });
  return Array.isArray(value) ? changed.map(([, item]) => item) : Object.fromEntries(changed);
}

function other(value: Json): Json {
  if (typeof value === "number") return value + 1;
  if (typeof value === "boolean") return !value;
  return typeof value === "string" ? `${value}!` : ["new"];
}

function find(value: Json, path: readonly string[]): Json {
  return path.reduce<Json>((at, key) => (at as Record<string, Json>)[key], value);
}

function codeOf(check: () => void): string {
  try {
    check();
    return "agree";
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : String(error);
  }
}

describe("label, manifest and bundle", () => {
  it("P10: agree as they are written", () => {
    const said: [unknown, unknown] = [
      JSON.parse(writeLabel(label)),
      JSON.parse(writeManifest(makeManifest(parts))),
    ];
    expect(codeOf(() => checkAgreement(parts, ...said))).toBe("agree");
  });

  it("P10: every field of the label, changed or left out, fails the build (control)", () => {
    const said = asJson(label);
    const leaves = listLeaves(said);
    expect(leaves.length).toBeGreaterThan(80);
    for (const path of leaves)
      for (const to of [other(find(said, path)), undefined])
        expect([path, codeOf(() => checkLabel(shop, board, program, change(said, path, to)))]).toEqual([
          path,
          "policy-label",
        ]);
    expect(codeOf(() => checkLabel(shop, board, program, { ...label, more: 1 }))).toBe("policy-label");
  });

  it("P10: every field of the manifest, changed or left out, fails the build (control)", () => {
    const said = asJson(makeManifest(parts));
    const leaves = listLeaves(said);
    expect(leaves.length).toBeGreaterThan(140);
    for (const path of leaves)
      for (const to of [other(find(said, path)), undefined])
        expect([path, codeOf(() => checkAgreement(parts, label, change(said, path, to)))]).toEqual([
          path,
          "policy-manifest",
        ]);
  });

  it("P10: another bundle than the label's fails, also where the manifest lists it (control)", () => {
    const changed = { ...program, program: `${program.program} ` };
    expect(codeOf(() => checkLabel(shop, board, changed, label))).toBe("policy-label");
    const files = new Map(parts.files).set("program.js", Buffer.from(changed.program, "latin1"));
    const swapped = { ...parts, files };
    expect(codeOf(() => checkAgreement(swapped, label, makeManifest(swapped)))).toBe("policy-manifest");
    const leaky = { ...program, program: `${program.program};NRF.wake();` };
    expect(codeOf(() => checkLabel(shop, board, leaky, makeLabel(shop, board, leaky)))).toBe(
      "policy-undeclared",
    );
  });

  it("P10: a field of the Situation that no flow declares fails, and one that is gone (control)", () => {
    const keys = ["minuteOfWeek", "day", "axes", "language", "pin", "banned", "bannedCount", "soldOut"];
    expect(codeOf(() => checkSituation(keys, 6))).toBe("agree");
    expect(codeOf(() => checkSituation([...keys, "gait"], 6))).toBe("policy-situation");
    expect(codeOf(() => checkSituation(keys.slice(1), 6))).toBe("policy-situation");
    expect(codeOf(() => checkSituation(keys, 7))).toBe("policy-situation");
  });
});

describe("the short code", () => {
  it("P10: changes with every fact of the label", () => {
    const facts = asJson(label.facts);
    const codes = listLeaves(facts).map((path) => shortCode(change(facts, path, other(find(facts, path)))));
    expect(new Set([label.code, ...codes]).size).toBe(codes.length + 1);
  });

  it("has two groups of four digits, none of which is taken for another", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(shortCode(asJson(value))).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
      }),
    );
    // SHA-256 of `{}` begins with 44136fa355: 40 bits are eight digits of base 32.
    expect((0x44136fa355).toString(32)).toBe("8g9mv8ql");
    expect(shortCode({})).toBe("8G9P-Z8TN");
  });

  it("does not depend on the order of keys", () => {
    const value = { b: [1, { d: "ł", c: null }], a: true };
    expect(writeCanonical(value)).toBe('{"a":true,"b":[1,{"c":null,"d":"ł"}]}');
    expect(shortCode({ a: true, b: [1, { c: null, d: "ł" }] })).toBe(shortCode(value));
    expect(shortCode({ a: true, b: [{ c: null, d: "ł" }, 1] })).not.toBe(shortCode(value));
  });

  it("is the same whatever the cards say, and another one for another board", () => {
    const fewer = { ...shop, offers: shop.offers.slice(0, 3) };
    expect(makeLabel(fewer, board, program).code).toBe(label.code);
    expect(makeLabel(shop, { ...board, id: "door" }, program).code).not.toBe(label.code);
  });
});

describe("words", () => {
  it.each(["pl", "en", "de"])("of %s has a sentence for every flow and every limit", (language) => {
    const words = labelWords(language);
    for (const { id } of ROWS) expect(words.flows[id]).toHaveLength(3);
    for (const limit of NOT_PROMISED) expect(words.limits[limit]).toMatch(/\.$/);
    for (const [caption, text] of writeLines(label, language)) {
      expect(caption).not.toBe("");
      expect(text).toMatch(/\.$/);
    }
  });

  it("say on the card what is sensed and how to leave, in the very words of the display", () => {
    const text = (id: string, language: string): string => {
      const made = makeLabel(shop, findBoard(shop, id), program);
      return writeLines(made, language)
        .map((line) => line.join(" "))
        .join("\n");
    };
    for (const language of ["pl", "en", "de"]) {
      const { dismiss, pause, forget, know } = chooseWords(language);
      for (const word of [dismiss, pause, forget]) expect(text("till", language)).toContain(word);
      expect(writeCompare(label, language)).toContain(know);
      const words = labelWords(language);
      expect(text("crime-shelf", language)).toContain(words.sensors.scan);
      expect(text("till", language)).not.toContain(words.sensors.scan);
      expect(text("till", language)).toContain(words.radio.silent);
    }
  });

  it("say of bthome that whoever listens learns it, and name what is counted", () => {
    const counted: Label = {
      ...label,
      facts: {
        ...label.facts,
        radio: { profile: "bthome", sends: "" },
        statistics: { counted: ["footfall"], epsilonOfEpisode: 0.2877 },
      },
    };
    const text = writeLines(counted, "en").join("\n");
    expect(text).toContain(labelWords("en").radio.bthome);
    expect(labelWords("en").radio.bthome).toMatch(/somebody is near\. Whoever listens learns that/);
    expect(text).toContain(labelWords("en").statistics.footfall);
  });

  it("say of a board that sends that it can be paired with all the time, of a silent one only at its start", () => {
    const link = { ...board, radio: "link" as const, link: "https://example.com" };
    expect(makeLabel(shop, link, program).facts.notPromised).toContain("pairing");
    expect(makeLabel(shop, link, program).facts.notPromised).not.toContain("bonds");
    expect(label.facts.notPromised).toContain("bonds");
    expect(label.facts.notPromised).not.toContain("pairing");
  });

  it("do not call one step what a button reaches through its menu", () => {
    const pressed = makeLabel(shop, findBoard(shop, "window"), program);
    for (const language of ["pl", "en", "de"]) {
      const words = labelWords(language);
      const menu = words.controlsButton([]).slice(-8);
      expect(writeLines(pressed, language).join()).toContain(menu);
      // The control: a panel that is touched.
      expect(writeLines(label, language).join()).not.toContain(menu);
      expect(writeLines(label, language).join()).toContain(words.controls([]).slice(-8));
    }
  });

  it("ask nothing of somebody in front of a board without input", () => {
    const bare = makeLabel(shop, { ...board, sensors: ["pir"] }, program);
    expect(bare.facts.controls).toEqual([]);
    expect(writeLines(bare, "en").join()).toContain(labelWords("en").noControls);
    expect(writeCompare(bare, "en")).toBeUndefined();
  });
});

describe("what the QR code says", () => {
  it("is the shop's page with the code, or without one the facts themselves", () => {
    const paged = makeLabel({ ...shop, label: "https://example.org/label" }, board, program);
    expect(writeQr(paged, "en", "short")).toBe(`https://example.org/label#${paged.code}`);
    expect(writeQr(label, "en", "long")).toContain(`Passerby ${label.code}\n`);
    for (const language of ["pl", "en", "de"])
      expect(Buffer.byteLength(writeQr(label, language, "short"))).toBeLessThan(110);
  });
});
