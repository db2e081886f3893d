// What of a board's calibration is a constant of its program; the rest are numbers of its deployment.
import type { Calibration } from "../shop/model.ts";
import type { BuildOptions } from "./program.ts";

export function siteOf(
  calibration: Calibration | undefined,
): Pick<BuildOptions, "warmUpSeconds" | "hasGates"> {
  return { warmUpSeconds: calibration?.pirWarmUpS, hasGates: calibration?.hasRadarGates };
}
