// Deploys onto the real interpreter over a way that loses, delays, repeats and breaks.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readSlotImage } from "../../host/board/image.ts";
import { deployContent, type Wanted } from "../../host/board/session/deploy.ts";
import { openSession } from "../../host/board/session/session.ts";
import { openPort } from "../../host/board/transport/open.ts";
import { buildProgram } from "../../host/build/program.ts";
import { withPatience } from "../../host/cli/port.ts";
import { HostError } from "../../host/error.ts";
import { createRandom, type Random } from "../../host/random.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import { PAGE_BYTES } from "../../shared/link/slot.ts";
import { type Faults, wrapFaulty } from "./faulty.ts";

const interpreter = process.env.ESPRUINO ?? "";
/** FAULT_DEPLOYS=500 does as many; some minutes. */
const DEPLOYS = Number(process.env.FAULT_DEPLOYS ?? 24);
/** From so many on something has been sent again, and something has come through. */
const SURE_DEPLOYS = 24;
/** Boards at once; DEPLOYS is a multiple of it. */
const LINES = 4;
/** What a content of this test takes of its slot, in whole pages. */
const MOST_BYTES = 6 * PAGE_BYTES;
/** Pieces are few on a pipe: more of them are struck than on a line. */
const FAULTS: Faults = { lose: 25, delay: 25, repeat: 25, cut: 10 };
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
    // How many there are hangs on the computer: a pipe gives what has come in so far.
    const counts = { done: 0, cut: 0, repeats: 0 };
    const folder = mkdtempSync(join(tmpdir(), "passerby-fault-"));
    try {
      const lines = Array.from({ length: LINES }, (_, line) =>
        deployOften(boot, join(folder, String(line)), createRandom(15 + line), counts),
      );
      await Promise.all(lines);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    console.log(`${DEPLOYS} deploys onto process boards: ${JSON.stringify(counts)}`);
    expect(counts.done + counts.cut).toBe(DEPLOYS);
    // The controls: the line was bad, and some came through all the same; how many hangs on the computer, so that with a
    // few nothing can be said of each.
    if (DEPLOYS < SURE_DEPLOYS) return;
    expect(counts.repeats).toBeGreaterThan(0);
    expect(counts.done).toBeGreaterThan(0);
  }, 3_600_000);
});

interface Counts {
  done: number;
  cut: number;
  repeats: number;
}

/** One board: a content after the other, each over a bad line, and after each a look over a good one. */
async function deployOften(boot: string, state: string, random: Random, counts: Counts): Promise<void> {
  const open = (isBooted: boolean) => openPort(`process:${interpreter}`, { state, hardware, isBooted });

  /** Power on: what runs, and whether its slot is whole. An interpreter may hang by itself: then once more. */
  async function look(): Promise<number> {
    const session = await openSession(() => open(true));
    try {
      const status = await session.ask('typeof passerby=="function"?passerby(0,0,0):""');
      const slot = await session.ask("passerbySlot");
      // As the real program does after a minute: without it three starts bring the other slot.
      await session.ask(
        `var s=require("Storage");s.write("log","${slot === "b" ? "K" : "G"}",s.read("log").indexOf("\\xff",32))`,
      );
      const pages: string[] = [];
      for (let at = 0; at < MOST_BYTES; at += PAGE_BYTES)
        pages.push(await session.ask(`require("Storage").read("${slot}",${at},${PAGE_BYTES})`));
      expect(readSlotImage(Buffer.from(pages.join(""), "latin1"))).toBeDefined();
      return Number(status.split(",")[1]);
    } finally {
      await session.close();
    }
  }

  let shown = 0;
  await withPatience({ port: `process:${interpreter}`, state }, hardware, false, (session) =>
    deployContent(session, hardware, makeNumbered(boot, shown)),
  );
  for (let number = 1; number <= DEPLOYS / LINES; number++) {
    const session = await openSession(async () => wrapFaulty(await open(false), random, FAULTS), PACE);
    const error = await deployContent(session, hardware, makeNumbered(boot, number)).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    counts.repeats += session.traffic.repeats;
    await session.close();
    const now = await look().catch(look).catch(look);
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
}
