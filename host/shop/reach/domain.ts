// Everything that a board can sense and be told at one moment, as one list of situations; the calendar is apart.
// What cannot be is left out: nobody lingers who is not near, and no board without a sensor counts on it.
import { DWELL_EDGES_MS } from "../../../shared/presence/limits.ts";
import type { Rule } from "../../compile/rules.ts";
import { INPUTS } from "../board.ts";
import type { Board } from "../model.ts";
import { seesBodies } from "../sensor.ts";

export interface Sensed {
  /** 0 = no answer, else the answer's number from 1. */
  readonly mood: number;
  readonly presence: number;
  readonly dwell: number;
  readonly busy: number;
}

/**
 * All situations of a board.
 * @param answers of the shop's question
 */
export function listSituations({ sensors }: Board, answers: number): Sensed[] {
  const canAnswer = sensors.some((sensor) => INPUTS.includes(sensor));
  const isSeen = seesBodies(sensors);
  const hears = sensors.includes("scan");
  const levels = [0];
  if (isSeen || hears) levels.push(1);
  if (isSeen) levels.push(2);
  if (canAnswer) levels.push(3);
  const list: Sensed[] = [];
  for (let mood = 0; mood <= (canAnswer ? answers : 0); mood++)
    for (const presence of levels)
      for (let dwell = 0; dwell <= (presence === 0 ? 0 : DWELL_EDGES_MS.length); dwell++)
        for (let busy = 0; busy <= (hears ? 2 : 0); busy++) list.push({ mood, presence, dwell, busy });
  return list;
}

/** Does the offer take the situation? No kind of board senses light or temperature: both are unknown, 0. */
export function takes({ masks }: Rule, { mood, presence, dwell, busy }: Sensed): boolean {
  const values = [mood, presence, dwell, busy, 0, 0];
  return values.every((value, axis) => ((masks[axis] >> value) & 1) === 1);
}

const PRESENCE = ["nobody", "near", "lingering", "interacting"];
const BUSY = ["none", "few", "many"];

/** The situation as options of `passerby why`; what is none is left out. */
export function writeOptions(sensed: Sensed, answers: readonly string[]): string {
  const words = [
    sensed.presence > 0 ? `--presence ${PRESENCE[sensed.presence]}` : "",
    sensed.dwell > 0 ? `--dwell ${DWELL_EDGES_MS[sensed.dwell - 1] / 1000}s` : "",
    sensed.mood > 0 ? `--mood ${answers[sensed.mood - 1]}` : "",
    sensed.busy > 0 ? `--busy ${BUSY[sensed.busy]}` : "",
  ];
  return words.filter((word) => word !== "").join(" ");
}
