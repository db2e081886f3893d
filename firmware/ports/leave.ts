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
  // A radar's port is the one that the console has not. Of the console's own nothing is lost: it hears without a listener.
  try {
    Serial1.removeAllListeners("data");
  } catch (_) {}
  try {
    Serial2.removeAllListeners("data");
  } catch (_) {}
  delete global.passerby;
}
