// What a walk has taught about a board: the part `calibration:` of its section.
import { z } from "zod";
import { parseDate } from "./date.ts";
import type { Path } from "./document.ts";
import type { Calibration, SensorKind } from "./model.ts";
import type { Report } from "./report.ts";
import { DURATION, METRES, parseDuration, parseMetres } from "./span.ts";

const seconds = z.string("a time such as 12 s").regex(DURATION, "a time such as 12 s");
const metres = z.string("a distance such as 1.5 m").regex(METRES, "a distance such as 1.5 m or 80 cm");
const adverts = z
  .number("adverts a second, such as 6")
  .min(0.1, "adverts a second, from 0.1 to 250")
  .max(250, "adverts a second, from 0.1 to 250");
const gates = z
  .array(z.int("energies from 0 to 100").min(0, "energies from 0 to 100").max(100, "energies from 0 to 100"))
  .length(9, "a list of nine energies");

export const calibrationSchema = z
  .strictObject(
    {
      on: z
        .string("a date such as 2026-12-24")
        .regex(/^\d{4}-\d{2}-\d{2}$/, "a date such as 2026-12-24")
        .optional()
        .meta({ description: "Day of the walk." }),
      pirHold: seconds.optional().meta({ description: "A PIR's word counts for so long, 2 s to 5 min." }),
      pirWarmUp: seconds.optional().meta({ description: "A PIR settles for so long after the power came." }),
      radarHold: seconds
        .optional()
        .meta({ description: "The same of a radar's or a distance sensor's word." }),
      radarZone: metres.optional().meta({ description: "Bodies up to here count, for a radar's frames." }),
      radarGates: z.boolean("true or false").optional().meta({
        description: "true: a radar on a UART is asked for its engineering mode, energies gate by gate.",
      }),
      radarQuiet: z
        .strictObject({ moving: gates, still: gates }, "energies such as { moving: [20, …], still: [20, …] }")
        .optional()
        .meta({ description: "Highest energies of the empty shop in nine gates of 75 cm." }),
      near: metres.optional().meta({ description: "Somebody is before a distance sensor up to here." }),
      nearDbm: z
        .int("a strength from -100 to -20")
        .min(-100, "a strength from -100 to -20")
        .max(-20, "a strength from -100 to -20")
        .optional()
        .meta({ description: "An advert is near from this strength on." }),
      nearAdverts: adverts.optional().meta({ description: "Near adverts a second that mean somebody." }),
      fewAdverts: adverts
        .optional()
        .meta({ description: "Adverts a second from which it is a little busy." }),
      manyAdverts: adverts.optional().meta({ description: "Adverts a second from which it is busy." }),
    },
    "what `passerby calibrate` has learnt, such as { pirHold: 12 s }",
  )
  .optional()
  .meta({ description: "Written by `passerby calibrate`." });

export type RawCalibration = NonNullable<z.infer<typeof calibrationSchema>>;

type Key = Exclude<keyof RawCalibration, "on" | "radarQuiet" | "radarGates">;
/** What a key is read by, and from which to which value. */
const BOUNDS: readonly (readonly [Key, keyof Calibration, least: number, most: number, factor: number])[] = [
  ["pirHold", "pirHoldS", 2, 300, 1],
  ["pirWarmUp", "pirWarmUpS", 5, 600, 1],
  ["radarHold", "radarHoldS", 1, 300, 1],
  ["radarZone", "radarZoneCm", 30, 675, 100],
  ["near", "nearMm", 50, 1800, 1000],
  ["nearDbm", "nearDbm", -100, -20, 1],
  ["nearAdverts", "nearAdverts", 0.1, 250, 1],
  // 250 a second are a flood, and an average stays a little below what it is of.
  ["fewAdverts", "fewAdverts", 0.1, 240, 1],
  ["manyAdverts", "manyAdverts", 0.1, 240, 1],
];
/** The sensor that each key is about. */
const ABOUT: Readonly<Record<Key | "radarQuiet" | "radarGates", readonly SensorKind[]>> = {
  pirHold: ["pir"],
  pirWarmUp: ["pir"],
  radarHold: ["radar", "radar-uart", "distance"],
  radarZone: ["radar-uart"],
  radarGates: ["radar-uart"],
  radarQuiet: ["radar-uart"],
  near: ["distance"],
  nearDbm: ["scan"],
  nearAdverts: ["scan"],
  fewAdverts: ["scan"],
  manyAdverts: ["scan"],
};

/** Reads the part; what is beyond reason, or about a sensor that the board has not, is a finding. */
export function readCalibration(
  raw: RawCalibration | undefined,
  sensors: readonly SensorKind[],
  path: Path,
  report: Report,
): Calibration | undefined {
  if (raw === undefined) return undefined;
  const read: Record<string, number | boolean | readonly number[]> = {};
  if (raw.on !== undefined && parseDate(raw.on) === undefined)
    report.error("shop-date", [...path, "on"], "There is no such day.", "Write it as 2026-12-24.");
  for (const [key, about] of Object.entries(ABOUT) as [keyof typeof ABOUT, readonly SensorKind[]][])
    if (raw[key] !== undefined && !about.some((sensor) => sensors.includes(sensor)))
      report.warning(
        "shop-calibration",
        [...path, key],
        `The board has no ${about.join(" or ")}, so \`${key}\` says nothing.`,
        "Remove it, or calibrate the board again.",
      );
  for (const [key, name, least, most, factor] of BOUNDS) {
    const value = raw[key];
    if (value === undefined) continue;
    const number =
      typeof value === "number" ? value : ((factor === 1 ? parseDuration(value) : parseMetres(value)) ?? 0);
    const scaled = typeof value === "number" || factor === 1 ? number : Math.round(number * factor);
    if (scaled < least || scaled > most) {
      const unit = factor === 1000 ? " mm" : factor === 100 ? " cm" : "";
      report.error(
        "shop-calibration",
        [...path, key],
        `\`${key}\` is beyond what a board can do.`,
        `It goes from ${least}${unit} to ${most}${unit}.`,
      );
    } else read[name] = scaled;
  }
  if (raw.fewAdverts !== undefined && raw.manyAdverts !== undefined && raw.fewAdverts >= raw.manyAdverts)
    report.error(
      "shop-calibration",
      [...path, "manyAdverts"],
      "`manyAdverts` is not more than `fewAdverts`.",
      "Calibrate the board again, or take both away.",
    );
  if (raw.radarGates !== undefined) read.hasRadarGates = raw.radarGates;
  if (raw.radarQuiet !== undefined) read.radarQuiet = [...raw.radarQuiet.moving, ...raw.radarQuiet.still];
  return read;
}
