// Texts in the shop's languages.
import type { Path } from "./document.ts";
import { rememberKeys } from "./field.ts";
import { LANGUAGE_SLIPS } from "./language.ts";
import type { Text } from "./model.ts";
import { quote, type Report } from "./report.ts";
import type { RawText } from "./schema.ts";
import { suggest } from "./spelling.ts";

/** Control characters, and those that turn text around or are not seen. A soft hyphen is fine. */
const UNSEEN = /[\p{Cc}\p{Co}\p{Cn}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;

/**
 * A text in every language of the shop, blanks tidied, letters composed (NFC).
 * @returns undefined when a language is missing or the text cannot be shown; the report says so
 */
export function readText(
  raw: RawText,
  path: Path,
  languages: readonly string[],
  report: Report,
): Text | undefined {
  if (typeof raw === "string") {
    if (languages.length > 1) {
      const hint = `Write { ${languages.map((language) => `${language}: …`).join(", ")} }.`;
      report.error(
        "shop-translation",
        path,
        `The shop has ${languages.length} languages, this text one.`,
        hint,
      );
      return undefined;
    }
    const tidy = tidyText(raw, path, report);
    return tidy === undefined ? undefined : remember({ [languages[0]]: tidy }, path, report);
  }
  const texts: Record<string, string> = {};
  for (const language of Object.keys(raw)) {
    if (languages.includes(language)) continue;
    const slip = Object.hasOwn(LANGUAGE_SLIPS, language) ? LANGUAGE_SLIPS[language] : language;
    report.errorAtKey(
      "shop-text-language",
      [...path, language],
      `${quote(language)} is not a language of this shop.`,
      suggest(slip, languages, "Remove it."),
    );
  }
  for (const language of languages) {
    if (!Object.hasOwn(raw, language)) {
      report.error(
        "shop-translation",
        path,
        `The text for language \`${language}\` is missing.`,
        `Add \`${language}: …\`.`,
      );
      continue;
    }
    const tidy = tidyText(raw[language], [...path, language], report);
    if (tidy !== undefined) texts[language] = tidy;
  }
  const isWhole = languages.every((language) => Object.hasOwn(texts, language));
  return isWhole ? remember(texts, path, report) : undefined;
}

/** A name in every language of the shop; written once, it is the same in all of them. @returns as `readText` */
export function readSponsor(
  raw: RawText,
  path: Path,
  languages: readonly string[],
  report: Report,
): Text | undefined {
  if (typeof raw !== "string") return readText(raw, path, languages, report);
  const tidy = tidyText(raw, path, report);
  if (tidy === undefined) return undefined;
  const text = Object.fromEntries(languages.map((language) => [language, tidy]));
  rememberKeys(text, () => report.locate(path));
  return text;
}

function remember(text: Text, path: Path, report: Report): Text {
  rememberKeys(text, (language) => report.locate([...path, language]));
  return text;
}

/** One line, single blanks, composed letters; undefined (and reported) if nothing or something unseen is in it. */
export function tidyText(raw: string, path: Path, report: Report): string | undefined {
  const text = raw
    .replace(/[ \t\r\n]+/g, " ")
    .trim()
    .normalize("NFC");
  if (text === "") {
    report.error("shop-text-empty", path, "This text is empty.", "Write at least one letter.");
    return undefined;
  }
  if (UNSEEN.test(text)) {
    const hint = "Type the text again by hand; copied text can carry such characters.";
    report.error("shop-text-unseen", path, "This text holds a character that cannot be seen.", hint);
    return undefined;
  }
  return text;
}
