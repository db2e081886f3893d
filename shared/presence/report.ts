// What a radar's report adds to the counts of a calibration. In a program for a shop there is nothing of it.
import { TARGET_CM, TARGETS } from "../link/survey.ts";

/** Gates, as in radar.ts. */
const GATES = 9;
const GATE_CM = 75;

function note(tally: Uint8Array | Uint16Array, cm: number, energy: number, from: number): void {
  const gate = (cm / GATE_CM) | 0;
  const at = from + (gate < GATES ? gate : GATES - 1);
  // A target without a distance is the radar's known phantom.
  if (cm > 0 && energy <= 100 && energy > tally[at]) tally[at] = energy;
}

/**
 * Notes one report.
 * @param tally 18 highest energies, then TARGETS counts of the nearest target's distance
 * @param at where the report begins: the state
 */
export function noteReport(tally: Uint8Array | Uint16Array, text: string, at: number): void {
  const state = text.charCodeAt(at) & 3;
  const movingCm = text.charCodeAt(at + 1) | (text.charCodeAt(at + 2) << 8);
  const stillCm = text.charCodeAt(at + 4) | (text.charCodeAt(at + 5) << 8);
  let nearest = 0;
  if (state & 1) {
    note(tally, movingCm, text.charCodeAt(at + 3), 0);
    nearest = movingCm;
  }
  if (state & 2) {
    note(tally, stillCm, text.charCodeAt(at + 6), GATES);
    if (nearest === 0 || (stillCm > 0 && stillCm < nearest)) nearest = stillCm;
  }
  const step = (nearest / TARGET_CM) | 0;
  const place = 2 * GATES + (nearest > 0 && step < TARGETS - 1 ? step : TARGETS - 1);
  if (tally[place] < 65535) tally[place]++;
}

/** Notes the energies of all gates, of a report in the engineering mode. Parameters as in `noteReport`. */
export function noteGates(tally: Uint8Array | Uint16Array, text: string, at: number): void {
  for (let i = 0; i < 2 * GATES; i++) {
    const energy = text.charCodeAt(at + 11 + i);
    if (energy <= 100 && energy > tally[i]) tally[i] = energy;
  }
}
