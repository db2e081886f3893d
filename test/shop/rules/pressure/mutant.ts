// Makes dishonest texts of parts, in three languages, and disguises them: not taken from any list. Each is dishonest by
// what it is made of; and honest ones, made of parts that look alike.
import type { Random } from "../../../../host/random.ts";

/** Each part of a sentence as ways to say the same; what stands behind "~" may stand in front as well. */
type Frame = readonly (readonly string[])[];

export type Language = "en" | "de" | "pl";

const cut = (text: string): readonly string[] => text.split("|");
const frame = (...parts: string[]): Frame => parts.map(cut);

/** Dishonest whatever is chosen of each part. */
export const DISHONEST: Readonly<Record<Language, readonly Frame[]>> = {
  en: [
    frame(
      "Hurry|Hurry up|Be quick|Act now|Buy now|Order now|Don't wait|Don't delay",
      "~",
      "before it's too late|before they're gone|before somebody else does",
    ),
    frame("Only|Just", "2|3|four|five", "left|pairs left|copies remaining|pieces left in stock"),
    frame("Last|Final", "chance|pieces|copies|pair|hours|days", "for this lamp|for these boots|of the sale"),
    frame(
      "The offer|This sale|Our discount",
      "ends|expires|runs out",
      "soon|tonight|in two hours|at midnight",
    ),
    frame(
      "Everybody|Everyone|The whole town",
      "is buying|is talking about|loves|wants",
      "this lamp|these boots|our bread",
    ),
    frame(
      "Hundreds|Thousands|Dozens",
      "of happy customers|of satisfied readers|of delighted buyers",
      "can't be wrong|already bought it|recommend it",
    ),
    frame(
      "Don't be|Why be",
      "the only one without|the last one without|left behind without",
      "our boots|a lamp|this book",
    ),
    frame("Only a fool|Only an idiot|No sensible person", "would miss this|would walk past|says no"),
    frame("You'll regret|You will later regret|You would regret", "it|this|missing this|walking past"),
    frame("Almost|Nearly|Soon", "sold out|gone|out of stock"),
    frame("We know|We know exactly|We remember", "what you like|what you want|what you bought"),
    frame("Specially|Only|Exclusively", "for you|for you alone|selected for you"),
  ],
  de: [
    frame(
      "Schnell zugreifen|Jetzt zugreifen|Greifen Sie schnell zu|Beeilen Sie sich|Nicht zögern|Jetzt kaufen",
      "~",
      "bevor es zu spät ist|bevor alles weg ist|solange es noch geht",
    ),
    frame("Nur noch|Bloß noch", "2|3|vier|fünf", "Stück|Paare|Exemplare|Stück auf Lager"),
    frame(
      "Letzte|Die letzten",
      "Chance|Stücke|Exemplare|Paare|Stunden|Tage",
      "für diese Lampe|für Winterstiefel|vom Ausverkauf",
    ),
    frame("Das Angebot|Der Rabatt|Die Aktion", "endet|läuft ab", "bald|heute|in zwei Stunden|um Mitternacht"),
    frame("Alle|Jeder|Die ganze Stadt", "kauft|liebt|will", "diese Lampe|diese Stiefel|unser Brot"),
    frame(
      "Hunderte|Tausende",
      "zufriedene Kunden|begeisterte Leser|glückliche Käufer",
      "können nicht irren|haben es schon|empfehlen es",
    ),
    frame(
      "Seien Sie nicht|Wollen Sie wirklich",
      "der Letzte ohne|der Einzige ohne|die Einzige ohne",
      "unsere Stiefel|Lampe|dieses Buch",
    ),
    frame("Nur ein Narr|Nur Dummköpfe|Nur ein Idiot", "geht daran vorbei|lässt das liegen|sagt nein"),
    frame("Sie werden es|Das werden Sie|Du wirst es", "bereuen|später bereuen|sicher bereuen"),
    frame("Fast|Beinahe|Bald", "ausverkauft|vergriffen|alles weg"),
    frame("Wir wissen|Wir wissen genau", "was Sie mögen|was Sie wollen|was Sie suchen"),
    frame("Nur|Speziell|Exklusiv", "für Sie|für dich|für Sie ausgewählt"),
  ],
  pl: [
    frame(
      "Pospiesz się|Spiesz się|Kup teraz|Nie zwlekaj|Nie czekaj|Zamów od razu",
      "~",
      "zanim będzie za późno|zanim zniknie|nim ktoś cię ubiegnie",
    ),
    frame("Tylko|Już tylko|Zostały tylko", "2|3|cztery|pięć", "sztuki|pary|egzemplarze|sztuki na stanie"),
    frame("Ostatnia|Ostatnie", "szansa|sztuki|egzemplarze|pary|godziny", "na tę lampę|na kozaki|wyprzedaży"),
    frame("Oferta|Promocja|Zniżka", "kończy się|wygasa|znika", "wkrótce|dziś|za dwie godziny|o północy"),
    frame("Wszyscy|Każdy|Całe miasto", "kupują|uwielbia|chce", "tę lampę|te buty|nasz chleb"),
    frame(
      "Setki|Tysiące",
      "zadowolonych klientów|zachwyconych czytelniczek|szczęśliwych kupujących",
      "nie mogą się mylić|już to mają|polecają",
    ),
    frame("Nie bądź|Nie zostań", "ostatni bez|jedyną bez|jedynym bez", "naszych butów|lampy|tej książki"),
    frame("Tylko głupiec|Tylko frajer|Tylko idiota", "przejdzie obok|to zostawi|powie nie"),
    frame("Będziesz|Potem będziesz|Jutro będziesz", "żałować|tego żałować|żałował"),
    frame("Prawie|Niemal|Zaraz", "wyprzedane|wykupione|nic nie zostanie"),
    frame("Wiemy|Dobrze wiemy|Pamiętamy", "co lubisz|czego szukasz|co kupiłeś"),
    frame("Tylko|Specjalnie|Wyłącznie", "dla ciebie|dla pani|wybrane dla ciebie"),
  ],
};

