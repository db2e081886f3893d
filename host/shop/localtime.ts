// The shop's wall clock: local times from UTC and back, by the time zone data of Node.

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
