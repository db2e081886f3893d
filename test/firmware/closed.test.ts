// A shop that is closed for longer than a line may be silent: what a decoder delivers is well all the same.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { assembleProgram } from "../../host/build/program.ts";
import type { SensorKind } from "../../host/shop/model.ts";
import { startBoard } from "../../host/simulator/start.ts";
import { ILL_SILENT, SHIFT_RADAR } from "../../shared/presence/health.ts";
import { copySources } from "../build/fixture.ts";
import { openShopBoard } from "../scenarios/shop.ts";

type Edit = readonly [file: string, from: string, to: string];

/** Three days become a minute, for no test can wait for them. */
const SHORT: Edit = ["shared/presence/limits.ts", "SILENT_MS = 259200000", "SILENT_MS = 60000"];
const BLIND: Edit = ["firmware/body.ts", "if (!isNear && ", "if (p.dwell > 9 && "];

/** Faults after three minutes in which nobody comes. */
async function close(sensor: SensorKind, edits: readonly Edit[]): Promise<number | undefined> {
  const sensors: SensorKind[] = ["touch", sensor];
  const { hardware, files } = await openShopBoard("crime-shelf", sensors.join(", "));
  const { root, remove } = copySources();
  try {
    for (const [file, from, to] of edits) {
      const pieces = readFileSync(join(root, file), "utf8").split(from);
      expect(pieces).toHaveLength(2);
      writeFileSync(join(root, file), pieces.join(to));
    }
    const { boot, program } = await assembleProgram("esp32-cyd", { sensors, root });
    const board = startBoard({ hardware, files: { ...files, boot, program } });
    board.happen({ atMs: 0, event: "start", values: ["2026-11-27T22:00:00+01:00"], line: 1 });
    board.advanceTo(180_000);
    return board.status()?.sensorFault;
  } finally {
    remove();
  }
}

describe("a shop that is closed for longer than a line may be silent", () => {
  it.each(["radar-uart", "distance"] as const)(
    "has nothing against a decoder that delivers: %s",
    async (sensor) => {
      expect(await close(sensor, [SHORT])).toBe(0);
    },
  );

  it("has something against a pin that never moved, and against a decoder that is taken for one (control)", async () => {
    expect(await close("radar", [SHORT])).toBe(ILL_SILENT << SHIFT_RADAR);
    expect(await close("radar-uart", [SHORT, BLIND])).toBe(ILL_SILENT << SHIFT_RADAR);
  });
});
