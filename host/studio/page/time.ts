// Times as the page writes them.

const two = (value: number) => String(value).padStart(2, "0");

/** "0:12:30" since the day began. */
export function formatElapsed(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** "17:04:10" of the shop's clocks, or the time since the day began if no clock was ever known. */
export function formatTime(ms: number, startMinute: number): string {
  if (startMinute < 0) return formatElapsed(ms);
  const seconds = Math.floor(ms / 1000) + startMinute * 60;
  return `${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
