// What the shop's README says of each setting of `calibration`: what holds without it, and how far it goes.
import { describe, expect, it } from "vitest";
import { compileCalibration } from "../../host/compile/calibration.ts";
import { calibrationSchema, type RawCalibration, readCalibration } from "../../host/shop/calibration.ts";
import type { SensorKind } from "../../host/shop/model.ts";
import type { Report } from "../../host/shop/report.ts";
import { ROOT } from "../build/fixture.ts";
import { readText } from "./document.ts";

interface Setting {
  readonly key: string;
  readonly without: string;
  readonly least: string;
  readonly most: string;
}

const SENSORS: readonly SensorKind[] = ["pir", "radar-uart", "distance", "scan"];

/** Rows with a default and two bounds; a row of two keys is two settings. */
function listSettings(document: string): Setting[] {
  const rows = document.matchAll(/^\| ((?:`\w+`(?:, )?)+) \| [^|]+ \| ([^|]+) \| ([^|,]+), ([^|,]+) \|$/gm);
  return [...rows].flatMap(([, keys, defaults, least, most]) =>
    [...keys.matchAll(/`(\w+)`/g)].map(([, key], i) => {
      const told = defaults.split(",").map((text) => text.trim());
      return { key, without: told[i] ?? "", least: least.trim(), most: most.trim() };
    }),
  );
}

/** What a value in the document's words is in the file: a number, or a text with its unit. */
function toYaml(text: string): string | number {
  return Number.isNaN(Number(text)) ? text : Number(text);
}

/** Whether the file takes the value. */
function isTaken(key: string, value: string | number): boolean {
  const raw = calibrationSchema.safeParse({ [key]: value });
  if (!raw.success) return false;
  let errors = 0;
  const report = { error: () => void errors++, warning: () => undefined } as unknown as Report;
  readCalibration(raw.data as RawCalibration, SENSORS, [], report);
  return errors === 0;
}

/** The same value a little less or more, in the last digit that is told. */
function move(text: string, by: -1 | 1): string | number {
  const [, number, unit] = /^(-?[\d.]+)(.*)$/.exec(text) ?? [];
  const digits = number.split(".")[1]?.length ?? 0;
  const moved = (Number(number) + by * 10 ** -digits).toFixed(digits);
  return toYaml(moved + unit);
}

function compile(settings: RawCalibration): readonly number[] {
  const calibration = readCalibration(settings, SENSORS, [], {
    error: () => undefined,
    warning: () => undefined,
  } as unknown as Report);
  return [...compileCalibration({ sensors: SENSORS, ...(calibration === undefined ? {} : { calibration }) })];
}

describe("host/shop/README.md", () => {
  const document = readText(ROOT, "host/shop/README.md");
  const settings = listSettings(document);

  it("says of each setting with bounds how far it goes: to there, and no farther", () => {
    expect(settings.map(({ key }) => key)).toEqual([
      ...["pirHold", "radarHold", "pirWarmUp", "radarZone", "near", "nearDbm", "nearAdverts"],
      ...["fewAdverts", "manyAdverts"],
    ]);
    for (const { key, least, most } of settings)
      expect([
        key,
        ...[toYaml(least), move(least, -1), toYaml(most), move(most, 1)].map((one) => isTaken(key, one)),
      ]).toEqual([key, ...[true, false, true, false]]);
  });

  it("says what holds without it: a board with that written out is the same; with another number it is not (control)", () => {
    const bare = compile({});
    for (const { key, without } of settings) {
      // What a program is built with is no number of the calibration.
      if (key === "pirWarmUp") continue;
      expect([key, compile({ [key]: toYaml(without) })]).toEqual([key, bare]);
      expect([key, compile({ [key]: move(without, -1) })]).not.toEqual([key, bare]);
    }
  });

  it("has an example whose calibration the file takes", () => {
    const [, text = ""] = /calibration: \{ (pirHold: 5 min[^}]*) \}/.exec(document) ?? [];
    const pairs = text.split(", ").map((pair) => pair.split(": "));
    expect(pairs.map(([key]) => key)).toEqual(["pirHold", "nearDbm", "nearAdverts"]);
    for (const [key, value] of pairs) expect([key, isTaken(key, toYaml(value))]).toEqual([key, true]);
  });
});
