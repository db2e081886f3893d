// Languages that a shop may use, and the few words that the tool itself writes into a shop.

/** ISO 639-1, two letters each. */
const CODES =
  "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en " +
  "eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja " +
  "jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb " +
  "nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq " +
  "sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

export const LANGUAGES: ReadonlySet<string> = new Set(CODES.split(" "));

/** What people write instead of the code, and which code that is. */
export const LANGUAGE_SLIPS: Readonly<Record<string, string>> = {
  cz: "cs",
  dk: "da",
  gb: "en",
  gr: "el",
  jp: "ja",
  ua: "uk",
  us: "en",
};

const CHIPS: Readonly<Record<string, string>> = {
  cs: "Vybrat",
  da: "Vælg",
  de: "Wählen",
  en: "Choose",
  es: "Elegir",
  fr: "Choisir",
  it: "Scegli",
  nl: "Kiezen",
  pl: "Wybierz",
  pt: "Escolher",
  sk: "Vybrať",
  sv: "Välj",
};

/** Short days of the week, Monday first. */
const WEEKDAYS: Readonly<Record<string, string>> = {
  cs: "po út st čt pá so ne",
  da: "man tir ons tor fre lør søn",
  de: "Mo Di Mi Do Fr Sa So",
  en: "Mon Tue Wed Thu Fri Sat Sun",
  es: "lun mar mié jue vie sáb dom",
  fr: "lun mar mer jeu ven sam dim",
  it: "lun mar mer gio ven sab dom",
  nl: "ma di wo do vr za zo",
  pl: "pn wt śr czw pt sob ndz",
  pt: "seg ter qua qui sex sáb dom",
  sk: "po ut st št pi so ne",
  sv: "mån tis ons tors fre lör sön",
};
const ENGLISH = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** Label of the chip that opens the question; undefined where we know no word. */
export function chipWord(language: string): string | undefined {
  return Object.hasOwn(CHIPS, language) ? CHIPS[language] : undefined;
}

/** The hours as written, with the days' names in this language where we know them, and with dashes as printed. */
export function hoursIn(language: string, text: string): string {
  const names = (Object.hasOwn(WEEKDAYS, language) ? WEEKDAYS[language] : WEEKDAYS.en).split(" ");
  const named = text.replace(/\p{L}+/gu, (word) => {
    const index = ENGLISH.indexOf(word.toLowerCase().slice(0, 3));
    return index < 0 || !/^(\p{L}{3}|\p{L}+day)$/u.test(word) ? word : names[index];
  });
  return named
    .replace(/\s*[-–]\s*/g, "–")
    .replace(/\s+/g, " ")
    .trim();
}
