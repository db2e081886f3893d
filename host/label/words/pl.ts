import type { LabelWords } from "../words.ts";

const LEAVES = "aż odejdziesz (20 s), 90 s bez dotknięcia albo „Wymaż”";
const NEAR = "nikogo, ktoś blisko, ktoś się zatrzymał; jak długo, w czterech stopniach";
const GONE = "20 s po ostatnim śladzie kogokolwiek";
const SUMS = "od 31 do 62 dni, jako sumy z szumem";

export const PL: LabelWords = {
  title: "Etykieta ekranu",
  headline: "Ten ekran wyczuwa, że ktoś jest blisko. Nie wie, kto to.",
  senses: "Wyczuwa",
  keeps: "Pamięta",
  sends: "Wysyła",
  leave: "Możesz",
  asks: "Prowadzi",
  sensors: {
    pir: "ruch",
    radar: "ruch (radar)",
    "radar-uart": "ruch (radar)",
    distance: "odległość do ekranu",
    scan: "siłę sygnałów radiowych wokół",
    touch: "dotknięcia",
    button: "naciśnięcia przycisku",
  },
  nothing: "nic o ludziach",
  noSenses: "Bez kamery, bez mikrofonu.",
  keepsTapped: "Co wybierzesz, dopóki nie odejdziesz.",
  keepsNothing: "Nic o Tobie.",
  keepsFlash: "W pamięci: daty, w które działał.",
  keepsStatistics: "Sumy z szumem, dla sklepu:",
  statistics: { footfall: "wizyty na godzinę", answers: "odpowiedzi na dzień", plays: "karty na dzień" },
  radio: {
    silent: "Nic przez radio.",
    maintenance: "Nic przez radio, chyba że obsługa przytrzyma przycisk.",
    link: "Przez radio: jeden adres, ten sam dla wszystkich.",
    bthome: "Przez radio: że ktoś jest blisko. Kto słucha, ten się o tym dowie.",
  },
  radioShort: {
    silent: "bez radia",
    maintenance: "radio: po przycisku",
    link: "radio: adres",
    bthome: "radio: ktoś jest blisko",
  },
  noNetwork: "Nie jest w żadnej sieci.",
  controls: (names) => `${names.map((name) => `„${name}”`).join(", ")}: każde jednym ruchem.`,
  controlsButton: (names) => `${names.map((name) => `„${name}”`).join(", ")}: w menu przycisku.`,
  noControls: "Przejść obok: o nic nie pyta.",
  compare: (know, label) => `Ten sam kod jest na ekranie: „${know}”, „${label}”.`,
  compareButton: (label) => `Ten sam kod jest na ekranie: przyciskiem aż do „${label}”.`,
  askStaff: "Zapytaj przy kasie.",
  flowsTitle: "Co odbiera",
  flowsHead: ["Co", "Co z tego zostaje", "Jak długo"],
  flows: {
    pir: ["Ruch: jeden czujnik podczerwieni, tak albo nie", NEAR, GONE],
    radar: ["Ruch: jeden radar, tak albo nie", NEAR, GONE],
    "radar-uart": ["Ruch: jeden radar, odległość i siła", NEAR, GONE],
    distance: ["Odległość tego, co jest przed ekranem, w milimetrach", NEAR, GONE],
    scan: [
      "Radio, tylko nasłuch: siła każdego sygnału. Nazwy i adresy są zamazywane bez czytania",
      "prawie nikogo, trochę osób, dużo osób",
      "około 8 s",
    ],
    touch: ["Gdzie palec dotyka ekranu", "które pole wybrano, i język", LEAVES],
    button: ["Czy przycisk jest naciśnięty", "którą pozycję wybrano, i język", LEAVES],
    answer: ["Twoja odpowiedź na pytanie sklepu", "numer odpowiedzi", LEAVES],
    clock: ["Zegar", "minuta tygodnia; w pamięci jedna data na dzień", "daty: najwyżej 3,7 roku"],
    staff: ["Co obsługa ustawi kablem", "oferty przypięte, wykluczone, wyprzedane", "aż obsługa to cofnie"],
    starts: ["Że się uruchomił", "jeden bajt, bez godziny", "do odnowienia przy następnym wgraniu"],
    footfall: ["Że ktoś przyszedł", "suma na godzinę, z szumem", SUMS],
    plays: ["Pierwsza karta pokazana podczas wizyty", "suma na dzień i grupę, z szumem", SUMS],
    answers: [
      "Twoja odpowiedź, od razu zmieszana z losem",
      "suma na dzień i odpowiedź",
      "od 31 do 62 dni, jako suma odpowiedzi zmieszanych z losem",
    ],
    bthome: [
      "Czy ktoś jest blisko i jaki jest ruch",
      "wysyłane przez radio tak, jak jest, bez szumu: kto słucha, dowie się, że ktoś jest blisko",
      "nie jest pamiętane",
    ],
  },
  budget: (epsilon) =>
    `Budżet prywatności: ${epsilon} na jeden zapisany odcinek obecności. Dotyczy odcinka, nie osoby: kto przychodzi często, zużywa go często.`,
  noBudget: "Niczego się nie liczy w czasie.",
  moreTitle: "Więcej",
  more: [
    ["Po co", "Żeby wybrać, którą z ofert sklepu pokazać. Cena jest taka sama dla wszystkich."],
    ["Komu", "Nic, nikomu. Nie ma konta, chmury ani sieci."],
    [
      "Kablem",
      "Kto podłączy kabel, odczyta, co ekran pokazuje i wie w tej chwili, i co jest w jego pamięci.",
    ],
    ["Zmiany", "Ręcznie, kablem; każdy bajt jest sprawdzany."],
    ["Dlaczego ta oferta", "Każda karta mówi to jednym zdaniem, według spisanych reguł sklepu."],
  ],
  limitsTitle: "Czego nie obiecujemy",
  limits: {
    start:
      "Przy każdym starcie, zanim ruszy program, przez chwilę widać przez radio fabryczne oprogramowanie pod nim.",
    bonds:
      "Kto się w tej chwili sparuje, zostawia ślad w pamięci tego oprogramowania; audyt liczy takie ślady.",
    pairing:
      "Kto się z nim sparuje, gdy nadaje, zostawia ślad w pamięci tego oprogramowania; audyt liczy takie ślady.",
    buffers: "Oprogramowanie pod spodem trzyma ostatnie sekundy sygnałów radiowych.",
    memory: "Pamięć działającej płytki nie jest sprawdzana.",
    cable: "Ktoś z kablem może podmienić program. Wtedy kod z tej etykiety przestaje obowiązywać.",
    hardware: "Kod mówi, co zbudowano. Co jest na płytce, powie dopiero audyt kablem.",
  },
  digestTitle: "Który program",
  digestNote: "Kod to początek SHA-256 faktów tej etykiety; są w nich skróty obu plików.",
  program: "Program",
  boot: "Plik startowy",
  board: "Płytka",
};
