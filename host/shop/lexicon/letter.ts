// Letters that look alike, as data: what a reader takes for a Latin letter counts as that letter.

/** Of the second line each stands for the letter above it. Small letters first, capitals that differ after them. */
const ALIKE: readonly (readonly [latin: string, others: string])[] = [
  ["a", "аɑαᴀΑА"],
  ["b", "вβʙΒВЬ"],
  ["c", "сϲᴄСϹ"],
  ["d", "ԁɗđᴅ"],
  ["e", "еєεҽᴇΕЕЄ"],
  ["f", "ƒϝꜰ"],
  ["g", "ɡցɢԌ"],
  ["h", "һհнʜΗН"],
  ["i", "іıɩιɪΙІӀǀ"],
  ["j", "јʝᴊЈ"],
  ["k", "кκᴋΚК"],
  ["l", "łӏʟŁ"],
  ["m", "мᴍΜМ"],
  ["n", "пηɴΝ"],
  ["o", "оοσøօᴏΟОØ"],
  ["p", "рρᴘΡР"],
  ["q", "ԛգ"],
  ["r", "гʀ"],
  ["s", "ѕꜱЅ"],
  ["t", "тτᴛΤТ"],
  ["u", "υսᴜ"],
  ["v", "νѵᴠ"],
  ["w", "ѡԝωɯᴡ"],
  ["x", "хχΧХ"],
  ["y", "уγʏΥУҮ"],
  ["z", "ᴢΖ"],
  ["ss", "ßẞ"],
  ["ae", "æÆ"],
  ["oe", "œŒ"],
];

/** Latin letters by the character that looks like them. */
export const LOOKS_LIKE: ReadonlyMap<string, string> = new Map(
  ALIKE.flatMap(([latin, others]) => Array.from(others, (other) => [other, latin] as const)),
);

/** Signs and digits that stand for a letter inside a word. "1", "!" and "|" stay "1": patterns read it as i or l. */
export const STANDS_FOR: ReadonlyMap<string, string> = new Map([
  ["0", "o"],
  ["1", "1"],
  ["3", "e"],
  ["4", "a"],
  ["5", "s"],
  ["7", "t"],
  ["8", "b"],
  ["9", "g"],
  ["@", "a"],
  ["$", "s"],
  ["§", "s"],
  ["€", "e"],
  ["£", "l"],
  ["+", "t"],
  ["!", "1"],
  ["|", "1"],
  ["¡", "1"],
]);
