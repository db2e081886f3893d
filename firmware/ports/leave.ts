// Ends what a program has begun, in place of a restart: its timers, its sensors, its link.

/** Nothing of the program runs any more, whatever it was that it did not come to. */
export function stopProgram(): void {
  try {
    clearTimeout();
    clearInterval();
    clearWatch();
  } catch (_) {}
  try {
    NRF.setScan();
  } catch (_) {}
  try {
    E.removeAllListeners("touch");
  } catch (_) {}
  delete global.passerby;
}