/** Honest whatever is chosen, though words of the others are in them. */
export const HONEST: Readonly<Record<Language, readonly Frame[]>> = {
  en: [
    frame(
      "No hurry|Take your time|Stay as long as you like",
      "~",
      "tea is on the stove|there is a chair by the window",
    ),
    frame("Pairs|Boxes|Copies", "of two|of four|of six", "and single ones"),
    frame("The last page|The last chapter|The final volume", "is the best|was written in Kraków|has a map"),
    frame("The reading|The concert|The workshop", "ends|is over", "at eight|before ten"),
    frame("Everyone|All of you", "is welcome", "on Saturdays|at the table|with dogs"),
    frame("Hundreds|Thousands", "of buttons|of seeds", "sorted by colour|in small bags"),
    frame("The shop|The café", "is closed|opens late", "on Monday|after Easter|in the first week of May"),
    frame("A lamp|A chair|A rug", "for the reading corner|for the hall|for small rooms"),
    frame("We know|We can tell you", "where it was made|who baked it|how to wash it"),
  ],
  de: [
    frame(
      "Keine Eile|Nehmen Sie sich Zeit|Bleiben Sie, solange Sie mögen",
      "~",
      "der Tee ist warm|am Fenster steht ein Stuhl",
    ),
    frame("Schachteln|Päckchen|Bündel", "zu zwei|zu vier|zu sechs", "und einzeln"),
    frame("Das letzte Kapitel|Der letzte Band", "spielt in Krakau|hat eine Karte|ist erschienen"),
    frame("Die Lesung|Das Konzert|Der Kurs", "endet", "um acht|vor zehn"),
    frame("Alle|Alle Kinder|Auch Hunde", "sind willkommen", "am Samstag|am großen Tisch"),
    frame("Hunderte|Tausende", "Knöpfe|Samen", "nach Farben|in kleinen Tüten"),
    frame("Der Laden|Das Café", "ist zu|öffnet spät", "am Montag|nach Ostern|in der ersten Maiwoche"),
    frame("Eine Lampe|Ein Stuhl|Ein Teppich", "für die Leseecke|für den Flur|für kleine Zimmer"),
    frame("Wir wissen|Wir sagen gern", "wo es gemacht wurde|wer es gebacken hat|wie man es wäscht"),
  ],
  pl: [
    frame(
      "Bez pośpiechu|Usiądź spokojnie|Zostań, ile chcesz",
      "~",
      "herbata jest ciepła|przy oknie stoi krzesło",
    ),
    frame("Paczki|Pudełka|Zestawy", "po dwa|po cztery|po sześć", "oraz pojedynczo"),
    frame("Ostatni rozdział|Ostatni tom", "dzieje się w Krakowie|ma mapę|jest już w druku"),
    frame("Spotkanie|Koncert|Kurs", "kończy się", "o ósmej|przed dziesiątą"),
    frame("Wszystkie dzieci|Wszyscy|Także psy", "są mile widziane", "w sobotę|przy dużym stole"),
    frame("Setki|Tysiące", "guzików|nasion", "według kolorów|w małych torebkach"),
    frame(
      "Sklep|Kawiarnia",
      "jest nieczynny|otwiera późno",
      "w poniedziałek|po Wielkanocy|w pierwszym tygodniu maja",
    ),
    frame("Lampa|Krzesło|Dywan", "do kącika czytania|do przedpokoju|do małych pokoi"),
    frame("Wiemy|Chętnie powiemy", "gdzie to zrobiono|kto to upiekł|jak to prać"),
  ],
};

