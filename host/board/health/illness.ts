// What a board says of its sensors' health, one number of two bits a sensor, in words.
import { ILL_FLOODING, ILL_SILENT, ILL_STUCK } from "../../../shared/presence/health.ts";

/** In the order of the sensors' bits: what is called the same by all kinds that share them. */
const NAMES = ["motion sensor", "radar", "radio", "touch panel"];
const WORDS: Readonly<Record<number, string>> = {
  [ILL_SILENT]: "silent",
  [ILL_STUCK]: "stuck",
  [ILL_FLOODING]: "flooding",
};
/** What to see to, by what is wrong. */
const ADVICE: Readonly<Record<number, string>> = {
  [ILL_SILENT]: "See to its cable and its power.",
  [ILL_STUCK]:
    "See to its cable, and to what stands before it; a motion sensor's dial for time belongs at its least.",
  [ILL_FLOODING]: "See to its cable; keep what shakes, or sends all the time, away from it.",
};

/** A radio has neither: where the firmware does not deliver adverts unparsed, nothing is listened to. */
const RADIO = 2;
const RADIO_ADVICE =
  "If it is so from the start on, its firmware does not deliver adverts unparsed, and the radio stays off: install the release that `passerby flash` names. Else nothing nearby has sent for days.";

export interface Illness {
  /** "radar: stuck" */
  readonly what: string;
  readonly advice: string;
}

/** @param faults `sensorFault` of a status, 0 to 255 @returns one for each sensor that is ill */
export function listIllnesses(faults: number): Illness[] {
  return NAMES.flatMap((name, i) => {
    const kind = (faults >> (2 * i)) & 3;
    return kind === 0
      ? []
      : [
          {
            what: `${name}: ${WORDS[kind]}`,
            advice: i === RADIO && kind === ILL_SILENT ? RADIO_ADVICE : ADVICE[kind],
          },
        ];
  });
}
