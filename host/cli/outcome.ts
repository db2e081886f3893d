// What a deploy to a board came to, as it is told.
import type { Deployed } from "../board/session/deploy.ts";
import type { HostError } from "../error.ts";
import type { Terminal } from "./terminal.ts";

export const JSON_HELP = `
With --json, of each board:
  board, port, did        "installed", "deployed", "switched" (only the pointer), or "unchanged": then nothing was written
  slot, imageBytes        where it is, and how large
  writtenBytes, erasedPages, sentBytes, requests, repeats     what it took
  start                   "seen": it started anew, and its card was seen; "unseen": it starts anew, and over the air
                          nobody can see its card; "none": it did not have to
  shows                   the offer that was seen, or "neutral"; null where none was seen, and with --back for an offer:
                          nothing is built then that has the offers' names
  offer                   its number in the board's deployment, from 0, with --back too; 65535 = neutral, null = not seen
  isKept                  false where it was on a process board without --state: its flash is gone again
  verifiedMilliseconds    from opening the port to the verified and switched content; building apart
  milliseconds            the same to the first card, or to the end where none is seen
  error                   code, message and hint, in place of all that; then the exit code is 1
`;

export interface Account extends Omit<Deployed, "identity"> {
  readonly board: string;
  readonly port: string;
  readonly sentBytes: number;
  readonly requests: number;
  readonly repeats: number;
  readonly shows: string | undefined;
  /** False where the flash is thrown away with the process that stands for the board. */
  readonly isKept: boolean;
  readonly verifiedMilliseconds: number;
  readonly milliseconds: number;
}
export interface Failure {
  readonly board: string;
  readonly error: HostError;
}

/** The card without an offer. */
const NEUTRAL_OFFER = 65_535;

/**
 * What a board shows, in words.
 * @param offers of the content, in its order; undefined = it was not built here
 * @returns an offer's id or "neutral"; undefined where nothing was built that has its name
 */
export function nameOffer(
  offer: number,
  offers: readonly { readonly id: string }[] | undefined,
): string | undefined {
  if (offer === NEUTRAL_OFFER) return "neutral";
  return offers === undefined ? undefined : (offers[offer]?.id ?? "neutral");
}

/** Says it in words, or as JSON. */
export function tell(
  account: Account | Failure,
  { json }: { readonly json?: boolean },
  terminal: Terminal,
): void {
  if (json) {
    terminal.sayJson(giveJson(account));
    return;
  }
  if ("error" in account) {
    terminal.announce(`${account.board}:`);
    terminal.complain(account.error);
    return;
  }
  const { board, did, imageBytes, slot, start, shows, isKept, milliseconds } = account;
  const seconds = `${(milliseconds / 1000).toFixed(1)} s`;
  const seen = start !== "seen" ? "" : shows === undefined ? "; its card was seen" : `; it shows ${shows}`;
  if (did === "unchanged") terminal.say(`${board}: nothing has changed, nothing was written (${seconds})`);
  else if (did === "switched") terminal.say(`${board}: slot ${slot} is the one again, ${seconds}${seen}`);
  else
    terminal.say(
      `${board}: ${did}, ${kilobytes(imageBytes)} kB in slot ${slot}, verified, ${seconds}${seen}`,
    );
  if (start === "unseen")
    terminal.say(`${board}: the board starts anew; over the air nobody can see its first card: look at it.`);
  if (!isKept)
    terminal.say(
      `${board}: it was for a trial: this flash is thrown away now. --state names a folder that keeps it.`,
    );
}

export function giveJson(account: Account | Failure): object {
  if (!("error" in account)) {
    const { shows = null, offer = null } = account;
    return { ...account, shows, offer };
  }
  const { code, message, hint, place } = account.error;
  return { board: account.board, error: { code, message, hint, ...place } };
}

export function kilobytes(bytes: number): string {
  return String(Math.round(bytes / 1000));
}
