import type { Calendar } from "../kind.ts";

export const DE_NUMBERS: readonly string[] =
  "ein,eine,einen,zwei,drei,vier,fünf,sechs,sieben,acht,neun,zehn,elf,zwölf,zwanzig,dreißig,vierzig,fünfzig,sechzig,siebzig,achtzig,neunzig,hundert,zweihundert,tausend".split(
    ",",
  );

/** Names as they are found in a folded text: no diacritics, umlauts with or without an e. */
export const DE_CALENDAR: Calendar = {
  days: [
    "montags?",
    "dienstags?",
    "mittwochs?",
    "donnerstags?",
    "freitags?",
    "(?:samstag|sonnabend)s?",
    "sonntags?",
  ],
  months: [
    "ja?e?n(?:uar|ner)?",
    "feb(?:ruar)?",
    "mae?rz",
    "apr(?:il)?",
    "mai",
    "juni?",
    "juli?",
    "aug(?:ust)?",
    "sept?(?:ember)?",
    "okt(?:ober)?",
    "nov(?:ember)?",
    "dez(?:ember)?",
  ],
  feasts: { heiligabend: 1224, weihnachten: 1224, silvester: 1231, jahresende: 1231 },
  opens:
    "letzte tag(?: [a-z]+){0,3} ist|bis zum|bis einschliesslich|bis inklusive|bis zu|bis|endet am|endet|spatestens am|spaetestens am",
};
