// What could be otherwise: the situations that a board can be in, each as its differences from the present one.
import {
  AXIS_BUSY,
  AXIS_DWELL,
  AXIS_MOOD,
  AXIS_PRESENCE,
  INTERACTING,
  LINGERING,
  type Situation,
} from "../../shared/offers/situation.ts";
import { DWELL_EDGES_MS } from "../../shared/presence/limits.ts";
import type { Board, Shop } from "../shop/model.ts";
import { listSituations, writeOptions } from "../shop/reach/domain.ts";
import { chooseText } from "./texts.ts";

/** One fact that would have to be another. */
export interface Change {
  readonly fact: "mood" | "presence" | "dwell" | "busy" | "time";
  /** After "if", such as "somebody lingered". */
  readonly text: string;
}

/** A situation that this board can sense, and what of it differs. */
export interface Variant {
  readonly axes: Uint8Array;
  /** What to say: a stay of 30 s says by itself that somebody lingers, an answer that somebody taps. */
  readonly changes: readonly Change[];
  /** What is sensed in it, as options of `passerby why`. */
  readonly options: string;
}

const LANGUAGE = "en";
const PRESENCE = ["nobody were near", "somebody were near", "somebody lingered", "somebody tapped"];
const BUSY = ["hardly anybody were about", "some people were about", "many people were about"];

/** All variants of a situation, those with the fewest changes first; the situation itself is not among them. */
export function listVariants(shop: Shop, board: Board, situation: Situation): Variant[] {
  const present = situation.axes;
  const answers = shop.question?.answers ?? [];
  const variants: Variant[] = [];
  for (const sensed of listSituations(board, answers.length)) {
    const axes = present.slice();
    axes[AXIS_MOOD] = sensed.mood;
    axes[AXIS_PRESENCE] = sensed.presence;
    axes[AXIS_DWELL] = sensed.dwell;
    axes[AXIS_BUSY] = sensed.busy;
    const isOther = (axis: number): boolean => axes[axis] !== present[axis];
    // Who stays for ten seconds lingers: "near for 30 s" would only say the same in other words.
    if (sensed.dwell > 0 && sensed.presence < LINGERING && isOther(AXIS_PRESENCE)) continue;
    const isAnswer = isOther(AXIS_MOOD) && sensed.mood > 0;
    if (isAnswer && sensed.presence !== INTERACTING) continue;
    const changes: Change[] = [];
    if (isOther(AXIS_MOOD)) {
      const answer = answers[sensed.mood - 1];
      const text =
        answer === undefined
          ? "nobody had answered"
          : `somebody answered “${chooseText(answer.text, LANGUAGE)}”`;
      changes.push({ fact: "mood", text });
    }
    const isStay = isOther(AXIS_DWELL) && sensed.dwell > 0;
    if (isOther(AXIS_PRESENCE) && !isAnswer && !(isStay && sensed.presence === LINGERING))
      changes.push({ fact: "presence", text: PRESENCE[sensed.presence] });
    if (isOther(AXIS_DWELL) && (isStay || !isOther(AXIS_PRESENCE)))
      changes.push({ fact: "dwell", text: nameStay(sensed.dwell) });
    if (isOther(AXIS_BUSY)) changes.push({ fact: "busy", text: BUSY[sensed.busy] });
    const options = writeOptions(
      sensed,
      answers.map(({ id }) => id),
    );
    if (changes.length > 0) variants.push({ axes, changes, options });
  }
  return variants.sort((a, b) => a.changes.length - b.changes.length);
}

function nameStay(dwell: number): string {
  return dwell === 0
    ? "somebody had only just come"
    : `somebody stayed ${DWELL_EDGES_MS[dwell - 1] / 1000} s`;
}
