// Bad texts in disguise: 500 of them, drawn with a fixed seed; and the same disguises over good texts.
import { expect, test } from "vitest";
import { createRandom, type Random } from "../../../../host/random.ts";
import { readWording } from "../../../../host/shop/lexicon/reading.ts";
import { judge, LANGUAGES, readLines } from "./text.ts";

const COUNT = 500;
const ALIKE: Readonly<Record<string, string>> = {
  a: "а",
  e: "е",
  o: "о",
  p: "р",
  c: "с",
  x: "х",
  i: "і",
  y: "у",
};
const LEET: Readonly<Record<string, string>> = { o: "0", i: "1", l: "1", e: "3", a: "4", s: "$", t: "7" };
const MARKS = ["\u200b", "\u00ad", "\u2060", "\u200d"];

type Disguise = (text: string, random: Random) => string;

/** Each letter in turn, with its chance. */
const each = (random: Random, perMille: number, text: string, change: (letter: string) => string) =>
  Array.from(text, (letter) => (random.chance(perMille) ? change(letter) : letter)).join("");
const swap = (table: Readonly<Record<string, string>>) => (letter: string) => table[letter] ?? letter;
const inWords = (text: string, between: string) =>
  text.replace(/\p{L}+/gu, (word) => Array.from(word).join(between));

const DISGUISES: Readonly<Record<string, Disguise>> = {
  capitals: (text) => text.toUpperCase(),
  "mixed letters": (text, random) => each(random, 400, text, (letter) => letter.toUpperCase()),
  "no diacritics": (text) =>
    text.normalize("NFD").replace(/\p{M}/gu, "").replace(/ł/g, "l").replace(/Ł/g, "L"),
  "umlauts with e": (text) =>
    text.replace(/ä/g, "ae").replace(/ö/g, "oe").replace(/ü/g, "ue").replace(/ß/g, "ss"),
  "loose marks": (text) => text.normalize("NFD"),
  "digits for letters": (text, random) => each(random, 500, text, swap(LEET)),
  "letters that look alike": (text, random) => each(random, 600, text, swap(ALIKE)),
  "not seen": (text, random) => each(random, 400, text, (letter) => letter + MARKS[random.between(0, 3)]),
  "letters repeated": (text, random) =>
    each(random, 300, text, (letter) =>
      /\p{L}/u.test(letter) ? letter.repeat(random.between(2, 4)) : letter,
    ),
  dots: (text) => inWords(text, "."),
  hyphens: (text) => inWords(text, "-"),
  "blanks between letters": (text) => inWords(text, " ").replace(/ {2,}/g, " "),
  "wide letters": (text) =>
    text.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
  "more blanks": (text) => text.replace(/ /g, " \u00a0 "),
  pictures: (text) => `🙂 ${text} 🙂`,
  "one word": (text) =>
    `#${text.replace(/[^\p{L}\d]*(\p{L}+)[^\p{L}]*/gu, (_, word: string) => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase())}`,
};

/** Texts that are bad for their words: numbers and signs are disguised in other ways. */
const bad = LANGUAGES.flatMap((language) =>
  readLines(`corpus/${language}-bad.txt`).filter(
    (text) => /^[\p{L} ,]+$/u.test(text) && judge(text).some(({ code }) => code !== "pressure-shout"),
  ),
);
const good = LANGUAGES.flatMap((language) => readLines(`corpus/${language}-good.txt`)).filter((text) =>
  /^[\p{L} ,']+$/u.test(text),
);

test("500 bad texts in disguise: none is missed", () => {
  const random = createRandom(20261121);
  const names = Object.keys(DISGUISES);
  const missed: string[] = [];
  for (let i = 0; i < COUNT; i++) {
    const name = names[i % names.length] ?? "";
    const text = bad[random.between(0, bad.length - 1)] ?? "";
    const disguised = DISGUISES[name]?.(text, random) ?? "";
    if (!judge(disguised).some(({ code }) => code !== "pressure-shout"))
      missed.push(`${name}: ${text} → ${disguised}`);
  }
  console.log(`disguised: ${COUNT - missed.length}/${COUNT} found`);
  expect(missed).toEqual([]);
});

/** Nobody writes a good text letter by letter: there words are looked for without regard to blanks. */
const HONEST = Object.entries(DISGUISES).filter(
  ([name]) => !/dots|hyphens|blanks between|digits|one word/.test(name),
);

test("the same disguises make no good text bad", () => {
  const random = createRandom(7);
  const alarms: string[] = [];
  for (const text of good)
    for (const [name, disguise] of HONEST) {
      const found = judge(disguise(text, random)).filter(({ code }) => code !== "pressure-shout");
      if (found.length > 0) alarms.push(`${name}: ${text} → ${found[0]?.hits[0]?.words}`);
    }
  expect(alarms).toEqual([]);
});

test("control: a text that is not folded keeps its disguise", () => {
  expect(readWording("l.a.s.t chance").folds.map(({ letters }) => letters)).toContain("last chance");
  expect("l.a.s.t chance").not.toMatch(/last/);
});
