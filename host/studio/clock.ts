// Times as the page writes them.

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "Fri 27 Nov 2026, 17:04:10" of a local time from `toLocal`. */
export function formatLocal(local: Date): string {
  const day = DAYS[(local.getUTCDay() + 6) % 7] ?? "";
  const month = MONTHS[local.getUTCMonth()] ?? "";
  return `${day} ${local.getUTCDate()} ${month} ${local.getUTCFullYear()}, ${local.toISOString().slice(11, 19)}`;
}

/** "17:04" of a minute of the week, and its day: "Fri 17:04". */
export function formatMinuteOfWeek(minute: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${DAYS[Math.floor(minute / 1440) % 7]} ${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`;
}

/** "14 s", "1 min 12 s", "3 min", with spaces that do not break. */
export function formatSeconds(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  const parts = [
    ...(minutes > 0 ? [`${minutes} min`] : []),
    ...(rest > 0 || minutes === 0 ? [`${rest} s`] : []),
  ];
  return parts.join(" ").replaceAll(" ", "\u00a0");
}
