// Words under a picture of a card.

/** A language by its English name, or its code where it has none. */
export function nameLanguage(code: string): string {
  return new Intl.DisplayNames(["en"], { type: "language", fallback: "code" }).of(code) ?? code;
}

/**
 * When the board chose a card.
 * @param at local time of the shop such as 2026-11-27T17:00, undefined = it was pinned
 */
export function nameTime(at: string | undefined): string {
  if (at === undefined) return "pinned, as staff would";
  const date = new Date(`${at}Z`);
  const day = date.toLocaleDateString("en-GB", {
    timeZone: "UTC",
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
  });
  return `${day.replace(",", "")}, ${at.slice(11)}`;
}
