// Every text of a shop that is held against rules on words, read once for all of them.
import { listTexts } from "../../card.ts";
import type { Path } from "../../document.ts";
import type { Draft, DraftOffer } from "../../draft.ts";
import { readWording } from "../../lexicon/reading.ts";
import type { Text } from "../../model.ts";
import type { Report } from "../../report.ts";
import type { Claim, Setting, Wording, WordRule } from "./rule.ts";

const known = new WeakMap<Draft, readonly Wording[]>();

/** Holds every text of a shop against each of the rules. */
export function checkWords(rules: readonly WordRule[], draft: Draft, report: Report): void {
  for (const { reading, setting, path } of listWordings(draft, report))
    for (const find of rules) {
      if (report.isFull()) return;
      const claim = find(reading, setting);
      if (claim !== undefined) tell(claim, path, report);
    }
}

function tell({ code, severity, hits, why, fix }: Claim, path: Path, report: Report): void {
  const inOrder = [...hits].sort((a, b) => a.start - b.start);
  const words = [...new Set(inOrder.map((hit) => `"${tidy(hit.words)}"`))].join(", ");
  (severity === "error" ? report.error : report.warning)(code, path, `${words} ${why}.`, fix);
}

/** On one line, and nothing in it that cannot be seen. */
function tidy(words: string): string {
  return words
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "")
    .replace(/\s+/g, " ")
    .trim();
}

function listWordings(draft: Draft, report: Report): readonly Wording[] {
  const before = known.get(draft);
  if (before !== undefined) return before;
  const wordings = [
    ...draft.offers.flatMap((entry) => listOffer(entry, draft, report)),
    ...listQuestion(draft, report),
  ];
  known.set(draft, wordings);
  return wordings;
}

function listOffer(entry: DraftOffer, { stock, today }: Draft, report: Report): Wording[] {
  const { when, article, title, text } = entry.offer;
  const listed = article === undefined ? undefined : stock.get(article);
  // A count is good for the day on which it was made and the next one.
  // Only `check` knows the day; what builds the same in any year takes the count at its word.
  const isFresh = listed?.asOf !== undefined && (today === undefined || today - listed.asOf <= 1);
  const setting: Setting = { when, part: "offer", ...(isFresh ? { count: listed?.count ?? 0 } : {}) };
  return listTexts(entry, report).map((own) => {
    const beside = own.path.includes("title") ? text : title;
    return { reading: readWording(own.text, beside[own.language]), setting, path: own.path };
  });
}

function listQuestion({ question }: Draft, report: Report): Wording[] {
  if (question === undefined) return [];
  const list = (text: Text, path: Path, part: Setting["part"]): Wording[] =>
    Object.entries(text).map(([language, words]) => {
      const own = [...path, language];
      const place = report.range(own) === undefined ? path : own;
      return { reading: readWording(words), setting: { when: {}, part }, path: place };
    });
  return [
    ...list(question.text, ["question", "text"], "question"),
    ...list(question.chip, ["question", "chip"], "question"),
    ...question.answers.flatMap(({ id, text }) => list(text, ["question", "answers", id], "answer")),
  ];
}
