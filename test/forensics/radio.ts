// Everything that a program tells the radio, with its virtual time, in worlds that differ in who is there. What a profile
// may tell depends on presence in the fields that it names, and in nothing else: neither bytes nor times.
import { createRandom } from "../../host/random.ts";
import { type SimulatedBoard, startBoard } from "../../host/simulator/start.ts";
import { happen, NOON, type Subject } from "../promises/stand.ts";
import { listen } from "./crowd.ts";
import { createPeople } from "./people.ts";

/** One call that the radio heard. `text` is its name and everything that it was given. */
export interface Call {
  readonly atMs: number;
  readonly text: string;
}

/** What a radio profile may do. */
export interface Profile {
  readonly name: string;
  /** Boards of the sample shop. */
  readonly boards: readonly string[];
  /** May the program say this to the radio at all? */
  isAllowed(call: Call): boolean;
  /** Takes the fields out of a call that may depend on presence. */
  hide(call: Call): Call;
}

/** The default: falls silent again and again, and sends nothing. Listening sends nothing either. */
export const SILENT: Profile = {
  name: "silent",
  boards: ["crime-shelf", "window", "till"],
  isAllowed: ({ text }) =>
    /^(sleep|services|scan)$|^told (sleep|setScan) /.test(text) && !/active=true/.test(text),
  hide: (call) => call,
};

/** Lets a board live for some time in a world. @param seed of who is there and what they do; undefined = nobody */
export function listCalls(subject: Subject, lengthMs: number, seed: number | undefined): Call[] {
  const { hardware, files } = listen(subject);
  const board = startBoard({ hardware, files, air: createPeople(seed ?? 1).transmit });
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
  subject: Subject,
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
