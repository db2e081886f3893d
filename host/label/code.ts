// The short code of a label: what a shopper compares.
import { createHash } from "node:crypto";

/** Crockford's base 32: no I, L, O, U, which are taken for others. */
const DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUP = 4;
const GROUPS = 2;

/** A JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A value as JSON has it: without what is undefined. */
export function asJson(value: unknown): Json {
  const json: Json = JSON.parse(JSON.stringify(value));
  return json;
}

/** One text for a value, whatever the order of its keys: no blanks, keys sorted by their UTF-16 code units. */
export function writeCanonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(writeCanonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value as { readonly [key: string]: Json }).sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${writeCanonical(item)}`).join(",")}}`;
}

/**
 * The first 40 bits of the SHA-256 of the canonical text, as two groups of four digits such as 7K3M-Q9TA. Enough to
 * notice another label; whoever wants to forge one with the same code has about 2^40 tries before him.
 */
export function shortCode(value: Json): string {
  const hash = createHash("sha256").update(writeCanonical(value), "utf8").digest();
  const bits = hash.readUIntBE(0, 5);
  const digits = Array.from(
    { length: GROUP * GROUPS },
    (_, i) => DIGITS[Math.floor(bits / 32 ** (7 - i)) % 32],
  );
  return `${digits.slice(0, GROUP).join("")}-${digits.slice(GROUP).join("")}`;
}
