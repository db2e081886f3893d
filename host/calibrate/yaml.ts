// What was learnt, as it is written into shop.yaml.
import type { Calibration } from "../shop/model.ts";

/**
 * The lines of the part `calibration:`, without indentation.
 * @param today such as 2026-12-24
 * @param kept settings of an earlier walk, or by hand, that this one said nothing of
 */
export function writeCalibration(learned: Calibration, today: string, kept: Calibration = {}): string[] {
  const c: Calibration = { ...kept, ...learned };
  const lines = [`on: ${today}`];
  const add = (key: string, value: number | undefined, unit = ""): void => {
    if (value !== undefined) lines.push(`${key}: ${value}${unit}`);
  };
  add("pirHold", c.pirHoldS, " s");
  add("pirWarmUp", c.pirWarmUpS, " s");
  add("radarHold", c.radarHoldS, " s");
  add("radarZone", c.radarZoneCm, " cm");
  if (c.hasRadarGates !== undefined) lines.push(`radarGates: ${c.hasRadarGates}`);
  if (c.radarQuiet !== undefined) {
    const [moving, still] = [c.radarQuiet.slice(0, 9), c.radarQuiet.slice(9)];
    lines.push(`radarQuiet: { moving: [${moving.join(", ")}], still: [${still.join(", ")}] }`);
  }
  add("near", c.nearMm === undefined ? undefined : Math.round(c.nearMm / 10), " cm");
  add("nearDbm", c.nearDbm);
  add("nearAdverts", c.nearAdverts);
  add("fewAdverts", c.fewAdverts);
  add("manyAdverts", c.manyAdverts);
  return lines;
}

/** The same lines in braces, for sections that are written on one line. */
export function joinFlow(lines: readonly string[]): string {
  return `{ ${lines.join(", ")} }`;
}
