// The facts of a label: all that policy says of one board, and which program says it. The cards are not among them: the
// board shows the label's code, so what it shows cannot be a part of it.
import { createHash } from "node:crypto";
import { padBoot } from "../board/plan.ts";
import { listFlows, listSinks, readSetup } from "../build/flow/agree.ts";
import { type Flow, type RadioProfile, SITUATION_FIELDS, type Statistic } from "../build/flow/flow.ts";
import { PROFILES, type Sink } from "../build/flow/sink.ts";
import type { Program } from "../build/program.ts";
import type { LabelMark } from "../compile/mark.ts";
import type { Board, Shop } from "../shop/model.ts";
import { asJson, shortCode } from "./code.ts";
import { writeQr } from "./text.ts";

export interface FileDigest {
  readonly bytes: number;
  readonly sha256: string;
}

export interface Facts {
  readonly version: 1;
  readonly shop: { readonly name: string; readonly contact?: string; readonly page?: string };
  readonly board: string;
  readonly kind: string;
  readonly radio: { readonly profile: RadioProfile; readonly sends: string };
  /** Nothing else is connected: the program has no way to a network. */
  readonly network: "none";
  readonly statistics: { readonly counted: readonly Statistic[]; readonly epsilonOfEpisode: number };
  readonly flows: readonly Flow[];
  readonly sinks: readonly Sink[];
  /** All that a decision can see, in the order of shared/offers/situation.ts. */
  readonly situation: readonly string[];
  /** Ways out that somebody in front of the board has; none where it has no input, and then it keeps no answer. */
  readonly controls: readonly string[];
  readonly promises: readonly string[];
  readonly notPromised: readonly (typeof NOT_PROMISED)[number][];
  readonly boot: FileDigest;
  readonly program: FileDigest;
}

export interface Label {
  readonly code: string;
  readonly facts: Facts;
}

const PROMISES = ["P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9", "P10"];
/** What POLICY.md does not promise; labels have a sentence for each. */
export const NOT_PROMISED = ["start", "bonds", "pairing", "buffers", "memory", "cable", "hardware"] as const;

/**
 * Makes the label of a board. Pure.
 * @param program what was built for its kind, sensors and profile
 */
export function makeLabel(
  shop: Shop,
  board: Board,
  { boot, program }: Pick<Program, "boot" | "program">,
): Label {
  const setup = readSetup(shop, board);
  const flows = listFlows(setup);
  const epsilon = flows.reduce((sum, flow) => sum + Math.round((flow.epsilon ?? 0) * 10_000), 0) / 10_000;
  const hasInput = flows.some(({ id }) => id === "touch" || id === "button");
  const facts: Facts = {
    version: 1,
    shop: {
      name: shop.name,
      ...(shop.contact === undefined ? {} : { contact: shop.contact }),
      ...(shop.label === undefined ? {} : { page: shop.label }),
    },
    board: board.id,
    kind: board.kind,
    radio: { profile: setup.radio, sends: PROFILES[setup.radio].sends },
    network: "none",
    statistics: { counted: setup.statistics, epsilonOfEpisode: epsilon },
    flows,
    sinks: listSinks(setup),
    situation: SITUATION_FIELDS,
    controls: hasInput ? ["not this", "pause", "forget"] : [],
    promises: PROMISES,
    // Whatever advertises can be paired with: in a silent board's first moment, in another one always.
    notPromised: NOT_PROMISED.filter((limit) => limit !== (setup.radio === "silent" ? "pairing" : "bonds")),
    boot: digestOf(padBoot(boot)),
    program: digestOf(Buffer.from(program, "latin1")),
  };
  return { code: shortCode(asJson(facts)), facts };
}

/** The text of label.json. */
export function writeLabel(label: Label): string {
  return `${JSON.stringify(label, null, 2)}\n`;
}

/** What the board shows of it. */
export function makeMark(shop: Shop, label: Label): LabelMark {
  return { code: label.code, qr: writeQr(label, shop.languages[0] ?? "en", "short") };
}

/** A mark as large as any: for checks of cards before there is a program. */
export function standInMark(shop: Shop): LabelMark {
  const code = "WWWW-WWWW";
  return { code, qr: shop.label === undefined ? code : `${shop.label}#${code}` };
}

/** Length and SHA-256, as lower-case hex. */
export function digestOf(bytes: Uint8Array): FileDigest {
  return { bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
}
