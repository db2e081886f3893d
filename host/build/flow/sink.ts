// Where flows end, and what a program does besides them: as data, like flow.ts.
import type { RadioProfile, Setup, SinkId } from "./flow.ts";
import { WIRES } from "./flow.ts";

/** A place at which something can leave the program. */
export interface Sink {
  readonly id: SinkId;
  readonly place: string;
  /** Who gets it. */
  readonly reader: string;
  readonly gives: string;
  readonly retention: string;
}

export const SINKS: readonly Sink[] = [
  {
    id: "glass",
    place: "the panel",
    reader: "whoever stands before it",
    gives: "an offer, why it is shown, and the page of what is known",
    retention: "while it is shown",
  },
  {
    id: "cable",
    place: "the console on the cable",
    reader: "whoever holds the cable",
    gives: "the fields of the status, when asked",
    retention: "none",
  },
  {
    id: "log",
    place: "file `log` in flash",
    reader: "whoever holds the cable",
    gives: "starts, without a time",
    retention: "until a deploy renews it",
  },
  {
    id: "day",
    place: "file `day` in flash",
    reader: "whoever holds the cable",
    gives: "dates on which the clock was known",
    retention: "at most 3.7 years",
  },
  {
    id: "stats",
    place: "file `stats` in flash",
    reader: "whoever holds the cable",
    gives: "noisy sums",
    retention: "31 to 62 days",
  },
  {
    id: "radio",
    place: "the air",
    reader: "whoever listens",
    gives: "what the radio profile says",
    retention: "none",
  },
];

interface Profile {
  /** What it sends, in a sentence of the manifest. */
  readonly sends: string;
  /** Uses that a program of it has. */
  readonly uses: readonly string[];
  /** Uses that it may have besides. */
  readonly may: readonly string[];
}

const ADVERTISES = ["radio setAdvertising", "radio sleep", "radio wake"];
const OPENS = ["radio wake", "radio setAdvertising", "radio services", "radio on", "radio sleep", "peek"];
export const PROFILES: Readonly<Record<RadioProfile, Profile>> = {
  silent: { sends: "nothing", uses: ["radio sleep"], may: [] },
  maintenance: {
    sends: "an invitation to connect for 120 s, after somebody held the button",
    uses: ["radio services"],
    may: OPENS,
  },
  link: {
    sends: "one address, the same for everybody at all times",
    uses: ADVERTISES,
    may: [],
  },
  bthome: {
    sends: "somebody or nobody, and how busy it is; whoever listens learns that somebody is near",
    uses: ADVERTISES,
    may: [],
  },
};

/** What statistics need besides: entropy, and pages that are erased in place. */
export const STATISTIC_USES: readonly string[] = [
  "peek",
  "flash read",
  "flash write",
  "flash getPage",
  "flash erasePage",
  "crypto SHA512",
];

/** What a program reads that is no flow: the line by which a panel says that it works. */
export function listPanelUses({ kind }: Setup): readonly string[] {
  return WIRES[kind].busy < 0 ? [] : [`read ${WIRES[kind].busy}`];
}

/** What every `.boot0` does: closes the doors, looks at the button, counts the start, leaves the program's text. */
export function listBootUses({ kind }: Setup): readonly string[] {
  return [
    "radio services off",
    "radio sleep",
    "radio scan off",
    `read ${WIRES[kind].button}`,
    "store log",
    "link passerby",
    "link passerbyLast",
    "link passerbySlot",
    "link passerbyText",
  ];
}
