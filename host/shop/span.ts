// Lengths of time and of way, as a shopkeeper writes them: `90 s`, `10min`, `1h`; `1 m`, `50 cm`.

/** Text that `parseDuration` reads. */
export const DURATION = /^(\d{1,5}) ?(s|sec|min|h)$/;
/** Text that `parseMetres` reads. */
export const METRES = /^(\d{1,3}(?:[.,]\d{1,2})?) ?(m|cm)$/;

const SECONDS: Readonly<Record<string, number>> = { s: 1, sec: 1, min: 60, h: 3600 };

/** Seconds, or undefined for text of another shape. */
export function parseDuration(text: string): number | undefined {
  const match = DURATION.exec(text.trim());
  return match === null ? undefined : Number(match[1]) * SECONDS[match[2]];
}

/** Metres, or undefined for text of another shape. */
export function parseMetres(text: string): number | undefined {
  const match = METRES.exec(text.trim());
  if (match === null) return undefined;
  const value = Number(match[1].replace(",", "."));
  return match[2] === "cm" ? value / 100 : value;
}
