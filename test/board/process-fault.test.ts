// A few deploys onto the real interpreter over a way that loses, delays, repeats and breaks.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readSlotImage } from "../../host/board/image.ts";
import { deployContent, type Wanted } from "../../host/board/session/deploy.ts";
import { openSession } from "../../host/board/session/session.ts";
import { openPort } from "../../host/board/transport/open.ts";
import { buildProgram } from "../../host/build/program.ts";
import { HostError } from "../../host/error.ts";
import { createRandom } from "../../host/random.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import { PAGE_BYTES } from "../../shared/link/slot.ts";
import { type Faults, wrapFaulty } from "./faulty.ts";

const interpreter = process.env.ESPRUINO ?? "";
const DEPLOYS = 10;
/** What a content of this test takes of its slot, in whole pages. */
const MOST_BYTES = 6 * PAGE_BYTES;
/** Pieces are few on a pipe: more of them are struck than on a line. */
const FAULTS: Faults = { lose: 25, delay: 25, repeat: 25, cut: 4 };
const PACE = { quietMs: 400, workShare: 0.3, settleMs: 60, attempts: 8, writeMs: 5000 };
const hardware = HARDWARE["esp32c3-oled"];

/** A program that only says which content it belongs to, and content of its own. */
function makeNumbered(boot: string, number: number): Wanted {
  const random = createRandom(number);
  const status = `0,${number},255,255,-1,0,0,0,0,0,0,0,0,-1,0,0,0,0,0,0,0,65535,0`;
  return {
    boot,
    program: `global.passerby=function(c){return c?"0":"${status}"}`,
    deployment: Uint8Array.from({ length: 9000 }, () => random.below(256)),
    fonts: Uint8Array.of(1, 2, 3, 4),
  };
}

describe.skipIf(!interpreter)("a process board over a bad line", () => {
  it(`${DEPLOYS} deploys: none wrong, none hanging, and what was cut shows the one before`, async () => {
    const { boot } = await buildProgram("esp32c3-oled");
    const state = mkdtempSync(join(tmpdir(), "passerby-fault-"));
    const random = createRandom(15);
    const open = (isBooted: boolean) => openPort(`process:${interpreter}`, { state, hardware, isBooted });
    // How many there are hangs on the computer: a pipe gives what has come in so far.
    const counts = { done: 0, cut: 0, repeats: 0 };

    /** Power on, over a good line: what runs, and whether its slot is whole. */
    async function look(): Promise<number> {
      const session = await openSession(() => open(true));
      try {
        const status = await session.ask('typeof passerby=="function"?passerby(0,0,0):""');
        const slot = await session.ask("passerbySlot");
        const pages: string[] = [];
        for (let at = 0; at < MOST_BYTES; at += PAGE_BYTES)
          pages.push(await session.ask(`require("Storage").read("${slot}",${at},${PAGE_BYTES})`));
        expect(readSlotImage(Buffer.from(pages.join(""), "latin1"))).toBeDefined();
        return Number(status.split(",")[1]);
      } finally {
        await session.close();
      }
    }

    try {
      let shown = 0;
      const good = await openSession(() => open(false));
      await deployContent(good, hardware, makeNumbered(boot, shown));
      await good.close();
      for (let number = 1; number <= DEPLOYS; number++) {
        const session = await openSession(async () => wrapFaulty(await open(false), random, FAULTS), PACE);
        const error = await deployContent(session, hardware, makeNumbered(boot, number)).then(
          () => undefined,
          (reason: unknown) => reason,
        );
        counts.repeats += session.traffic.repeats;
        await session.close();
        const now = await look();
        if (error === undefined) {
          expect(now).toBe(number);
          counts.done++;
        } else {
          expect(error).toBeInstanceOf(HostError);
          expect(["port-lost", "board-silent"]).toContain((error as HostError).code);
          expect([shown, number]).toContain(now);
          counts.cut++;
        }
        shown = now;
      }
      // The controls: the line was bad, and most came through all the same.
      expect(counts.repeats + counts.cut).toBeGreaterThan(0);
      expect(counts.done).toBeGreaterThan(0);
    } finally {
      rmSync(state, { recursive: true, force: true });
    }
  });
});
