// Who may talk to the studio: only a page that it served itself, on this computer.
import { timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { HostError } from "../error.ts";

/** Most bytes that a command may have: the counts of a walk. */
export const BODY_BYTES = 16_384;

/** Headers of every answer: nothing from elsewhere is loaded, and nobody may frame or sniff the page. */
export const SAFE_HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "no-store",
};

/**
 * Is the request addressed to this server by its own name? A page elsewhere whose name was re-bound to
 * 127.0.0.1 carries its own name in Host.
 * @param port the port that the server listens on
 */
export function isOwnHost(host: string | undefined, port: number): boolean {
  return host === `127.0.0.1:${port}` || host === `localhost:${port}`;
}

/**
 * Refuses a command that does not come from the studio's own page.
 * @throws HostError `studio-foreign`
 */
export function checkSender(headers: IncomingHttpHeaders, port: number, token: string): void {
  const origin = headers.origin;
  const isOwnOrigin = origin?.startsWith("http://") && isOwnHost(origin.slice(7), port);
  if (!isOwnOrigin || !isSame(String(headers["x-studio-token"] ?? ""), token))
    throw new HostError(
      "studio-foreign",
      "this command does not come from the studio's own page",
      "Open the address that the studio printed, and reload the page.",
    );
}

function isSame(given: string, wanted: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(wanted);
  return a.length === b.length && timingSafeEqual(a, b);
}
