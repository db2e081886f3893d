// `passerby calibrate` on an interpreter whose sensors are simulated: the whole way, from a deployed shop to a section of
// shop.yaml and a build that has what was learnt.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deployContent } from "../../host/board/session/deploy.ts";
import { openSession, type Session } from "../../host/board/session/session.ts";
import { openProcess } from "../../host/board/transport/process.ts";
import { addCalibrate, type Reach } from "../../host/cli/calibrate.ts";
import { buildBoard } from "../../host/cli/files.ts";
import { createTerminal } from "../../host/cli/terminal.ts";
import { compileBoard, findBoard } from "../../host/compile/board.ts";
import { readShop } from "../../host/shop/parse.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import { openDeployment, SECTION_CALIBRATION, sectionOffset } from "../../shared/offers/deployment.ts";
import {
  CAL_NEAR_RSSI,
  CAL_PIR_HOLD_S,
  CAL_RADAR_QUIET,
  CAL_RADAR_ZONE_CM,
} from "../../shared/presence/calibration.ts";
import { ROOT } from "../build/fixture.ts";
import { describeWorld, SPEED, WORLDS } from "./world.ts";

const BOOKSHOP = join(ROOT, "host/templates/bookshop");
const interpreter = process.env.ESPRUINO ?? "";
const WAIT_S = 7;
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "passerby-calibrate-"));
  cpSync(BOOKSHOP, folder, { recursive: true });
  const file = join(folder, "shop.yaml");
  const text = readFileSync(file, "utf8");
  const changed = text.replace(/sensors: \[[^\]]*radar[^\]]*\]/, "sensors: [touch, pir, radar-uart, scan]");
  expect(changed).not.toBe(text);
  writeFileSync(file, changed);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function open(): Promise<Session> {
  const hardware = describeWorld(HARDWARE["esp32-cyd"]);
  return openSession(() =>
    openProcess({ path: interpreter, state: join(folder, "state"), hardware, isBooted: true }),
  );
}

/** Runs the command; the world changes whenever somebody is sent to another place. */
async function calibrate(
  session: Session,
  words: readonly string[],
): Promise<{ output: string; said: string }> {
  const output: string[] = [];
  const said: string[] = [];
  let place = 0;
  const reach: Reach = {
    withBoard: (_choice, _hardware, _isBooted, act) => act(session),
    async wait(ms) {
      if (ms === WAIT_S * 1000) await session.ask(`world="${WORLDS[place++]}"`);
      await new Promise((done) => setTimeout(done, ms / SPEED));
    },
    listen: () => Promise.reject(new Error("nobody is asked")),
  };
  const sink = { write: (text: string) => output.push(text) };
  const terminal = createTerminal(sink, { write: (text: string) => said.push(text) }, {}, false);
  const program = new Command("passerby").exitOverride();
  addCalibrate(program, terminal, reach);
  await program.parseAsync(["calibrate", "--shop", folder, "--wait", String(WAIT_S), ...words], {
    from: "user",
  });
  return { output: output.join(""), said: said.join("") };
}

function findRadarBoard(): string {
  const shop = readShop(join(folder, "shop.yaml"));
  return shop.boards.find(({ sensors }) => sensors.includes("radar-uart"))?.id ?? "";
}

describe.skipIf(interpreter === "")("a board that is calibrated on the interpreter", () => {
  it("learns from the walk, writes it into its section, and restarts into what it showed", async () => {
    const file = join(folder, "shop.yaml");
    const before = readFileSync(file, "utf8");
    const shop = readShop(file);
    const board = findBoard(shop, findRadarBoard());
    const quiet = createTerminal({ write: () => true }, { write: () => true }, {}, false);
    const { files } = await buildBoard(shop, board, quiet);
    const session = await open();
    try {
      await deployContent(session, HARDWARE[board.kind], files);
      const page = join(folder, "walk.html");
      const words = ["--board", board.id, "--seconds", "20", "--page", page, "--json"];
      const { output, said } = await calibrate(session, words);
      const result = JSON.parse(output);
      expect(said).toContain("Leave the shop");
      // The PIR's pauses are 6 s, so its hold is a little longer.
      expect(result.calibration.pirHoldS).toBeGreaterThanOrEqual(8);
      expect(result.calibration.pirHoldS).toBeLessThanOrEqual(12);
      // Somebody stood at 1.9 m, and passed by at 4.2 m.
      expect(result.calibration.radarZoneCm).toBeGreaterThanOrEqual(190);
      expect(result.calibration.radarZoneCm).toBeLessThan(420);
      // The curtain's energy, in the gate of 375 to 450 cm.
      expect(result.calibration.radarQuiet[5]).toBe(34);
      // Between the phone in front (-50 to -56) and the one that passes by (-76 to -80).
      expect(result.calibration.nearDbm).toBeGreaterThan(-76);
      expect(result.calibration.nearDbm).toBeLessThanOrEqual(-54);
      expect(readFileSync(page, "utf8")).toContain("<svg");
      // What runs now is the shop's own program again.
      let status = "";
      for (let i = 0; i < 100 && !/^0(,-?\d+){23}$/.test(status); i++) {
        status = await session.ask('typeof passerby=="function"?passerby(0,0,0):""');
        await new Promise((done) => setTimeout(done, 50));
      }
      expect(status).toMatch(/^0(,-?\d+){23}$/);
      const after = readFileSync(file, "utf8");
      const added = after.split("\n").filter((line) => !before.split("\n").includes(line));
      expect(added.join("\n")).toContain("calibration:");
      for (const line of before.split("\n")) expect(after).toContain(line);
      const again = readShop(file);
      const { deployment } = compileBoard(again, findBoard(again, board.id));
      const bytes = new Uint8Array(deployment);
      const d = openDeployment(bytes.buffer);
      const at = sectionOffset(d.u32, SECTION_CALIBRATION) >> 1;
      expect(
        [CAL_PIR_HOLD_S, CAL_RADAR_ZONE_CM, CAL_NEAR_RSSI, CAL_RADAR_QUIET + 5].map((i) => d.u16[at + i]),
      ).toEqual([
        result.calibration.pirHoldS,
        result.calibration.radarZoneCm,
        -result.calibration.nearDbm,
        34,
      ]);
    } finally {
      await session.close();
    }
  });
});