const take = (random: Random, list: readonly string[]): string =>
  list[random.between(0, list.length - 1)] ?? "";

/** One text of a frame; where "~" stands what comes before and after it may change places. */
export function compose(parts: Frame, random: Random): string {
  const turn = parts.findIndex((part) => part[0] === "~");
  const words = parts.map((part) => take(random, part));
  if (turn < 0) return words.join(" ");
  const [front, back] = [words.slice(0, turn).join(" "), words.slice(turn + 1).join(" ")];
  if (random.chance(500)) return `${front}, ${back}`;
  return `${back.slice(0, 1).toUpperCase()}${back.slice(1)}: ${front.toLowerCase()}`;
}

const LOOKS: Readonly<Record<string, string>> = {
  a: "а",
  e: "е",
  o: "ο",
  p: "р",
  c: "с",
  x: "х",
  y: "у",
  i: "і",
  A: "Α",
  B: "В",
  E: "Ε",
  K: "К",
  M: "М",
  O: "О",
  T: "Т",
};
const DIGITS: Readonly<Record<string, string>> = { o: "0", i: "1", e: "3", a: "4", s: "5", t: "7" };
const UNSEEN = ["\u200b", "\u00ad", "\u2060", "\ufeff"];
const inWords = (text: string, between: string) =>
  text.replace(/\p{L}+/gu, (word) => Array.from(word).join(between));
const some = (random: Random, text: string, perMille: number, change: (letter: string) => string) =>
  Array.from(text, (letter) => (random.chance(perMille) ? change(letter) : letter)).join("");

/** What people do to words so that a machine does not find them. */
export const DISGUISES: Readonly<Record<string, (text: string, random: Random) => string>> = {
  none: (text) => text,
  capitals: (text) => text.toUpperCase(),
  "small letters": (text) => text.toLowerCase(),
  "no marks": (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/ł/g, "l").replace(/Ł/g, "L"),
  "letters apart": (text) => inWords(text, " "),
  hyphens: (text) => inWords(text, "-"),
  "letters of other alphabets": (text, random) =>
    some(random, text, 700, (letter) => LOOKS[letter] ?? letter),
  "not seen": (text, random) => some(random, text, 400, (letter) => letter + take(random, UNSEEN)),
  // A word that is nothing but digits would be a number for whoever reads it.
  "digits for letters": (text, random) =>
    text.replace(
      /(?<!\p{L}['’])\p{L}{4,}(?!['’]\p{L})/gu,
      (word) => word.slice(0, 1) + some(random, word.slice(1), 500, (letter) => DIGITS[letter] ?? letter),
    ),
  "letters repeated": (text, random) =>
    some(random, text, 250, (letter) => (/\p{L}/u.test(letter) ? letter.repeat(3) : letter)),
  "pictures between": (text) => text.replace(/ /g, " 🙂 "),
  "marks between": (text) => text.replace(/ /g, " … "),
  "a tail": (text) => `${text}!`,
};
