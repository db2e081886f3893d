// Espruino's timers in virtual time. One list in the order of creation; whenever something is due the list is
// walked from its start, and walked again when a callback changed it. All times are whole microseconds, as on
// ESP32.

/** Shortest interval: a tenth of a millisecond. */
const LEAST_US = 100;
/** Longest interval in milliseconds: about 1000 years; Espruino refuses more. */
const MOST_MS = 31_536_000_001_000;

interface Timer {
  readonly id: number;
  dueUs: number;
  /** 0 for a timeout. */
  readonly intervalUs: number;
  readonly run: () => void;
  /** Debounce timers of watches survive `clearTimeout()` without an argument. */
  readonly isWatch: boolean;
}

export interface Timers {
  /**
   * @param ms anything below 0.1, and NaN, counts as 0.1
   * @returns its number: one more than the last one in the list, so numbers come back when the list shrinks
   */
  add(run: () => void, ms: number, isInterval: boolean, isWatch?: boolean): number;
  remove(id: unknown): void;
  /** Removes all but the debounce timers of watches. */
  clear(): void;
  /** Moves a timer that is still in the list. */
  postpone(id: number, dueUs: number): void;
  /** When the next one is due; Infinity with none. */
  nextUs(): number;
  /** Runs what is due at this time. */
  runDue(nowUs: number): void;
}

/** @param nowUs reads the virtual time */
export function createTimers(nowUs: () => number): Timers {
  let list: Timer[] = [];
  let hasChanged = false;

  function runOnce(timer: Timer): void {
    timer.run();
    if (timer.intervalUs > 0) timer.dueUs += timer.intervalUs;
    else list = list.filter((other) => other !== timer);
  }

  return {
    add(run, ms, isInterval, isWatch = false) {
      if (ms > MOST_MS) throw new Error("Interval is too long (>100 years)");
      const intervalUs = ms >= 0.1 ? Math.trunc(ms * 1000) : LEAST_US;
      const id = (list.at(-1)?.id ?? 0) + 1;
      list.push({ id, dueUs: nowUs() + intervalUs, intervalUs: isInterval ? intervalUs : 0, run, isWatch });
      hasChanged = true;
      return id;
    },
    remove(id) {
      const key = Number(id);
      list = list.filter((timer) => timer.id !== key);
      hasChanged = true;
    },
    clear() {
      list = list.filter((timer) => timer.isWatch);
      hasChanged = true;
    },
    postpone(id, dueUs) {
      for (const timer of list) if (timer.id === id) timer.dueUs = dueUs;
    },
    nextUs() {
      let next = Number.POSITIVE_INFINITY;
      for (let i = 0; i < list.length; i++) if (list[i].dueUs < next) next = list[i].dueUs;
      return next;
    },
    runDue(now) {
      do {
        hasChanged = false;
        const walked = list;
        for (let i = 0; i < walked.length && !hasChanged; i++) if (walked[i].dueUs <= now) runOnce(walked[i]);
      } while (hasChanged);
    },
  };
}
