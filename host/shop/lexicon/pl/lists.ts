import type { Calendar } from "../kind.ts";

export const PL_NUMBERS: readonly string[] =
  "jeden,jedna,jedno,dwa,dwie,dwóch,trzy,trzech,cztery,pięć,sześć,siedem,osiem,dziewięć,dziesięć,dwanaście,dwadzieścia,trzydzieści,czterdzieści,pięćdziesiąt,sto,dwieście,tysiąc".split(
    ",",
  );

/** Names as they are found in a folded text: no diacritics. */
export const PL_CALENDAR: Calendar = {
  days: [
    "poniedzial\\w+",
    "wtor\\w+",
    "srod(?:a|e|y|zie)",
    "czwart\\w+",
    "piat\\w+",
    "sobot\\w+",
    "niedziel\\w+",
  ],
  months: [
    "styczn\\w+",
    "lut\\w+",
    "mar(?:zec|ca)",
    "kwie(?:tnia|cien)",
    "maj\\w*",
    "czerw\\w+",
    "lip(?:ca|iec)",
    "sierp\\w+",
    "wrzes\\w+",
    "pazdziern\\w+",
    "listopad\\w*",
    "grud\\w+",
  ],
  feasts: { wigilii: 1224, "swiat bozego narodzenia": 1224, sylwestra: 1231, "konca roku": 1231 },
  opens: "ostatni dzien(?: [a-z]+){0,2} to|do dnia|az do|do konca dnia|do|konczy sie|wazne do|najpozniej",
};
