// Frames with slots: sentences that no list has as they are, and honest ones beside them that use the same words.
import { describe, expect, test } from "vitest";
import { judge } from "./text.ts";

const PRESSING: Readonly<Record<string, readonly string[]>> = {
  "pressure-time": [
    "By Monday this rebate is history",
    "Next week you will pay double",
    "Montag ist dieser Rabatt Geschichte",
    "Wer trödelt, zahlt nächste Woche mehr",
    "Ten rabat zaraz przejdzie do historii",
    "Kto zwleka, zapłaci więcej",
  ],
  "pressure-scarcity": [
    "We are down to our final crate",
    "There is not enough for everybody",
    "Der Turm aus Dosen schrumpft",
    "Für alle reicht es nicht",
    "Stos kartonów topnieje",
    "Nie starczy dla wszystkich",
  ],
  "pressure-crowd": [
    "Already in ninety households",
    "Half the choir carries one",
    "Schon in neunzig Haushalten",
    "Die halbe Siedlung trägt sie",
    "Już w setkach koszyków",
    "Pół osiedla je nosi",
  ],
  "pressure-shame": [
    "A guest with manners brings this",
    "Your carpet says a lot about you",
    "Ein Gast mit Stil bringt das mit",
    "Ihr Teppich verrät viel über Sie",
    "Gospodyni z klasą to podaje",
    "Dywan mówi wiele o Tobie",
  ],
  "tone-notice": [
    "Our panel picked up your curiosity",
    "It is you again, how nice",
    "Unser Schild hat Ihre Neugier bemerkt",
    "Sie schon wieder, wie schön",
    "Nasz ekran wychwycił Twoją uwagę",
    "To znowu Ty, jak miło",
  ],
  "tone-knowledge": [
    "We have noted your shoe size",
    "Wir haben uns Ihre Schuhgröße gemerkt",
    "Zanotowaliśmy Twój rozmiar buta",
  ],
};

/** The same words, and nothing that presses. */
const PLAIN: readonly string[] = [
  "Three left boots: a comedy",
  "Hurry Up: a comic novel",
  "Leave It to Them by Paula G. Field",
  "Now or Never, Janet Fielding",
  "Tea in 20 bags",
  "Board game: four people can play",
  "Do not hesitate to ask",
  "Everyone is welcome in our choir",
  "A few rules of the reading club",
  "Real butter, from the farm",
  "Jetzt oder nie, Uwe Tannert",
  "Brettspiel: vier Personen können spielen",
  "Zögern Sie nicht, uns zu fragen",
  "Jeder ist im Chor willkommen",
  "Hier ist eine Karte der Stadt",
  "Echte Vanille aus Madagaskar",
  "Wir bestellen das Buch bis morgen",
  "Teraz albo nigdy, Ewa Polna",
  "Gra: cztery osoby mogą grać",
  "Można najpierw zajrzeć do środka",
  "Zanim kupisz, możesz poczytać",
  "Kolejka drewniana do składania",
  "Ostatnio kupiliśmy stare mapy",
  "Nie wahaj się zapytać",
];

describe.each(Object.entries(PRESSING))("%s", (code, texts) => {
  test.each(texts)("%s", (text) => expect(judge(text).map((claim) => claim.code)).toContain(code));
});

test.each(PLAIN)("nothing presses: %s", (text) => expect(judge(text)).toEqual([]));

describe("an end of a sale is plain speech where the calendar has it", () => {
  const week = { when: { from: 20_780, until: 20_786 }, part: "offer" } as const;
  const TEXTS = ["The sale ends on Sunday", "Die Aktion endet am Sonntag", "Promocja kończy się w niedzielę"];
  const longer = { when: { from: 20_770, until: 20_786 }, part: "offer" } as const;
  test.each(TEXTS)("%s", (text) => {
    expect(new Date(week.when.until * 86_400_000).getUTCDay()).toBe(0);
    expect(judge(text, undefined, week)).toEqual([]);
    expect(judge(text, undefined, longer).length).toBeGreaterThan(0);
    expect(judge(text).length).toBeGreaterThan(0);
    // Control: what presses beside it still does.
    expect(judge(`${text}, hurry`, undefined, week).length).toBeGreaterThan(0);
  });
});
