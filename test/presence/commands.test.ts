// What a board tells its radar, on the simulator: Bluetooth off always, the engineering mode where its section says so.
import { describe, expect, it } from "vitest";
import { buildProgram } from "../../host/build/program.ts";
import { siteOf } from "../../host/build/site.ts";
import type { Calibration } from "../../host/shop/model.ts";
import { type SimulatedBoard, startBoard } from "../../host/simulator/start.ts";
import { ILL_SILENT, SHIFT_RADAR } from "../../shared/presence/health.ts";
import {
  RADAR_BLUETOOTH_OFF,
  RADAR_CLOSE,
  RADAR_ENGINEERING,
  RADAR_OPEN,
  RADAR_RESTART,
  writeCommand,
} from "../../shared/presence/radar.ts";
import { openShopBoard } from "../scenarios/shop.ts";

const SENSORS = ["touch", "radar-uart"] as const;

async function open(calibration: Calibration): Promise<SimulatedBoard> {
  const { hardware, files } = await openShopBoard("crime-shelf", SENSORS.join(", "));
  const { boot, program } = await buildProgram("esp32-cyd", { sensors: SENSORS, ...siteOf(calibration) });
  const board = startBoard({ hardware, files: { ...files, boot, program } });
  board.happen({ atMs: 0, event: "start", values: ["2026-11-27T12:00:00+01:00"], line: 1 });
  return board;
}

function happen(board: SimulatedBoard, event: string, ...values: string[]): void {
  board.happen({ atMs: board.nowMs, event, values, line: 1 });
}

const hex = (commands: readonly string[]) =>
  commands.map((command) => Buffer.from(writeCommand(command), "latin1").toString("hex"));

function listSaid(board: SimulatedBoard): string[] {
  return board.takeRecords().flatMap(({ kind, text }) => (kind === "uart" ? [text] : []));
}

describe("a radar on a UART", () => {
  it("has its Bluetooth switched off once it has spoken, and is told nothing else", async () => {
    const board = await open({});
    board.advanceTo(20_000);
    expect(listSaid(board)).toEqual(hex([RADAR_OPEN, RADAR_BLUETOOTH_OFF, RADAR_RESTART]));
    expect(board.status()?.sensorFault).toBe(0);
  });

  it("is told nothing while it is silent, and is named", async () => {
    const board = await open({});
    happen(board, "radarframe", "off");
    board.advanceTo(20_000);
    expect(listSaid(board)).toEqual([]);
    expect(board.status()?.sensorFault).toBe(ILL_SILENT << SHIFT_RADAR);
  });

  it("is asked for its engineering mode where that is wished, and is understood in it", async () => {
    const board = await open({ hasRadarGates: true });
    board.advanceTo(20_000);
    expect(listSaid(board)).toEqual(
      hex([RADAR_OPEN, RADAR_BLUETOOTH_OFF, RADAR_RESTART, RADAR_OPEN, RADAR_ENGINEERING, RADAR_CLOSE]),
    );
    happen(board, "radarframe", "120", "60");
    board.advanceTo(22_000);
    expect([board.status()?.presence, board.status()?.sensorFault]).toEqual([1, 0]);
    happen(board, "radarframe", "400", "90");
    board.advanceTo(30_000);
    expect([board.status()?.presence, board.status()?.sensorFault]).toEqual([0, 0]);
  });
});
