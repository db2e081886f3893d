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
import { breakProgram, type Texts } from "../promises/stand.ts";
import { openShopBoard } from "../scenarios/shop.ts";

const SENSORS = ["touch", "radar-uart"] as const;

/** @param before what runs in front of the program @param texts of another program */
async function open(calibration: Calibration, before = "", texts?: Texts): Promise<SimulatedBoard> {
  const { hardware, files } = await openShopBoard("crime-shelf", SENSORS.join(", "));
  const { boot, program } =
    texts ?? (await buildProgram("esp32-cyd", { sensors: SENSORS, ...siteOf(calibration) }));
  const board = startBoard({ hardware, files: { ...files, boot, program: before + program } });
  board.happen({ atMs: 0, event: "start", values: ["2026-11-27T12:00:00+01:00"], line: 1 });
  return board;
}

function happen(board: SimulatedBoard, event: string, ...values: string[]): void {
  board.happen({ atMs: board.nowMs, event, values, line: 1 });
}

function listSaid(board: SimulatedBoard): string[] {
  return board.takeRecords().flatMap(({ kind, text }) => (kind === "uart" ? [text] : []));
}

const hex = (commands: readonly string[]) =>
  commands.map((command) => Buffer.from(writeCommand(command), "latin1").toString("hex"));

const ENTER = [RADAR_OPEN, RADAR_ENGINEERING, RADAR_CLOSE];
/** What another program told the radar before this one: its engineering mode. */
const LEFT = `Serial2.setup(256000,{rx:35,tx:27});${hex(ENTER)
  .map((command) => `Serial2.write("${command.replace(/../g, "\\x$&")}");`)
  .join("")}`;

describe("a radar on a UART", () => {
  it("has its Bluetooth switched off once it has spoken, and is told nothing else", async () => {
    const board = await open({});
    board.advanceTo(20_000);
    expect(listSaid(board)).toEqual(hex([RADAR_OPEN, RADAR_BLUETOOTH_OFF, RADAR_RESTART]));
    expect(board.status()?.sensorFault).toBe(0);
  });

  it("that was left in its engineering mode is understood without it, and told to restart, which ends it", async () => {
    const board = await open({}, LEFT);
    happen(board, "radarframe", "120", "60");
    board.advanceTo(400);
    expect(board.status()?.presence).toBe(1);
    board.advanceTo(20_000);
    expect(listSaid(board)).toEqual(hex([...ENTER, RADAR_OPEN, RADAR_BLUETOOTH_OFF, RADAR_RESTART]));
    expect([board.status()?.presence, board.status()?.sensorFault]).toEqual([2, 0]);
  });

  it("would be mute then for a program that takes no such frame (control)", async () => {
    const part = "head === GATES_HEAD ? 45 : 0";
    const texts = await breakProgram("esp32-cyd", "shared/presence/radar.ts", part, "0", {
      sensors: SENSORS,
    });
    const board = await open({}, LEFT, texts);
    happen(board, "radarframe", "120", "60");
    board.advanceTo(20_000);
    expect(listSaid(board)).toEqual(hex(ENTER));
    expect(board.status()?.sensorFault).toBe(ILL_SILENT << SHIFT_RADAR);
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
