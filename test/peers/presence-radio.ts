// Presence from the strength of one transmitter, as maintained projects do it: written anew from what is known of their
// filters and parameters. Each has one parameter, the strength at a metre that it reckons with (or its threshold).
import type { DataSet } from "../bench/presence/recording.ts";
import type { Detector, Method } from "../bench/presence/score.ts";

function range(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);
}

/** As fine as our own filter's choices. */
const REFERENCES = range(-72, -36, 1);

/** Log-distance path loss. @returns metres */
function distanceOf(rssiDbm: number, referenceDbm: number, exponent: number): number {
  return 10 ** ((referenceDbm - rssiDbm) / (10 * exponent));
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

/** Somebody is there for ten seconds after an advert that was strong enough. */
const threshold: Method = {
  name: "threshold, hold 10 s",
  choices: range(-76, -40, 1),
  create: (leastDbm) => {
    let nearMs = Number.NEGATIVE_INFINITY;
    return {
      sense: (atMs, rssiDbm) => {
        if (rssiDbm >= leastDbm) nearMs = atMs;
      },
      decide: (atMs) => atMs - nearMs < 10_000,
    };
  },
};

/** ESPresense until version 3: median of five, then a 1-euro filter (cut-off .1 Hz, beta .001), forgotten after 10 s. */
const legacy: Method = {
  name: "ESPresense-like, legacy",
  choices: REFERENCES,
  create: (referenceDbm, set) => {
    const last: number[] = [];
    let smoothM = Number.NaN;
    let slope = 0;
    let heardMs = Number.NEGATIVE_INFINITY;
    const weigh = (cutoffHz: number, seconds: number): number =>
      1 / (1 + 1 / (2 * Math.PI * cutoffHz * seconds));
    return {
      sense: (atMs, rssiDbm) => {
        last.push(rssiDbm);
        if (last.length > 5) last.shift();
        const rawM = distanceOf(medianOf(last), referenceDbm, 2.7);
        const seconds = Math.max(0.001, (atMs - heardMs) / 1000);
        if (Number.isNaN(smoothM) || seconds > 10) {
          smoothM = rawM;
          slope = 0;
        } else {
          slope += weigh(0.005, seconds) * ((rawM - smoothM) / seconds - slope);
          smoothM += weigh(0.1 + 0.001 * Math.abs(slope), seconds) * (rawM - smoothM);
        }
        heardMs = atMs;
      },
      decide: (atMs) => atMs - heardMs < 10_000 && smoothM <= set.radiusM,
    };
  },
};

/**
 * ESPresense 4: median over 15 s of what lies within 1.5 interquartile ranges; entered at 2 m and left at 4 m, scaled
 * to the zone.
 */
function adaptive(name: string, choices: readonly number[]): Method {
  return {
    name,
    choices,
    create: (referenceDbm, set) => {
      const fresh: { atMs: number; rssiDbm: number }[] = [];
      let isNear = false;
      let isNew = false;
      return {
        sense: (atMs, rssiDbm) => {
          fresh.push({ atMs, rssiDbm });
          isNew = true;
        },
        decide: (atMs) => {
          for (; fresh.length > 0 && atMs - fresh[0].atMs >= 15_000; isNew = true) fresh.shift();
          if (fresh.length === 0 || atMs - fresh[fresh.length - 1].atMs > 10_000) {
            isNear = false;
            return false;
          }
          if (!isNew) return isNear;
          isNew = false;
          const sorted = fresh.map((one) => one.rssiDbm).sort((a, b) => a - b);
          const low = sorted[sorted.length >> 2];
          const high = sorted[Math.floor((sorted.length * 3) / 4)];
          const margin = 1.5 * (high - low);
          const kept = sorted.filter((one) => one >= low - margin && one <= high + margin);
          const distanceM = distanceOf(kept[kept.length >> 1], referenceDbm, 2.7);
          isNear = distanceM <= (isNear ? 2 * set.radiusM : set.radiusM);
          return isNear;
        },
      };
    },
  };
}

/**
 * Bermuda: each 1.05 s a distance; nearer ones are taken at once, retreats faster than 3 m/s are not believed; smoothed by
 * the mean of the running minimum of the last 20, from the newest backwards; forgotten after 30 s.
 */
const bermuda: Method = {
  name: "Bermuda-like, 30 s",
  choices: REFERENCES,
  create: (referenceDbm, set): Detector => {
    const last: number[] = [];
    let rawM = Number.NaN;
    let smoothM = Number.POSITIVE_INFINITY;
    let heardMs = Number.NEGATIVE_INFINITY;
    let tickMs = Number.NaN;
    const update = (): void => {
      const seconds = 1.05;
      const previousM = last[0];
      const isTooFast = previousM !== undefined && (rawM - previousM) / seconds > 3;
      last.unshift(isTooFast ? previousM : rawM);
      if (last.length > 20) last.pop();
      let least = Number.POSITIVE_INFINITY;
      let sum = 0;
      for (const one of last) {
        least = Math.min(least, one);
        sum += least;
      }
      smoothM = Math.min(last[0], sum / last.length);
    };
    return {
      sense: (atMs, rssiDbm) => {
        if (atMs - heardMs > 30_000) last.length = 0;
        rawM = distanceOf(rssiDbm, referenceDbm, 3);
        heardMs = atMs;
      },
      decide: (atMs) => {
        if (Number.isNaN(tickMs)) tickMs = atMs;
        for (; tickMs <= atMs; tickMs += 1050) if (!Number.isNaN(rawM)) update();
        return atMs - heardMs < 30_000 && smoothM <= set.radiusM;
      },
    };
  },
};

/** room-assistant: a Kalman filter (R .008, Q 4), distance by powers of the ratio to the power at a metre, 60 s. */
const kalman: Method = {
  name: "room-assistant-like, Kalman",
  choices: REFERENCES,
  create: (powerDbm, set: DataSet) => {
    let estimate = Number.NaN;
    let covariance = 0;
    let heardMs = Number.NEGATIVE_INFINITY;
    return {
      sense: (atMs, rssiDbm) => {
        if (Number.isNaN(estimate)) {
          estimate = rssiDbm;
          covariance = 4;
        } else {
          const predicted = covariance + 0.008;
          const gain = predicted / (predicted + 4);
          estimate += gain * (rssiDbm - estimate);
          covariance = predicted * (1 - gain);
        }
        heardMs = atMs;
      },
      decide: (atMs) => {
        const ratio = estimate / powerDbm;
        const distanceM = ratio < 1 ? ratio ** 10 : 0.89976 * ratio ** 7.7095 + 0.111;
        return atMs - heardMs < 60_000 && distanceM <= set.radiusM;
      },
    };
  },
};

/** All of them; the one with its defaults is not tuned. */
export const RADIO_PEERS: readonly Method[] = [
  adaptive("ESPresense-like, defaults", [-65]),
  adaptive("ESPresense-like, tuned", REFERENCES),
  legacy,
  bermuda,
  kalman,
  threshold,
];
