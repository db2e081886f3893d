// The shop's wall clock: local times from UTC and back, by the time zone data of Node.

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const formats = new Map<string, Intl.DateTimeFormat>();

/** Local fields of an instant as if they were UTC: `Date`'s getUTC… functions then read local time. */
export function toLocal(epochMs: number, timezone: string): Date {
  let format = formats.get(timezone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-GB", {
      timeZone: timezone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    formats.set(timezone, format);
  }
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(epochMs)) part[type] = Number(value);
  return new Date(
    Date.UTC(part.year ?? 1970, (part.month ?? 1) - 1, part.day, part.hour, part.minute, part.second),
  );
}

/**
 * The instant at which the shop's clocks show a local time. In the hour that a change to summer time leaves
 * out, the time an hour later; in the hour that comes twice, the first.
 * @param local "2026-11-27T17:04", seconds allowed
 * @returns UTC milliseconds, or undefined if the text is no such time
 */
export function fromLocal(local: string, timezone: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(local)) return undefined;
  const wanted = Date.parse(`${local}Z`);
  // Date.parse takes 30 February for 2 March; reading it back shows that.
  if (Number.isNaN(wanted) || !new Date(wanted).toISOString().startsWith(local)) return undefined;
  const offsets = [wanted - 86_400_000, wanted + 86_400_000].map(
    (at) => toLocal(at, timezone).getTime() - at,
  );
  for (const offset of [Math.max(...offsets), Math.min(...offsets)])
    if (toLocal(wanted - offset, timezone).getTime() === wanted) return wanted - offset;
  return wanted - Math.min(...offsets);
}

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
