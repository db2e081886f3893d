// Everything that a program tells the radio, with its virtual time, in worlds that differ in who is there. What a profile
// may tell depends on presence in the fields that it names, and in nothing else: neither bytes nor times.
import { createRandom } from "../../host/random.ts";
import { type SimulatedBoard, startBoard } from "../../host/simulator/start.ts";
import { happen, NOON } from "../promises/stand.ts";
import { listen } from "./crowd.ts";
import { createPeople } from "./people.ts";
import { COUNTED, install, openVariant, type Variant } from "./variant.ts";

/** One call that the radio heard. `text` is its name and everything that it was given. */
export interface Call {
  readonly atMs: number;
  readonly text: string;
}

/** What a radio profile may do. */
export interface Profile {
  readonly name: string;
  /** Boards of the sample shop, and what is changed of them. */
  readonly boards: readonly string[];
  readonly change: Parameters<typeof openVariant>[1];
  /** May the program say this to the radio at all? */
  isAllowed(call: Call): boolean;
  /** Takes the fields out of a call that may depend on presence. */
  hide(call: Call): Call;
}

/** The default: falls silent again and again, and sends nothing. Listening sends nothing either. */
export const SILENT: Profile = {
  name: "silent",
  boards: ["crime-shelf", "window", "till"],
  change: {},
  isAllowed: ({ text }) =>
    /^(sleep|services|scan)$|^told (sleep|setScan) /.test(text) && !/active=true/.test(text),
  hide: (call) => call,
};

/** A board that counts tells the radio what one does that does not. */
export const COUNTING: Profile = {
  ...SILENT,
  name: "silent, with statistics",
  boards: ["crime-shelf"],
  change: { statistics: COUNTED },
};

/**
 * A board that sends: besides falling silent it sends these bytes, never connectable, each second.
 * @param bytes one way to write each, a pattern where it depends on presence
 */
function sending(name: string, change: Profile["change"], bytes: readonly string[]): Profile {
  const decimal = bytes.join(",");
  const hex = bytes
    .map((byte) => (/^\d+$/.test(byte) ? Number(byte).toString(16).padStart(2, "0") : `0${byte}`))
    .join("");
  const told = new RegExp(
    `^told setAdvertising 0=${decimal};1=interval=1000;connectable=false;scannable=false;2=undefined$`,
  );
  const sent = new RegExp(`^advertising ${hex} every 1000 ms$`);
  return {
    name,
    boards: ["crime-shelf", "window"],
    change,
    isAllowed: ({ atMs, text }) =>
      SILENT.isAllowed({ atMs, text }) ||
      /^wake$|^told wake /.test(text) ||
      told.test(text) ||
      sent.test(text),
    hide: ({ atMs, text }) => ({
      atMs,
      text: [told, sent].reduce(
        (shown, pattern) =>
          pattern.test(shown)
            ? shown.replace(pattern, `${pattern.source.length} bytes that may be sent`)
            : shown,
        text,
      ),
    }),
  };
}

/** An address, the same for everybody: not one byte depends on anything. Eddystone-URL: https://, example, .org. */
export const LINK: Profile = sending(
  "link",
  { radio: "link", link: "https://example.org" },
  [2, 1, 6, 3, 3, 0xaa, 0xfe, 14, 0x16, 0xaa, 0xfe, 0x10, 0, 3, ...Buffer.from("example"), 8].map(String),
);

/** Two bytes depend on presence: none, few or many; somebody or nobody. */
export const BTHOME: Profile = sending("bthome", { radio: "bthome" }, [
  ...[2, 1, 6, 8, 0x16, 0xd2, 0xfc, 0x40, 9].map(String),
  "[012]",
  "37",
  "[01]",
]);

/** A board of a profile. */
export function openProfile({ change }: Profile, board: string): Promise<Variant> {
  return openVariant(board, change);
}

/** Lets a board live for some time in a world. @param seed of who is there and what they do; undefined = nobody */
export function listCalls(subject: Variant, lengthMs: number, seed: number | undefined): Call[] {
  const listened = listen(subject);
  const { hardware } = listened;
  const board = startBoard({ hardware, files: install(listened), air: createPeople(seed ?? 1).transmit });
  happen(board, 0, "start", NOON);
  if (seed !== undefined) fillShop(board, lengthMs, seed);
  board.advanceTo(lengthMs);
  return board
    .takeRecords()
    .filter(
      ({ kind, text }) => kind === "radio" || (kind === "console" && /^told (set|sleep|wake)/.test(text)),
    )
    .map(({ atMs, text }) => ({ atMs, text }));
}

/** People come, tap, press, stay and go; their phones advertise. */
function fillShop(board: SimulatedBoard, lengthMs: number, seed: number): void {
  const random = createRandom(seed);
  const { width, height } = board.hardware.panel;
  for (let atMs = 1_000; atMs < lengthMs; atMs += 100 + random.below(4_000)) {
    const deeds = [
      ["pir", `${random.below(2)}`],
      ["radar", `${random.below(2)}`],
      ["adverts", `${1 + random.below(90)}`, `${-90 + random.below(50)}`],
      ["touch", `${random.below(width)}`, `${random.below(height)}`],
      ["release"],
      ["button", `${random.below(2)}`],
    ];
    const [event, ...values] = deeds[random.below(deeds.length)];
    happen(board, atMs, event, ...values);
  }
  happen(board, lengthMs, "button", "0");
}

/** What a profile forbids in a full world beside an empty one; undefined = nothing. */
export function judgeRadio(
  profile: Profile,
  subject: Variant,
  lengthMs: number,
  seed: number,
): string | undefined {
  const [empty, full] = [undefined, seed].map((who) => listCalls(subject, lengthMs, who));
  const wrong = [...empty, ...full].find((call) => !profile.isAllowed(call));
  if (wrong !== undefined) return `${wrong.text} at ${wrong.atMs}`;
  for (let i = 0; i < Math.max(empty.length, full.length); i++) {
    const [one, two] = [empty[i], full[i]].map((call) => call && JSON.stringify(profile.hide(call)));
    if (one !== two) return `${one} and ${two}`;
  }
  return undefined;
}
