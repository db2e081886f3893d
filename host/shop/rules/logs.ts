// An old price is shown only where a log proves it: no discount from a price that nobody paid.
import { formatDate } from "../date.ts";
import type { Path } from "../document.ts";
import type { Draft } from "../draft.ts";
import { findPriorPrice, type LogEntry, readLog, resolveLog } from "../log.ts";
import type { Offer } from "../model.ts";
import { formatPrice } from "../money.ts";
import type { Report } from "../report.ts";

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
    const file = resolveLog(folder, price.log);
    if (file === undefined) {
      const hint = "Put the log beside the shop file, such as prices/noir.csv.";
      report.error("shop-log-outside", logPath, "This path leads out of the shop's folder.", hint);
      continue;
    }
    const isNew = !cache.has(file);
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
  const last = entries.at(-1);
  if (price === undefined) return;
  if (last?.price !== price.now) {
    const said = last === undefined ? "is empty" : `ends with ${formatPrice(last.price, digits)}`;
    const hint = "Add a line with the day from which the new price holds.";
    report.error("shop-log-price", [...path, "now"], `The price log ${said}.`, hint);
    return;
  }
  const since = formatDate(last.day);
  if (offer.when.from !== undefined && offer.when.from < last.day) {
    const message = `The card shows this price before ${since}, when it begins to hold.`;
    report.error("shop-price-early", [...path, "now"], message, `Set \`from\` to ${since} or later.`);
  }
  if (price.was === undefined) return;
  const prior = findPriorPrice(entries, last.day);
  if (prior === undefined) {
    const message = `The log does not reach back 30 days before ${since}.`;
    report.error("shop-log-short", [...path, "was"], message, "Add the earlier prices, or leave `was` out.");
  } else if (price.was > prior) {
    const message = `In the 30 days before ${since} the lowest price was ${formatPrice(prior, digits)}.`;
    report.error("shop-was-too-high", [...path, "was"], message, "Write that price, or leave `was` out.");
  }
}
