// An old price is shown only where a log proves it: no discount from a price that nobody paid.
import { formatDate } from "../date.ts";
import type { Path } from "../document.ts";
import type { Draft } from "../draft.ts";
import { resolveInside } from "../folder.ts";
import { findPriorPrice, type LogEntry, readLog } from "../log.ts";
import type { Offer } from "../model.ts";
import { formatPrice } from "../money.ts";
import type { Report } from "../report.ts";

/** Logs that are read: a file for each of 1,000 offers, and more than anybody keeps. */
const MOST_LOGS = 2000;

export function checkLogs({ offers, digits, folder }: Draft, report: Report): void {
  if (digits === undefined) return;
  const cache = new Map<string, ReturnType<typeof readLog>>();
  for (const { offer, path } of offers) {
    const { price } = offer;
    if (price === undefined) continue;
    const logPath = [...path, "price", "log"];
    if (price.log === undefined) {
      if (price.was !== undefined) {
        const hint = "Add `log:`, a file with lines such as 2026-10-01,44.90";
        report.error("shop-log-missing", [...path, "price", "was"], "Nothing proves the old price.", hint);
      }
      continue;
    }
    const file = resolveInside(folder, price.log);
    if (file === undefined) {
      const hint = "Put the log beside the shop file, such as prices/noir.csv.";
      report.error("shop-log-outside", logPath, "This path leads out of the shop's folder.", hint);
      continue;
    }
    const isNew = !cache.has(file);
    if (isNew && cache.size === MOST_LOGS) {
      const hint = `At most ${MOST_LOGS} price logs are read.`;
      report.error("shop-log-file", logPath, "There are too many price logs.", hint);
      return;
    }
    const log = cache.get(file) ?? readLog(file, digits);
    cache.set(file, log);
    const unread = log.findings.find((finding) => finding.place.line === undefined);
    if (unread !== undefined)
      report.error("shop-log-file", logPath, `The price log cannot be read: ${unread.message}`, unread.hint);
    else if (log.findings.length === 0) checkPrices(offer, log.entries, digits, [...path, "price"], report);
    else if (isNew) for (const finding of log.findings) report.add(finding);
  }
}

function checkPrices(
  offer: Offer,
  entries: readonly LogEntry[],
  digits: number,
  path: Path,
  report: Report,
): void {
  const { price } = offer;
  if (price === undefined) return;
  const own = findOwn(offer, entries);
  if (own === undefined) {
    const last = entries.at(-1);
    const said = last === undefined ? "is empty" : `ends with ${formatPrice(last.price, digits)}`;
    const hint = "Add a line with the day from which the new price holds.";
    report.error("shop-log-price", [...path, "now"], `The price log ${said}.`, hint);
    return;
  }
  const since = formatDate(own.first);
  if (offer.when.from !== undefined && offer.when.from < own.first) {
    const message = `The card shows this price before ${since}, when it begins to hold.`;
    report.error("shop-price-early", [...path, "now"], message, `Set \`from\` to ${since} or later.`);
  } else if (own.next !== undefined && lastDayOf(offer) >= own.next) {
    const until = formatDate(own.next);
    const message = `The card shows this price beyond ${until}, when another one begins to hold.`;
    const hint = `Set \`until\` to the day before ${until} or earlier.`;
    report.error("shop-price-late", [...path, "now"], message, hint);
  }
  // An old price that is not above the new one has been refused as such.
  if (price.was === undefined || price.was <= price.now) return;
  const prior = findPriorPrice(entries, own.first);
  if (prior === undefined) {
    const message = `The log does not reach back 30 days before ${since}.`;
    report.error("shop-log-short", [...path, "was"], message, "Add the earlier prices, or leave `was` out.");
  } else if (price.was !== prior) {
    const lowest = formatPrice(prior, digits);
    const message = `In the 30 days before ${since} the lowest price was ${lowest}.`;
    const code = price.was > prior ? "shop-was-too-high" : "shop-was-too-low";
    const fix = prior > price.now ? lowest : undefined;
    report.error(code, [...path, "was"], message, "Write that price, or leave `was` out.", fix);
  }
}

function lastDayOf(offer: Offer): number {
  return Math.min(offer.when.until ?? offer.approved.review, offer.approved.review);
}

/**
 * Since when the offer's price holds by the log, and from when another one does: of the times at which the log has
 * this price the one in which the offer begins, else the next one after that, else the last.
 */
function findOwn(
  offer: Offer,
  entries: readonly LogEntry[],
): { first: number; next: number | undefined } | undefined {
  const times: { first: number; next: number | undefined }[] = [];
  let before: number | undefined;
  entries.forEach(({ day, price }) => {
    const last = times.at(-1);
    if (price !== before) {
      if (before === offer.price?.now && last !== undefined) last.next = day;
      if (price === offer.price?.now) times.push({ first: day, next: undefined });
    }
    before = price;
  });
  const begin = offer.when.from;
  if (begin === undefined) return times.at(-1);
  return (
    times.find(({ first, next }) => first <= begin && (next === undefined || next > begin)) ??
    times.find(({ first }) => first > begin) ??
    undefined
  );
}
