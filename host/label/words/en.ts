import type { LabelWords } from "../words.ts";

const LEAVES = "until you leave (20 s), 90 s without a tap, or Forget";
const NEAR = "nobody, near, lingering; how long, in four steps";
const GONE = "20 s after the last sign of anybody";
const SUMS = "31 to 62 days, as noisy sums";

export const EN: LabelWords = {
  title: "Label of a display",
  headline: "This display senses that somebody is near. It does not know who.",
  senses: "Senses",
  keeps: "Keeps",
  sends: "Sends",
  leave: "You can",
  asks: "Run by",
  sensors: {
    pir: "movement",
    radar: "movement by radar",
    "radar-uart": "movement by radar",
    distance: "distance to the display",
    scan: "how strong radios are nearby",
    touch: "taps",
    button: "presses of its button",
  },
  nothing: "nothing about people",
  noSenses: "No camera, no microphone.",
  keepsTapped: "What you tap, until you leave.",
  keepsNothing: "Nothing about you.",
  keepsFlash: "In its memory: dates on which it ran.",
  keepsStatistics: "Sums with noise, for the shop:",
  statistics: { footfall: "visits an hour", answers: "answers a day", plays: "cards a day" },
  radio: {
    silent: "Nothing by radio.",
    maintenance: "Nothing by radio, unless staff hold its button.",
    link: "By radio: one web address, the same for everybody.",
    bthome: "By radio: that somebody is near. Whoever listens learns that.",
  },
  radioShort: {
    silent: "no radio",
    maintenance: "radio: by button",
    link: "radio: an address",
    bthome: "radio: somebody is near",
  },
  noNetwork: "It is in no network.",
  controls: (names) => `${names.map((name) => `“${name}”`).join(", ")}: one step each.`,
  controlsButton: (names) => `${names.map((name) => `“${name}”`).join(", ")}: in its button's menu.`,
  noControls: "Walk past: it asks nothing.",
  compare: (know, label) => `The display shows the same code: “${know}”, “${label}”.`,
  compareButton: (label) => `The display shows the same code: its button, as far as “${label}”.`,
  askStaff: "Ask at the till.",
  flowsTitle: "What it takes in",
  flowsHead: ["What", "What becomes of it", "How long"],
  flows: {
    pir: ["Movement: one infrared sensor, yes or no", NEAR, GONE],
    radar: ["Movement: one radar, yes or no", NEAR, GONE],
    "radar-uart": ["Movement: one radar, distance and strength", NEAR, GONE],
    distance: ["Distance to whatever is before it, in millimetres", NEAR, GONE],
    scan: [
      "Radio, listening only: how strong each signal is. Names and addresses are overwritten unread",
      "hardly anybody, some, many",
      "about 8 s",
    ],
    touch: ["Where a finger touches the panel", "which field was tapped, and the language", LEAVES],
    button: ["Whether its button is pressed", "which entry was chosen, and the language", LEAVES],
    answer: ["Your answer to the shop's question", "the number of the answer", LEAVES],
    clock: ["Its clock", "minute of the week; one date a day in flash", "dates: at most 3.7 years"],
    staff: ["What staff set by cable", "pinned, banned or sold-out offers", "until staff end it"],
    starts: ["That it started", "one byte each, without a time", "until the next deployment renews it"],
    footfall: ["That somebody came", "a sum an hour, with noise", SUMS],
    plays: ["The first card that a visit was shown", "a sum a day and group, with noise", SUMS],
    answers: [
      "Your answer, mixed with chance at the tap",
      "a sum a day and answer",
      "31 to 62 days, as a sum of mixed answers",
    ],
    bthome: [
      "Whether somebody is near, and how busy it is",
      "sent by radio as it is, without noise: whoever listens learns that somebody is near",
      "not kept",
    ],
  },
  budget: (epsilon) =>
    `Privacy budget: ${epsilon} for one recorded episode of presence. It covers an episode, not a person: whoever comes often spends it often.`,
  noBudget: "Nothing is counted over time.",
  moreTitle: "More",
  more: [
    ["Purpose", "To choose which of the shop's offers to show. The price is the same for everybody."],
    ["Shared or sold", "Nothing, with nobody. There is no account, no cloud, no network."],
    [
      "By cable",
      "Whoever plugs a cable in can read what it shows and knows at that moment, and what flash holds.",
    ],
    ["Updates", "By hand, over a cable; every byte is verified."],
    ["Why this offer", "Each card says it in a sentence, from the shop's own written rules."],
  ],
  limitsTitle: "What is not promised",
  limits: {
    start:
      "For a moment at each start, before the program runs, the stock firmware below it can be seen by radio.",
    bonds:
      "Whoever pairs in that moment leaves a trace in the firmware's own memory; an audit counts such traces.",
    pairing:
      "Whoever pairs with it while it sends leaves a trace in the firmware's own memory; an audit counts such traces.",
    buffers: "The firmware below holds the last seconds of radio signals.",
    memory: "Memory of a running board is not audited.",
    cable: "Somebody with a cable can replace the program. Then the code on this label no longer holds.",
    hardware: "This code says what was built. Only an audit by cable says what is on the board.",
  },
  digestTitle: "Which program",
  digestNote:
    "The code is the beginning of the SHA-256 of this label's facts, with the digests of both files in them.",
  program: "Program",
  boot: "Start file",
  board: "Board",
};
