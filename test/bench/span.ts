// Seconds that somebody waits, as near as a shared machine can tell.

/**
 * Seconds that something takes, garbage collection included: elapsed ones or the process's processor seconds, whichever
 * are fewer. Other work on the machine makes the first more than they are; the engine's own threads, which collect and
 * compile beside, the second.
 */
export async function spendSeconds(act: () => void | Promise<void>): Promise<number> {
  const startMs = performance.now();
  const before = process.cpuUsage();
  await act();
  const elapsed = (performance.now() - startMs) / 1e3;
  const { user, system } = process.cpuUsage(before);
  return Math.min(elapsed, (user + system) / 1e6);
}
