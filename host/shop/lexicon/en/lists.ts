import type { Calendar } from "../kind.ts";

export const EN_NUMBERS: readonly string[] =
  "one,two,three,four,five,six,seven,eight,nine,ten,eleven,twelve,twenty,thirty,forty,fifty,sixty,seventy,eighty,ninety,hundred,thousand".split(
    ",",
  );

/** Names as they are found in a folded text: no diacritics. */
export const EN_CALENDAR: Calendar = {
  days: ["mondays?", "tuesdays?", "wednesdays?", "thursdays?", "fridays?", "saturdays?", "sundays?"],
  months: [
    "jan(?:uary)?",
    "feb(?:ruary)?",
    "mar(?:ch)?",
    "apr(?:il)?",
    "may",
    "june?",
    "july?",
    "aug(?:ust)?",
    "sept?(?:ember)?",
    "oct(?:ober)?",
    "nov(?:ember)?",
    "dec(?:ember)?",
  ],
  feasts: {
    "christmas eve": 1224,
    "christmas day": 1225,
    christmas: 1224,
    "new years eve": 1231,
    "the end of the year": 1231,
  },
  opens:
    "last day(?: of(?: [a-z]+){1,3})? is|until|till|til|thru|through|up to and including|ends on|ending on|ends|valid to|expires on|no later than",
};
