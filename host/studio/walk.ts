// The server's side of a walk with a real board: what the page needs for it, and what is learnt from its counts.
import { makeNotice } from "../build/notice.ts";
import { buildSurvey } from "../build/program.ts";
import { learn } from "../calibrate/learn.ts";
import { listPlots } from "../calibrate/plot.ts";
import { listStations, tellRequest } from "../calibrate/station.ts";
import { readCounted } from "../calibrate/table.ts";
import { writePart } from "../calibrate/write.ts";
import { writeCalibration } from "../calibrate/yaml.ts";
import { HostError } from "../error.ts";
import { toLocal } from "../shop/localtime.ts";
import type { Board, Shop } from "../shop/model.ts";
import { HARDWARE } from "../simulator/hardware.ts";
import type { LearntAnswer, PlaceCounts, SurveyAnswer } from "./protocol.ts";

/**
 * @param id of the board that the page shows
 * @throws HostError `studio-no-board`, `studio-board-other`, `studio-broken`
 */
function checkBoard(board: Board | undefined, id: string, isBroken: boolean): Board {
  if (board?.id === id && !isBroken) return board;
  throw new HostError(
    isBroken ? "studio-broken" : board === undefined ? "studio-no-board" : "studio-board-other",
    isBroken ? "shop.yaml cannot be used as it is" : "the studio looks at another board by now",
    "See that the page shows the board that you mean, and that nothing is to be mended; then begin again.",
  );
}

/** @throws HostError as checkBoard, `build-…` */
export async function packSurvey(
  shop: Shop | undefined,
  board: Board | undefined,
  id: string,
  isBroken: boolean,
): Promise<SurveyAnswer> {
  const { kind, sensors, calibration } = checkBoard(board, id, isBroken);
  const { panel, env, console, storageBytes } = HARDWARE[kind];
  const stations = listStations(sensors).map((station) => ({
    ...station,
    request: tellRequest(station, sensors),
  }));
  const program = await buildSurvey(kind, sensors, makeNotice(panel, shop?.languages ?? []), {
    hasGates: calibration?.hasRadarGates,
  });
  return { boardId: id, hardware: { env, console, storageBytes }, program, stations };
}

/** Learns from a walk and writes it into the board's section. @throws HostError as checkBoard, writePart, readCounted */
export function learnWalk(
  shop: Shop | undefined,
  board: Board | undefined,
  id: string,
  places: readonly PlaceCounts[],
  isBroken: boolean,
): LearntAnswer {
  const { sensors, place, calibration: known } = checkBoard(board, id, isBroken);
  if (shop === undefined) throw new HostError("studio-no-board", "there is no shop", "Repair shop.yaml.");
  const walk = new Map(places.map((one) => [one.id, readCounted(one)]));
  const { calibration, notes } = learn(walk, sensors);
  const today = toLocal(Date.now(), shop.timezone).toISOString().slice(0, 10);
  const lines = writeCalibration(calibration, today, known);
  writePart(shop.file, place.file, id, lines);
  return { lines, notes, plots: listPlots(walk, listStations(sensors), sensors, calibration) };
}
