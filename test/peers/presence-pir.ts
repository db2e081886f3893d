// Presence from a PIR, as it is usually done: whatever moved holds for a fixed time.
import type { Method } from "../bench/presence/score.ts";

/** Somebody is there until so many seconds after the last sample that said "moved", of any PIR. */
export const HOLD_PEERS: readonly Method[] = [30, 60, 120, 300, 600].map((holdS) => ({
  name: `PIR, hold ${holdS} s`,
  choices: [holdS],
  create: () => {
    const high = new Set<string>();
    let movedMs = Number.NEGATIVE_INFINITY;
    return {
      sense: (atMs, value, sensor) => {
        if (!sensor.startsWith("pir")) return;
        if (value > 0) high.add(sensor);
        else high.delete(sensor);
        if (high.size > 0) movedMs = atMs;
      },
      decide: (atMs) => atMs - movedMs < holdS * 1000,
    };
  },
}));

/** The frames of a converter: samples of one time. */
export interface Amplitude {
  /** @returns mean difference to the frame before, once a frame is whole: when the next one begins */
  add(atMs: number, value: number): number | undefined;
}

/** @param share of a frame that the background takes over, 1 = the frame before is the background */
export function createAmplitude(share = 1): Amplitude {
  let background: number[] = [];
  let frame: number[] = [];
  let frameMs = Number.NaN;
  return {
    add: (atMs, value) => {
      let difference: number | undefined;
      if (atMs !== frameMs && frame.length > 0) {
        const sum = frame.reduce((all, one, i) => all + Math.abs(one - (background[i] ?? one)), 0);
        difference = sum / frame.length;
        background = frame.map((one, i) => (background[i] ?? one) + share * (one - (background[i] ?? one)));
        frame = [];
      }
      frameMs = atMs;
      frame.push(value);
      return difference;
    },
  };
}

function compareFrames(name: string, share: number, holdMs: number): Method {
  return {
    name,
    choices: [100, 200, 400, 800, 1600],
    create: (least) => {
      const amplitude = createAmplitude(share);
      let movedMs = Number.NEGATIVE_INFINITY;
      return {
        sense: (atMs, value) => {
          if ((amplitude.add(atMs, value) ?? 0) >= least) movedMs = atMs;
        },
        decide: (atMs) => atMs - movedMs < holdMs,
      };
    },
  };
}

export const ADC_PEERS: readonly Method[] = [
  compareFrames("frame difference, hold 17 s", 1, 17_000),
  compareFrames("background subtraction, hold 60 s", 0.02, 60_000),
];
