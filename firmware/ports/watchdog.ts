// The watchdog, fed by the program's own progress and not by the idle loop.

/** Resets the chip when `feedWatchdog` was not called for so many whole seconds. */
export function startWatchdog(seconds: number): void {
  E.enableWatchdog(seconds, false);
}

export function feedWatchdog(): void {
  E.kickWatchdog();
}
