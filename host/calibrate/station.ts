// The places of the walk: where somebody stands while the board counts, and what that is good for. No Node in here: the
// studio's page has it too.
import type { SensorKind } from "../shop/model.ts";

export type StationId = "empty" | "stand" | "edge" | "outside";

export interface Station {
  readonly id: StationId;
  readonly title: string;
  /** What to do, in plain words. */
  readonly request: string;
  /** Usual length of its span. */
  readonly seconds: number;
}

const EMPTY: Station = {
  id: "empty",
  title: "Nobody",
  request: "Leave the shop, and see that nobody else is in it.",
  seconds: 60,
};
const STAND: Station = {
  id: "stand",
  title: "In front",
  request: "Stand where somebody stands who reads the display, and read. Do not walk about.",
  seconds: 40,
};
const EDGE: Station = {
  id: "edge",
  title: "At the edge",
  request: "Stand at the farthest place at which somebody should count as near.",
  seconds: 30,
};
const OUTSIDE: Station = {
  id: "outside",
  title: "Passing by",
  request: "Walk to and fro where nobody should count: past the window, or in the next aisle.",
  seconds: 30,
};

/** What a walk can teach something about. */
const LEARNING: readonly SensorKind[] = ["pir", "radar", "radar-uart", "distance", "scan"];

/** The walk of a board: the same places for all sensors, none where no sensor has anything to learn. */
export function listStations(sensors: readonly SensorKind[]): readonly Station[] {
  if (!sensors.some((sensor) => LEARNING.includes(sensor))) return [];
  return [EMPTY, STAND, EDGE, OUTSIDE];
}

/** The request with what else is needed for it. */
export function tellRequest({ id, request }: Station, sensors: readonly SensorKind[]): string {
  const needsPhone = sensors.includes("scan") && id !== "empty";
  return needsPhone ? `${request} Have a telephone on you, with Bluetooth on.` : request;
}
