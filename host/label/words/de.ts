import type { LabelWords } from "../words.ts";

const LEAVES = "bis Sie gehen (20 s), 90 s ohne Tippen oder „Vergiss“";
const NEAR = "niemand, nah, verweilend; wie lange, in vier Stufen";
const GONE = "20 s nach dem letzten Zeichen von jemandem";
const SUMS = "31 bis 62 Tage, als verrauschte Summen";

export const DE: LabelWords = {
  title: "Etikett eines Displays",
  headline: "Dieses Display spürt, dass jemand nah ist. Es weiß nicht, wer.",
  senses: "Spürt",
  keeps: "Behält",
  sends: "Sendet",
  leave: "Sie können",
  asks: "Betreibt",
  sensors: {
    pir: "Bewegung",
    radar: "Bewegung per Radar",
    "radar-uart": "Bewegung per Radar",
    distance: "den Abstand zum Display",
    scan: "wie stark Funk in der Nähe ist",
    touch: "Tippen",
    button: "den Druck auf seinen Knopf",
  },
  nothing: "nichts über Menschen",
  noSenses: "Keine Kamera, kein Mikrofon.",
  keepsTapped: "Was Sie antippen, bis Sie gehen.",
  keepsNothing: "Nichts über Sie.",
  keepsFlash: "Im Speicher: Tage, an denen es lief.",
  keepsStatistics: "Verrauschte Summen, für den Laden:",
  statistics: { footfall: "Besuche je Stunde", answers: "Antworten je Tag", plays: "Karten je Tag" },
  radio: {
    silent: "Nichts per Funk.",
    maintenance: "Nichts per Funk, außer das Personal hält den Knopf.",
    link: "Per Funk: eine Webadresse, für alle dieselbe.",
    bthome: "Per Funk: dass jemand nah ist. Wer mithört, erfährt es.",
  },
  radioShort: {
    silent: "kein Funk",
    maintenance: "Funk: per Knopf",
    link: "Funk: eine Adresse",
    bthome: "Funk: jemand ist nah",
  },
  noNetwork: "Es ist in keinem Netz.",
  controls: (names) => `${names.map((name) => `„${name}“`).join(", ")}: je ein Schritt.`,
  controlsButton: (names) => `${names.map((name) => `„${name}“`).join(", ")}: im Menü des Knopfs.`,
  noControls: "Vorbeigehen: Es fragt nichts.",
  compare: (know, label) => `Das Display zeigt denselben Code: „${know}“, „${label}“.`,
  compareButton: (label) => `Das Display zeigt denselben Code: per Knopf bis „${label}“.`,
  askStaff: "Fragen Sie an der Kasse.",
  flowsTitle: "Was es aufnimmt",
  flowsHead: ["Was", "Was daraus wird", "Wie lange"],
  flows: {
    pir: ["Bewegung: ein Infrarotsensor, ja oder nein", NEAR, GONE],
    radar: ["Bewegung: ein Radar, ja oder nein", NEAR, GONE],
    "radar-uart": ["Bewegung: ein Radar, Abstand und Stärke", NEAR, GONE],
    distance: ["Abstand zu dem, was davor ist, in Millimetern", NEAR, GONE],
    scan: [
      "Funk, nur gehört: wie stark jedes Signal ist. Namen und Adressen werden ungelesen überschrieben",
      "kaum jemand, einige, viele",
      "etwa 8 s",
    ],
    touch: ["Wo ein Finger das Display berührt", "welches Feld getippt wurde, und die Sprache", LEAVES],
    button: ["Ob der Knopf gedrückt ist", "welcher Eintrag gewählt wurde, und die Sprache", LEAVES],
    answer: ["Ihre Antwort auf die Frage des Ladens", "die Nummer der Antwort", LEAVES],
    clock: ["Seine Uhr", "Minute der Woche; im Speicher ein Datum je Tag", "Tage: höchstens 3,7 Jahre"],
    staff: [
      "Was das Personal per Kabel setzt",
      "angeheftete, gesperrte, ausverkaufte Angebote",
      "bis das Personal es beendet",
    ],
    starts: [
      "Dass es gestartet ist",
      "je ein Byte, ohne Uhrzeit",
      "bis zum nächsten Aufspielen, das es erneuert",
    ],
    footfall: ["Dass jemand kam", "eine Summe je Stunde, verrauscht", SUMS],
    plays: ["Die erste Karte, die ein Besuch sah", "eine Summe je Tag und Gruppe, verrauscht", SUMS],
    answers: [
      "Ihre Antwort, beim Tippen mit Zufall gemischt",
      "eine Summe je Tag und Antwort",
      "31 bis 62 Tage, als Summe gemischter Antworten",
    ],
    bthome: [
      "Ob jemand nah ist, und wie viel los ist",
      "per Funk gesendet, wie es ist, ohne Rauschen: Wer mithört, erfährt, dass jemand nah ist",
      "wird nicht behalten",
    ],
  },
  budget: (epsilon) =>
    `Privatheitsbudget: ${epsilon} für einen aufgezeichneten Abschnitt von Anwesenheit. Es gilt dem Abschnitt, nicht der Person: Wer oft kommt, verbraucht es oft.`,
  noBudget: "Über die Zeit wird nichts gezählt.",
  moreTitle: "Mehr",
  more: [
    ["Wozu", "Um zu wählen, welches Angebot des Ladens gezeigt wird. Der Preis ist für alle derselbe."],
    ["An wen", "Nichts, an niemanden. Es gibt kein Konto, keine Cloud, kein Netz."],
    ["Per Kabel", "Wer ein Kabel ansteckt, liest, was es gerade zeigt und weiß, und was im Speicher steht."],
    ["Änderungen", "Von Hand, per Kabel; jedes Byte wird geprüft."],
    ["Warum dieses Angebot", "Jede Karte sagt es in einem Satz, nach den geschriebenen Regeln des Ladens."],
  ],
  limitsTitle: "Was nicht versprochen wird",
  limits: {
    start:
      "Bei jedem Start, bevor das Programm läuft, ist die Firmware darunter einen Moment lang per Funk zu sehen.",
    bonds:
      "Wer sich in diesem Moment koppelt, hinterlässt eine Spur in deren Speicher; eine Prüfung zählt sie.",
    pairing:
      "Wer sich mit ihm koppelt, solange es sendet, hinterlässt eine Spur in deren Speicher; eine Prüfung zählt sie.",
    buffers: "Die Firmware darunter hält die letzten Sekunden Funksignale.",
    memory: "Der Arbeitsspeicher eines laufenden Displays wird nicht geprüft.",
    cable:
      "Jemand mit einem Kabel kann das Programm ersetzen. Dann gilt der Code dieses Etiketts nicht mehr.",
    hardware: "Der Code sagt, was gebaut wurde. Was auf dem Display ist, sagt erst eine Prüfung per Kabel.",
  },
  digestTitle: "Welches Programm",
  digestNote:
    "Der Code ist der Anfang des SHA-256 der Angaben dieses Etiketts; darin stehen die Prüfsummen beider Dateien.",
  program: "Programm",
  boot: "Startdatei",
  board: "Board",
};
