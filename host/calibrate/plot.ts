// The distributions of a walk: for each reading one panel, with a row for each place and the limit that was chosen.
import { RANGE_MM, STRENGTH_DB, TARGET_CM, WEAKEST_DBM } from "../../shared/link/survey.ts";
import type { Calibration, SensorKind } from "../shop/model.ts";
import type { Station } from "./station.ts";
import type { Tables } from "./table.ts";
import type { Walk } from "./walk.ts";

export interface Series {
  readonly name: string;
  /** Shares of all readings at this place, 0 to 1; all 0 where there was none. */
  readonly shares: readonly number[];
  readonly readings: number;
}

export interface Plot {
  readonly title: string;
  readonly unit: string;
  /** Value at the left edge of the first step, and width of a step. */
  readonly from: number;
  readonly step: number;
  /** The last step is what had no value, in words; undefined where it is a step as the others. */
  readonly last: string | undefined;
  readonly series: readonly Series[];
  /** How it is read: what the limit means, in a sentence. */
  readonly says: string;
  /** Where the limit lies, in the plot's unit, and what it is called. */
  readonly limit: { readonly at: number; readonly name: string } | undefined;
}

interface Reading {
  readonly sensor: SensorKind;
  readonly title: string;
  readonly unit: string;
  readonly from: number;
  readonly step: number;
  readonly last: string | undefined;
  readonly says: string;
  readonly counts: (tables: Tables) => readonly number[];
  readonly limit: (calibration: Calibration) => { at: number | undefined; name: string };
}

const READINGS: readonly Reading[] = [
  {
    sensor: "pir",
    title: "PIR: time since it last saw movement",
    unit: "s",
    from: 0,
    step: 1,
    last: "longer",
    says: "Whoever stands still for longer than the line is taken to have left.",
    counts: ({ pirAges }) => pirAges,
    limit: ({ pirHoldS }) => ({ at: pirHoldS, name: "hold" }),
  },
  {
    sensor: "radar",
    title: "Radar: time since its pin last said somebody",
    unit: "s",
    from: 0,
    step: 1,
    last: "longer",
    says: "Whoever stands still for longer than the line is taken to have left.",
    counts: ({ lineAges }) => lineAges,
    limit: ({ radarHoldS }) => ({ at: radarHoldS, name: "hold" }),
  },
  {
    sensor: "radar-uart",
    title: "Radar: distance of the nearest target",
    unit: "cm",
    from: 0,
    step: TARGET_CM,
    last: "none",
    says: "Left of the line somebody counts as near.",
    counts: ({ targets }) => targets,
    limit: ({ radarZoneCm }) => ({ at: radarZoneCm, name: "zone" }),
  },
  {
    sensor: "distance",
    title: "Distance sensor: range",
    unit: "mm",
    from: 0,
    step: RANGE_MM,
    last: "nothing",
    says: "Left of the line somebody counts as near.",
    counts: ({ ranges }) => ranges,
    limit: ({ nearMm }) => ({ at: nearMm, name: "near" }),
  },
  {
    sensor: "scan",
    title: "Radio: strength of adverts",
    unit: "dBm",
    from: WEAKEST_DBM,
    step: STRENGTH_DB,
    last: undefined,
    says: "Right of the line an advert counts as near. Those of the neighbours are in every row.",
    counts: ({ strengths }) => strengths,
    limit: ({ nearDbm }) => ({ at: nearDbm, name: "near" }),
  },
];

/** The plots of the sensors that the board has, in a fixed order. */
export function listPlots(
  walk: Walk,
  stations: readonly Station[],
  sensors: readonly SensorKind[],
  calibration: Calibration,
): Plot[] {
  return READINGS.filter(({ sensor }) => sensors.includes(sensor)).map((reading) => {
    const { title, unit, from, step, last, says } = reading;
    const { at, name } = reading.limit(calibration);
    const series = stations.flatMap((station) => {
      const tables = walk.get(station.id);
      if (tables === undefined) return [];
      const counts = reading.counts(tables);
      const readings = counts.reduce((sum, count) => sum + count, 0);
      return [
        { name: station.title, readings, shares: counts.map((count) => count / Math.max(1, readings)) },
      ];
    });
    return {
      title,
      unit,
      from,
      step,
      last,
      says,
      series,
      limit: at === undefined ? undefined : { at, name },
    };
  });
}

const BLOCKS = " ▁▂▃▄▅▆▇█";

/** A plot as lines of text: a row of blocks a place, each as high as its share beside the highest, and the limit below. */
export function tellPlot(plot: Plot): string[] {
  const { title, unit, from, step, last, series, limit } = plot;
  const steps = series[0]?.shares.length ?? 0;
  const width = Math.max(0, ...series.map(({ name }) => name.length));
  const rows = series.map(({ name, shares, readings }) => {
    const most = Math.max(...shares);
    const bars = shares.map((share) =>
      share === 0 ? " " : BLOCKS[Math.max(1, Math.round((share / most) * (BLOCKS.length - 1)))],
    );
    return `  ${name.padEnd(width)} |${bars.join("")}| ${readings.toLocaleString("en")}`;
  });
  const end = from + step * (last === undefined ? steps : steps - 1);
  const scale = `${from} ${unit}`.padEnd(Math.max(0, steps - `${end}`.length)) + end;
  const lines = [title, ...rows, `  ${"".padEnd(width)}  ${scale}${last === undefined ? "" : ` ${last}`}`];
  if (limit === undefined) return lines;
  const place = Math.max(0, Math.min(steps - 1, Math.round((limit.at - from) / step)));
  return [...lines, `  ${"".padEnd(width)}  ${"".padEnd(place)}^ ${limit.name} ${limit.at} ${unit}`];
}
