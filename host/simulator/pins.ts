// Pins: levels that the world sets, levels that a program sets, and setWatch with its debouncing.
import type { Timers } from "./timers.ts";

/** Milliseconds that Espruino debounces a pin which the build calls a button, unless the program says otherwise. */
const BUTTON_DEBOUNCE_MS = 25;

interface WatchOptions {
  readonly isRepeated: boolean;
  /** 1 rising, -1 falling, 0 both. */
  readonly edge: number;
  readonly debounceMs: number | undefined;
}

interface Watch {
  readonly id: number;
  readonly pin: number;
  readonly options: WatchOptions;
  readonly debounceUs: number;
  /** Level that was last accepted. */
  isHigh: boolean;
  /** Timer that waits for the level to settle, 0 = none, and the level it would accept. */
  timer: number;
  isPendingHigh: boolean;
  readonly run: (isHigh: boolean, timeUs: number) => void;
}

export interface Pins {
  /** What the program reads: 1 or 0. */
  read(pin: number): number;
  /** The voltage on a pin changes; watches hear of it. */
  drive(pin: number, isHigh: boolean): void;
  watch(pin: number, options: WatchOptions, run: Watch["run"]): number;
  /** Forgets watches, as power loss does; what the world does to the pins stays. */
  reset(): void;
}

/**
 * @param inverted pins that the build inverts
 * @param buttons pins that the build calls buttons
 */
export function createPins(
  timers: () => Timers,
  nowUs: () => number,
  inverted: readonly number[],
  buttons: readonly number[],
): Pins {
  const voltages = new Map<number, boolean>();
  let watches: Watch[] = [];

  function isReadHigh(pin: number): boolean {
    return (voltages.get(pin) ?? false) !== inverted.includes(pin);
  }

  function execute(watch: Watch, isHigh: boolean, timeUs: number): void {
    if (watch.options.edge !== 0 && watch.options.edge > 0 !== isHigh) return;
    if (!watch.options.isRepeated) watches = watches.filter((other) => other !== watch);
    watch.run(isHigh, timeUs);
  }

  function settle(watch: Watch): void {
    const hasChanged = watch.isHigh !== watch.isPendingHigh;
    watch.isHigh = watch.isPendingHigh;
    watch.timer = 0;
    if (hasChanged) execute(watch, watch.isHigh, nowUs() - watch.debounceUs);
  }

  function notice(watch: Watch, isHigh: boolean): void {
    if (watch.debounceUs <= 0) {
      watch.isHigh = isHigh;
      execute(watch, isHigh, nowUs());
    } else if (watch.timer) {
      timers().postpone(watch.timer, nowUs() + watch.debounceUs);
      watch.isPendingHigh = isHigh;
    } else if (isHigh !== watch.isHigh) {
      watch.isPendingHigh = isHigh;
      watch.timer = timers().add(() => settle(watch), watch.debounceUs / 1000, false, true);
    }
  }

  return {
    read: (pin) => (isReadHigh(pin) ? 1 : 0),
    drive(pin, isHigh) {
      if (voltages.get(pin) === isHigh) return;
      voltages.set(pin, isHigh);
      for (const watch of watches) if (watch.pin === pin) notice(watch, isReadHigh(pin));
    },
    watch(pin, options, run) {
      const debounceMs = options.debounceMs ?? (buttons.includes(pin) ? BUTTON_DEBOUNCE_MS : 0);
      const id = (watches.at(-1)?.id ?? 0) + 1;
      const isHigh = isReadHigh(pin);
      const debounceUs = debounceMs > 0 ? Math.trunc(debounceMs * 1000) : 0;
      watches.push({ id, pin, options, debounceUs, isHigh, timer: 0, isPendingHigh: isHigh, run });
      return id;
    },
    reset() {
      watches = [];
    },
  };
}
