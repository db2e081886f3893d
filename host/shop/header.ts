// The part `shop:` of the file.
import type { Path } from "./document.ts";
import { readExceptions } from "./exception.ts";
import { hoursIn, LANGUAGE_SLIPS, LANGUAGES } from "./language.ts";
import type { Exception, Hours, Text } from "./model.ts";
import { currencyDigits } from "./money.ts";
import { quote, type Report } from "./report.ts";
import type { RawShop } from "./schema.ts";
import { suggest } from "./spelling.ts";
import { tidyText } from "./text.ts";
import { DAY_NAMES, parseDays, parseHours } from "./window.ts";

/** What the file says of the shop itself; a field that could not be read is undefined and was reported. */
export interface Header {
  readonly name: string | undefined;
  readonly languages: readonly string[] | undefined;
  readonly timezone: string | undefined;
  readonly currency: string | undefined;
  /** Decimals of the currency. */
  readonly digits: number | undefined;
  readonly hours: readonly Hours[] | undefined;
  readonly hoursText: Text;
  readonly contact?: string;
  readonly label?: string;
  readonly staffEvery: number;
  /** Days with hours of their own. */
  readonly exceptions: readonly Exception[];
}

export type SoundHeader = { [K in keyof Header]: Exclude<Header[K], undefined> };

export function readHeader(raw: RawShop, report: Report): Header {
  const languages = readLanguages(raw.languages, ["shop", "languages"], report);
  const digits = currencyDigits(raw.currency);
  if (digits === undefined)
    report.error(
      "shop-currency",
      ["shop", "currency"],
      `There is no currency ${quote(raw.currency)}.`,
      suggest(raw.currency, ["PLN", "EUR", "GBP", "USD", "CZK", "SEK", "NOK", "DKK", "CHF", "HUF"], ""),
    );
  return {
    name: tidyText(raw.name, ["shop", "name"], report),
    languages,
    timezone: readTimezone(raw.timezone, report),
    currency: digits === undefined ? undefined : raw.currency,
    digits,
    hours: readHours(raw.hours, report),
    hoursText: Object.fromEntries(
      (languages ?? []).map((language) => [language, hoursIn(language, raw.hours)]),
    ),
    ...readLabel(raw, report),
    staffEvery: raw.staffEvery ?? 0,
    exceptions: readExceptions(raw.exceptions, report),
  };
}

/** What stands on the label only. A contact that cannot be shown was reported. */
function readLabel({ contact, label }: RawShop, report: Report): Pick<Header, "contact" | "label"> {
  const tidy = contact === undefined ? undefined : tidyText(contact, ["shop", "contact"], report);
  return { ...(tidy === undefined ? {} : { contact: tidy }), ...(label === undefined ? {} : { label }) };
}

/** Whether every part could be read. */
export function isSound(header: Header): header is SoundHeader {
  return Object.values(header).every((value) => value !== undefined);
}

function readLanguages(raw: readonly string[], path: Path, report: Report): readonly string[] | undefined {
  const seen = new Set<string>();
  let isGood = true;
  raw.forEach((language, index) => {
    if (!LANGUAGES.has(language)) {
      const slip = Object.hasOwn(LANGUAGE_SLIPS, language) ? LANGUAGE_SLIPS[language] : undefined;
      const hint =
        slip === undefined ? "Use a code of two letters such as pl, en, de." : `Did you mean \`${slip}\`?`;
      report.error(
        "shop-language",
        [...path, index],
        `${quote(language)} is not a language code.`,
        hint,
        slip,
      );
      isGood = false;
    } else if (seen.has(language)) {
      const message = `Language \`${language}\` is listed twice.`;
      report.error("shop-duplicate", [...path, index], message, "Keep one of them.");
      isGood = false;
    }
    seen.add(language);
  });
  return isGood ? raw : undefined;
}

function readTimezone(raw: string, report: Report): string | undefined {
  const zones = Intl.supportedValuesOf("timeZone");
  // Older names such as Europe/Kiev are no longer listed but still understood; offsets such as +01:00 are not zones.
  if (zones.includes(raw) || (/^[A-Za-z]+(\/[A-Za-z_+-]+)*$/.test(raw) && isUnderstood(raw))) return raw;
  const path = ["shop", "timezone"];
  const city = zones.find((zone) => zone.split("/").at(-1)?.toLowerCase() === raw.toLowerCase());
  const hint =
    city === undefined ? suggest(raw, zones, "Write it as Europe/Warsaw.") : `Did you mean \`${city}\`?`;
  report.error("shop-timezone", path, `There is no time zone ${quote(raw)}.`, hint);
  return undefined;
}

function isUnderstood(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

function readHours(raw: string, report: Report): Hours[] | undefined {
  const hours = parseHours(raw);
  if (typeof hours !== "string") return hours;
  const message = hours === "" ? "Days have no hours." : `${quote(hours)} is neither days nor hours.`;
  const day = hours.split("-").find((name) => parseDays(name) === undefined) ?? "";
  const hint = /^[A-Za-z]+$/.test(day)
    ? suggest(day, DAY_NAMES, "")
    : "Write hours such as: Mon-Sat 10:00-19:00, Sun 11:00-16:00; leave out days on which it is closed.";
  report.error("shop-hours", ["shop", "hours"], message, hint);
  return undefined;
}
