// Seconds of one core. Other work on the machine does not count, other threads of this process do.

/** Processor seconds that something takes, garbage collection included. */
export async function spendSeconds(act: () => void | Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
