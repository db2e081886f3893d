// A question needs somebody to answer it, and an offer a board that can sense what it waits for.
import { INPUTS } from "../board.ts";
import type { Draft } from "../draft.ts";
import type { Board, Conditions, SensorKind } from "../model.ts";
import type { Report } from "../report.ts";
import { BODY_SENSORS } from "../sensor.ts";

/** Sensors that can bring about each condition; without any the condition never holds. Radio alone shows at
 *  most that somebody is near, and only radio tells few from many. */
const NEEDS: readonly {
  readonly key: keyof Conditions;
  readonly yaml: string;
  readonly applies: (when: Conditions) => boolean;
  readonly sensors: readonly SensorKind[];
}[] = [
  { key: "moods", yaml: "mood", applies: (when) => when.moods !== undefined, sensors: INPUTS },
  { key: "presence", yaml: "presence", applies: (when) => when.presence === 3, sensors: INPUTS },
  {
    key: "presence",
    yaml: "presence",
    applies: (when) => when.presence === 2,
    sensors: [...INPUTS, ...BODY_SENSORS],
  },
  {
    key: "presence",
    yaml: "presence",
    applies: (when) => when.presence === 1,
    sensors: [...INPUTS, ...BODY_SENSORS, "scan"],
  },
  {
    key: "dwell",
    yaml: "dwell",
    applies: (when) => when.dwell !== undefined,
    sensors: [...INPUTS, ...BODY_SENSORS, "scan"],
  },
  { key: "busy", yaml: "busy", applies: (when) => (when.busy ?? 0) > 0, sensors: ["scan"] },
  { key: "light", yaml: "light", applies: (when) => when.light !== undefined, sensors: [] },
  { key: "temperature", yaml: "temperature", applies: (when) => when.temperature !== undefined, sensors: [] },
];

export function checkInput({ boards, offers, question }: Draft, report: Report): void {
  if (question !== undefined && boards.length > 0 && !boards.some(hasInput)) {
    const hint = `Give a board one of the sensors ${INPUTS.join(", ")}, or remove the question.`;
    report.errorAtKey("shop-question-input", ["question"], "No board has anything to answer with.", hint);
  }
  for (const { offer, path } of offers) {
    const players = boards.filter((board) => board.groups.includes(offer.group));
    for (const { yaml, sensors } of listUnsensed(offer.when, players)) {
      report.warning(
        "shop-condition-sensor",
        [...path, "when", yaml],
        `No board that plays group \`${offer.group}\` can sense this, so ${offer.id} is never shown.`,
        sensors.length === 0
          ? "No kind of board senses it yet; remove the condition."
          : `Give ${players[0].id} one of the sensors ${sensors.join(", ")}, or remove the condition.`,
      );
    }
  }
}

/** Conditions that none of some boards can sense. */
export function listUnsensed(
  when: Conditions,
  players: readonly Board[],
): readonly { readonly yaml: string; readonly sensors: readonly SensorKind[] }[] {
  if (players.length === 0) return [];
  return NEEDS.filter(
    ({ applies, sensors }) =>
      applies(when) && !players.some((board) => board.sensors.some((sensor) => sensors.includes(sensor))),
  );
}

function hasInput(board: Board): boolean {
  return board.sensors.some((sensor) => INPUTS.includes(sensor));
}
