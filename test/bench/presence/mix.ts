// The path that a board really has: all adverts, whoever sends them, and of each nothing but its strength. A recording of one
// transmitter is mixed with so many others that are near nobody: stretches of the same set in which the zone was
// empty, from any receiver, one after the other. The minute before is the shop while it is closed.
import { createRandom } from "../random.ts";
import { createRadio, measureRate } from "./ours.ts";
import type { DataSet, Recording, Sample, Stream } from "./recording.ts";
import { addTallies, type Detector, type Tally, tallyStream } from "./score.ts";

export const BACKGROUNDS = [0, 5, 20, 50, 200];
const QUIET_MS = 60_000;
const SEED = 7;

/** Adverts of one transmitter that is far away: offsets in milliseconds, and strengths. */
interface Stretch {
  readonly lengthMs: number;
  readonly samples: readonly Sample[];
}

function listStretches(recordings: readonly Recording[]): Stretch[] {
  return recordings.flatMap(({ streams }) =>
    streams.flatMap(({ samples, truth }) =>
      truth
        .filter(({ isOccupied, startMs, endMs }) => !isOccupied && endMs - startMs >= 10_000)
        .map(({ startMs, endMs }) => ({
          lengthMs: endMs - startMs,
          samples: samples
            .filter(({ atMs }) => atMs >= startMs && atMs < endMs)
            .map((sample) => ({ ...sample, atMs: sample.atMs - startMs })),
        })),
    ),
  );
}

/** What so many transmitters send from `fromMs` to `toMs`, sorted by time. */
function sendBackground(
  stretches: readonly Stretch[],
  tags: number,
  fromMs: number,
  toMs: number,
  random: () => number,
): Sample[] {
  const sent: Sample[] = [];
  for (let tag = 0; tag < tags; tag++) {
    // Each begins somewhere within a stretch.
    let first = true;
    for (let nowMs = fromMs; nowMs < toMs; ) {
      const { lengthMs, samples } = stretches[Math.floor(random() * stretches.length)];
      const skippedMs = first ? Math.floor(random() * lengthMs) : 0;
      first = false;
      for (const sample of samples) {
        const atMs = nowMs + sample.atMs - skippedMs;
        if (atMs >= nowMs && atMs < toMs) sent.push({ ...sample, atMs });
      }
      nowMs += lengthMs - skippedMs;
    }
  }
  return sent.sort((a, b) => a.atMs - b.atMs);
}

/** Somebody is there for ten seconds after any advert that was strong enough: what can be done without a calm filter. */
function createThreshold(nearDbm: number): Detector {
  let nearMs = Number.NEGATIVE_INFINITY;
  return {
    sense: (atMs, rssiDbm) => {
      if (rssiDbm >= nearDbm) nearMs = atMs;
    },
    decide: (atMs) => atMs - nearMs < 10_000,
  };
}

/** The highest average of near adverts a second while the shop is closed, as the filter takes it. */
function measureQuiet(samples: readonly Sample[], nearDbm: number, fromMs: number): number {
  const seconds = new Array<number>(QUIET_MS / 1000).fill(0);
  for (const { atMs, value } of samples) if (value >= nearDbm) seconds[Math.floor((atMs - fromMs) / 1000)]++;
  let average = 0;
  let most = 0;
  for (const near of seconds) {
    average += (near - average) / 4;
    most = Math.max(most, average);
  }
  return most;
}

export interface MixTallies {
  readonly passerby: readonly Tally[];
  readonly threshold: readonly Tally[];
}

/**
 * Tallies of a set's recordings with so many transmitters in the background.
 * @param choices thresholds in dBm for each recording, ours and the peer's, chosen without it
 * @param practiceOf what a recording's other numbers are measured on, and its background is taken from
 */
export function tallyMix(
  set: DataSet,
  tags: number,
  choices: { readonly passerby: readonly number[]; readonly threshold: readonly number[] },
  practiceOf: (recording: Recording) => readonly Recording[],
): MixTallies {
  const random = createRandom(SEED + tags);
  const passerby: Tally[] = [];
  const threshold: Tally[] = [];
  set.recordings.forEach((recording, i) => {
    const practice = practiceOf(recording);
    const stretches = listStretches(practice);
    const rate = measureRate(practice);
    const mine: Tally[] = [];
    const theirs: Tally[] = [];
    for (const stream of recording.streams) {
      const startMs = stream.truth[0].startMs;
      const endMs = stream.truth[stream.truth.length - 1].endMs;
      const background = sendBackground(stretches, tags, startMs - QUIET_MS, endMs, random);
      const quiet = background.filter(({ atMs }) => atMs < startMs);
      const samples = [...background.slice(quiet.length), ...stream.samples].sort((a, b) => a.atMs - b.atMs);
      const mixed: Stream = { ...stream, samples };
      const detector = createRadio(
        choices.passerby[i],
        rate,
        measureQuiet(quiet, choices.passerby[i], startMs - QUIET_MS),
      );
      mine.push(tallyStream(mixed, set.stepMs, detector));
      theirs.push(tallyStream(mixed, set.stepMs, createThreshold(choices.threshold[i])));
    }
    passerby.push(addTallies(mine));
    threshold.push(addTallies(theirs));
  });
  return { passerby, threshold };
}
