// Holds a program to its declarations: what it uses is declared, and what is declared is used.
import { HostError } from "../../error.ts";
import { INPUTS } from "../../shop/board.ts";
import type { Board, Shop } from "../../shop/model.ts";
import type { Program } from "../program.ts";
import { type Flow, ROWS, type Setup, type Statistic } from "./flow.ts";
import { listBootUses, listPanelUses, PROFILES, SINKS, type Sink, STATISTIC_USES } from "./sink.ts";
import { listUses } from "./use.ts";

/** What a board of a shop takes in, as far as the declarations ask. */
export function readSetup(shop: Pick<Shop, "question">, board: Board): Setup {
  // Boards without the field count nothing.
  const { statistics = [] } = board as Board & { readonly statistics?: readonly Statistic[] };
  return {
    kind: board.kind,
    sensors: board.sensors,
    radio: board.radio,
    statistics,
    isAsking: shop.question !== undefined && board.sensors.some((sensor) => INPUTS.includes(sensor)),
  };
}

/** The rows that hold for a board, without what only the check needs. */
export function listFlows(setup: Setup): readonly Flow[] {
  return ROWS.filter(({ holds }) => holds(setup)).map(({ holds: _, uses: __, ...flow }) => flow);
}

/** The sinks that these flows end in, and the radio, which is always spoken of. */
export function listSinks(setup: Setup): readonly Sink[] {
  const ids = new Set(listFlows(setup).flatMap(({ sinks }) => sinks));
  return SINKS.filter(({ id }) => id === "radio" || ids.has(id)).map((sink) =>
    sink.id === "radio" ? { ...sink, gives: PROFILES[setup.radio].sends } : sink,
  );
}

/** @throws HostError `policy-undeclared`, `policy-missing` */
export function checkUses(setup: Setup, { boot, program }: Pick<Program, "boot" | "program">): void {
  const rows = ROWS.filter(({ holds }) => holds(setup));
  const profile = PROFILES[setup.radio];
  const declared = [...rows.flatMap(({ uses }) => uses(setup)), ...profile.uses, ...listPanelUses(setup)];
  const allowed = [...profile.may, ...(setup.statistics.length > 0 ? STATISTIC_USES : [])];
  compare("the program", listUses(program), declared, allowed);
  compare("`.boot0`", listUses(boot), [...listBootUses(setup), ...listPanelUses(setup)], []);
}

function compare(
  what: string,
  found: readonly string[],
  declared: readonly string[],
  allowed: readonly string[],
): void {
  const extra = found.find((use) => !declared.includes(use) && !allowed.includes(use));
  if (extra !== undefined)
    throw new HostError(
      "policy-undeclared",
      `${what} uses "${extra}", which no declaration names: promise P10 would be broken`,
      "Declare where it comes from and where it ends in host/build/flow, or take it out of the program.",
    );
  const missing = declared.find((use) => !found.includes(use));
  if (missing !== undefined)
    throw new HostError(
      "policy-missing",
      `"${missing}" is declared, and ${what} does not use it: promise P10 would be broken`,
      "Take the declaration back in host/build/flow, or give the program what it says.",
    );
}
