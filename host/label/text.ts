// A label in sentences: the lines of its first layer, and what its QR code says.
import { chooseWords } from "../compile/texts.ts";
import type { Label } from "./fact.ts";
import { labelWords } from "./words.ts";

/** A caption, and what stands beside it. */
export type Line = readonly [caption: string, text: string];

/** The first layer, in the order in which somebody in passing should read it. */
export function writeLines({ facts }: Label, language: string): readonly Line[] {
  const words = labelWords(language);
  const board = chooseWords(language);
  const tapped = facts.controls.length > 0;
  const counted = facts.statistics.counted.map((statistic) => words.statistics[statistic]);
  const keeps = [
    tapped ? words.keepsTapped : words.keepsNothing,
    ...(counted.length === 0 ? [] : [`${words.keepsStatistics} ${counted.join(", ")}.`]),
    words.keepsFlash,
  ];
  const isTouched = facts.flows.some(({ id }) => id === "touch");
  const ways = [board.dismiss, board.pause, board.forget];
  const leave = tapped ? (isTouched ? words.controls : words.controlsButton)(ways) : words.noControls;
  return [
    [words.senses, `${raiseFirst(listSenses({ facts }, language).join(", "))}. ${words.noSenses}`],
    [words.keeps, keeps.join(" ")],
    [words.sends, `${words.radio[facts.radio.profile]} ${words.noNetwork}`],
    [words.leave, leave],
    [words.asks, `${facts.shop.name}. ${facts.shop.contact ?? words.askStaff}`],
  ];
}

/** What it senses of people, in a word or two each. */
function listSenses({ facts }: Pick<Label, "facts">, language: string): readonly string[] {
  const words = labelWords(language);
  const senses = facts.flows.flatMap(({ id }) => words.sensors[id] ?? []);
  return senses.length === 0 ? [words.nothing] : senses;
}

/** How to find the code on the display itself; undefined where nothing can be tapped or pressed. */
export function writeCompare({ facts }: Label, language: string): string | undefined {
  const words = labelWords(language);
  const { know, label } = chooseWords(language);
  if (facts.flows.some(({ id }) => id === "touch")) return words.compare(know, label);
  return facts.flows.some(({ id }) => id === "button") ? words.compareButton(label) : undefined;
}

/**
 * What a QR code says: the shop's own page with the code behind it, else the facts in short, which a phone shows
 * without any network.
 * @param length "short" for a panel, "long" for paper
 */
export function writeQr(label: Label, language: string, length: "short" | "long"): string {
  const { facts, code } = label;
  if (facts.shop.page !== undefined) return `${facts.shop.page}#${code}`;
  const words = labelWords(language);
  const { profile } = facts.radio;
  if (length === "long")
    return [
      `Passerby ${code}`,
      words.headline,
      ...writeLines(label, language).map(([caption, text]) => `${caption}: ${text}`),
    ].join("\n");
  const lines = [`Passerby ${code}`, listSenses(label, language).join(", "), words.radioShort[profile]];
  return lines.join("\n");
}

function raiseFirst(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
