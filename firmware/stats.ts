// Statistics: tallies that are noisy from their first moment. Before noise is drawn for an hour, or for the tallies of a
// day, a bit in flash says that it was: after a restart that hour stays empty, so nothing is ever drawn twice. An episode
// counts once in each of them. What is written at the end of an hour, or of the day, is never written again.
import { encodeDay, PAGE_BYTES, STATS_FILE } from "../shared/link/slot.ts";
import { SECTION_STATS, sectionOffset } from "../shared/offers/deployment.ts";
import { AXIS_MOOD, NEUTRAL } from "../shared/offers/situation.ts";
import { ANSWER_BITS, drawNoise, FOOTFALL_BITS, mixAnswer, PLAY_BITS } from "../shared/policy/noise.ts";
import {
  CODE_ANSWERS,
  CODE_OFFSET,
  CODE_PLAYS,
  CODES,
  DAYS_FIRST,
  PAGE_DAYS,
  RECORD_BYTES,
  RECORD_CODES,
  SPENT_TALLIES,
} from "../shared/policy/record.ts";
import {
  FIRST_TALLY,
  HAS_ANSWERS,
  HAS_FOOTFALL,
  HAS_PLAYS,
  HAS_TALLIES,
  LAST_TALLY,
} from "../shared/policy/statistics.ts";
import type { App } from "./app.ts";
import { stepHash, takeSeed } from "./entropy.ts";
import { every } from "./ports/clock.ts";
import { clearBits, eraseFlash } from "./ports/flash.ts";
import { crc32, readPart } from "./ports/storage.ts";
import { TICK_MS } from "./timing.ts";

/** What an episode has counted as, besides footfall. */
const ANSWERED = 2;
const PLAYED = 4;

/** Counts from now on, if there is a seed. */
export function startStats(app: App): void {
  let bytes = new Uint8Array(104);
  const address = takeSeed(bytes);
  if (address === 0) return;
  const d = app.content.d;
  const s = app.turn.s;
  const section = sectionOffset(d.u32, SECTION_STATS);
  /** Where the next day lies that has other hours than its day of the week. */
  let next = (section + 31 + d.offers) >> 2;
  /** By number of code, the hour's footfall at 0; all with CODE_OFFSET. */
  const counts = new Int16Array(CODES);
  /** The hour that is open, counted from 1970, -1 = none; and the open hours of its day after it. */
  let open = -1;
  let later = 0;
  /** Where the hour's footfall, and the tallies of which record, will go; 0 = nothing is counted. */
  let hourAt = 0;
  let dayAt = 0;
  let episode = 0;

  const draw = (bits: number): number => {
    bytes = stepHash(bytes);
    return bytes[32] & ((1 << bits) - 1);
  };
  const readBit = (at: number, mask: number): number => readPart(STATS_FILE, at, 1).charCodeAt(0) & mask;
  /** @returns false where it was spent before, or is not now */
  const spend = (record: number, bit: number): boolean => {
    const at = record + (bit >> 3);
    const mask = 1 << (bit & 7);
    if (readBit(at, mask) === 0) return false;
    clearBits(address + at, new Uint8Array([255 ^ mask]));
    return readBit(at, mask) === 0;
  };

  every(TICK_MS, () => {
    const day = s.day;
    const hour = ((s.minuteOfWeek % 1440) / 60) | 0;
    // The date has stood for long enough to be written down, and is no earlier one than the last.
    const isSure = app.clock.isKnown && day === app.lastDay;
    // No sure day is earlier than the one before it.
    while (isSure && d.u32[next] < day) next += 2;
    const hours = isSure
      ? d.u32[d.u32[next] === day ? next + 1 : (section >> 2) + ((s.minuteOfWeek / 1440) | 0)] >> hour
      : 0;
    const now = hours & 1 ? day * 24 + hour : -1;
    if (now !== open) {
      if (HAS_FOOTFALL && hourAt !== 0) clearBits(hourAt, encodeDay(counts[0]));
      hourAt = 0;
      if (HAS_TALLIES && dayAt !== 0 && later === 0) {
        for (let i = FIRST_TALLY; i < LAST_TALLY; i++)
          clearBits(address + dayAt + RECORD_CODES + 3 * i, encodeDay(counts[i]));
        dayAt = 0;
      }
      open = now;
      later = hours >> 1;
      if (now >= 0) {
        const turn = (day / PAGE_DAYS) | 0;
        const page = DAYS_FIRST + (turn & 1) * PAGE_BYTES;
        const head = encodeDay(turn);
        const isPage = (): boolean => crc32(readPart(STATS_FILE, page, 3)) === crc32(head);
        if (!isPage()) {
          // Without a beginning, what a cut erasing leaves is no page.
          clearBits(address + page, new Uint8Array(3));
          eraseFlash(address + page);
          clearBits(address + page, head);
        }
        if (isPage()) {
          const record = page + (1 + (day % PAGE_DAYS)) * RECORD_BYTES;
          if (HAS_FOOTFALL && spend(record, hour)) {
            hourAt = address + record + RECORD_CODES + 3 * hour;
            counts[0] = CODE_OFFSET + drawNoise(draw, FOOTFALL_BITS);
          }
          if (HAS_TALLIES && dayAt !== record) {
            dayAt = spend(record, SPENT_TALLIES) ? record : 0;
            for (let i = FIRST_TALLY; dayAt !== 0 && i < LAST_TALLY; i++)
              counts[i] =
                CODE_OFFSET + drawNoise(draw, HAS_PLAYS && i >= CODE_PLAYS ? PLAY_BITS : ANSWER_BITS);
          }
        }
      }
    }
    if (app.presence.isEpisode) {
      const mood = s.axes[AXIS_MOOD];
      const offer = app.turn.offer;
      if (HAS_FOOTFALL && episode === 0 && hourAt !== 0) counts[0]++;
      episode |= 1;
      if (HAS_ANSWERS && mood !== 0 && (episode & ANSWERED) === 0) {
        episode |= ANSWERED;
        if (dayAt !== 0) counts[CODE_ANSWERS + mixAnswer(draw, mood - 1, d.answers)]++;
      }
      if (HAS_PLAYS && offer !== NEUTRAL && (episode & PLAYED) === 0) {
        episode |= PLAYED;
        if (dayAt !== 0) counts[CODE_PLAYS + d.u8[section + 28 + offer]]++;
      }
    } else episode = 0;
  });
}
