// P9 Cut at any moment, it comes back whole. Seen on the simulator, whose drawing takes no time: cuts between two rows
// of a panel belong to hardware. Cuts within a deployment that is being written are what the torture looks for.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildSlotImage } from "../../host/board/image.ts";
import { listInstalled } from "../../host/board/install.ts";
import { planLayout } from "../../host/board/layout.ts";
import { type SimulatedBoard, startBoard } from "../../host/simulator/start.ts";
import { encodeDay, NEUTRAL_EMPTY } from "../../shared/link/slot.ts";
import { drawSign } from "./glass.ts";
import {
  BOARDS,
  breakProgram,
  cutDay,
  happen,
  NOON,
  openSubject,
  playDay,
  readDay,
  type Subject,
  start,
  withTexts,
} from "./stand.ts";
import { compareFrames, cutOften, findHalf } from "./whole.ts";

const HOUR_MS = 3_600_000;
/** The date is looked at, and written if it is a new one, once in this time. */
const LOOK_MS = 600_000;
/** A start is a good one after so long. */
const GOOD_MS = 60_500;
/** Today in the trace, days since 1970. */
const TODAY = 20784;

describe("a power cut", () => {
  it.each(BOARDS)("P9: at random moments leaves board %s as a fresh one, with a whole card", async (id) => {
    const subject = await openSubject(id);
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: HOUR_MS / 6 }), { minLength: 20, maxLength: 20 }),
        (cuts) => {
          expect(
            cutOften(
              subject,
              id,
              // So far apart that each start is a good one: many that are not are another matter.
              [...cuts].sort((a, b) => a - b).map((cutMs, i) => cutMs + i * GOOD_MS),
            ),
          ).toEqual([]);
        },
      ),
      { numRuns: id === "crime-shelf" ? 1 : 2, seed: 9 },
    );
  });

  it.each(["till", "window"])(
    "P9: at each millisecond of a card's change leaves a whole card on %s",
    async (id) => {
      const subject = await openSubject(id);
      const plays = new Set<number | undefined>();
      for (let cutMs = 15_980; cutMs <= 16_020; cutMs++) {
        const board = start(subject);
        board.advanceTo(cutMs);
        plays.add(board.status()?.play);
        expect(findHalf(subject, board)).toBeUndefined();
        happen(board, cutMs, "power", "0");
        happen(board, cutMs + 1, "power", "1");
        expect([cutMs, findHalf(subject, board), board.status()?.deployment]).toEqual([cutMs, undefined, 0]);
      }
      expect(plays.size).toBe(2);
    },
  );

  it("P9: after which a board makes up a time is caught (control)", async () => {
    const broken = await breakProgram(
      "esp32-cyd",
      "firmware/ports/clock.ts",
      "isKnown: seconds > PLAUSIBLE_SECONDS",
      "isKnown: (peek32(0x3ff75144) & 1) !== 0",
    );
    const subject = withTexts(await openSubject("till"), broken);
    const cuts = Array.from({ length: 12 }, (_, i) => 100_000 + i * 70_000);
    expect(cutOften(subject, "till", cuts)).not.toEqual([]);
  });

  it("P9: within the writing of the date, byte by byte, leaves a whole card and a date that was known", async () => {
    const subject = await openSubject("till");
    for (const days of [1, 2, 3]) {
      const board = start(subject);
      let before = board.flash.slice();
      for (let day = 1; day <= days; day++) {
        before = board.flash.slice();
        happen(board, board.nowMs, "clock", `2026-11-${26 + day}T12:00:00+01:00`);
        board.advanceTo(board.nowMs + LOOK_MS);
      }
      const after = board.flash;
      const written = [...after.keys()].filter((i) => after[i] !== before[i]);
      expect(written.length).toBeGreaterThan(1);
      // The first day makes the file, too.
      const known = [days === 1 ? 0 : TODAY + days - 2, TODAY + days - 1];
      const seen = new Set<number>();
      for (let count = 0; count <= written.length; count++) {
        const torn = startBoard({ hardware: subject.hardware, files: new Map() });
        torn.flash.set(before);
        for (const i of written.slice(0, count)) torn.flash[i] = after[i];
        happen(torn, 0, "start", "unknown");
        torn.advanceTo(700);
        const day = torn.status()?.day ?? -1;
        seen.add(day);
        expect([count, findHalf(subject, torn), torn.status()?.deployment, torn.isAdvertising]).toEqual([
          count,
          undefined,
          0,
          false,
        ]);
        expect(known).toContain(day);
        // A later date is written and found again.
        happen(torn, 1_000, "clock", "2026-12-05T12:00:00+01:00");
        happen(torn, 1_000 + LOOK_MS, "power", "0");
        happen(torn, 2_000 + LOOK_MS, "power", "1");
        expect([count, torn.status()?.day]).toEqual([count, TODAY + 8]);
      }
      expect([...seen]).toEqual(known);
    }
  });

  it("P9: a program that takes half a date for one is caught (control)", async () => {
    const broken = await breakProgram("esp32-cyd", "shared/link/slot.ts", "=== countZeros(day)", ">= 0");
    const subject = withTexts(await openSubject("till"), broken);
    const startHalf = ({ files, hardware }: Subject): number | undefined => {
      const installed = new Map(listInstalled(files, hardware.storageBytes));
      const half = installed.get("day")?.slice() ?? new Uint8Array();
      half.set([...encodeDay(TODAY), (TODAY + 1) & 255], 32);
      return start(subject, { time: "unknown", files: installed.set("day", half) }).status()?.day;
    };
    expect(startHalf(await openSubject("till"))).toBe(TODAY);
    expect(startHalf(subject)).not.toBe(TODAY);
  });
});

describe("the glass", () => {
  it.each(BOARDS)(
    "P9: shows a whole card in each second of twenty minutes with people on board %s",
    async (id) => {
      const subject = await openSubject(id);
      const wrong: string[] = [];
      let looks = 0;
      playDay(start(subject), cutDay(readDay(id), 3.5 * HOUR_MS, 3.8 * HOUR_MS), (board) => {
        looks += board.status()?.screen === -1 ? 1 : 0;
        const half = findHalf(subject, board);
        if (half !== undefined) wrong.push(`${board.nowMs}: ${half}`);
      });
      expect(looks).toBeGreaterThan(500);
      expect(wrong).toEqual([]);
    },
  );

  it("P9: a card drawn over the page that was there before is caught (control)", async () => {
    const broken = await breakProgram(
      "esp32-cyd",
      "firmware/draw.ts",
      "if (!hasTouch || !app.isTicking) canvas.clear();",
      "if (app.screen !== CARD) canvas.clear();",
    );
    const subject = withTexts(await openSubject("till"), broken);
    const wrong: (string | undefined)[] = [];
    playDay(start(subject), cutDay(readDay("till"), 3 * HOUR_MS, 3.2 * HOUR_MS), (board) => {
      wrong.push(findHalf(subject, board));
    });
    expect(wrong.some((half) => half !== undefined)).toBe(true);
  });
});

/** Starts a board after a byte of its slot was flipped; gives what is wrong with what it then shows. */
function startCorrupt(subject: Subject, offset: number): string | undefined {
  const board = start(subject);
  happen(board, 100, "corrupt", "a", `${offset}`);
  happen(board, 200, "power", "0");
  happen(board, 300, "power", "1");
  board.advanceTo(1000);
  return findSign(subject, board, NEUTRAL_EMPTY);
}

/** What is wrong with the neutral sign; undefined where it is there. */
function findSign(subject: Subject, board: SimulatedBoard, code: number): string | undefined {
  const status = board.status();
  if (status === undefined) return "no answer";
  if (status.deployment === 0) return `was taken for whole; ${findHalf(subject, board) ?? "the card is"}`;
  if (status.deployment !== -code) return `the sign says ${status.deployment}`;
  return compareFrames(board.frame(), drawSign(subject.hardware, code));
}

/** Offsets all over a slot, those of its directory densely. Between directory and program nothing is kept. */
function sampleOffsets(length: number): number[] {
  return [
    ...Array.from({ length: 22 }, (_, i) => 32 + i * 3),
    ...Array.from({ length: 60 }, (_, i) => 128 + Math.floor(((i + 0.5) / 60) * (length - 128))),
  ].filter((offset) => offset < 96 || offset >= 128);
}

describe("a corrupt byte", () => {
  it.each(BOARDS)(
    "P9: anywhere in program, cards or fonts of board %s gives the neutral sign, never half a card",
    async (id) => {
      const subject = await openSubject(id);
      const { length } = buildSlotImage(subject.files, planLayout(subject.hardware.storageBytes).slotBytes);
      for (const offset of sampleOffsets(length))
        expect([offset, startCorrupt(subject, offset)]).toEqual([offset, undefined]);
    },
  );

  it("P9: in a slot that is not checked is caught (control)", async () => {
    const broken = await breakProgram(
      "esp32-cyd",
      "firmware/boot/start.ts",
      "crc32(readPart(slot, PROGRAM_OFFSET, words[DIR_LENGTH] - PROGRAM_OFFSET)) !== words[DIR_CRC]",
      "PROGRAM_OFFSET > words[DIR_LENGTH] || words[DIR_CRC] < 0",
    );
    const subject = withTexts(await openSubject("till"), broken);
    expect(startCorrupt(subject, 40_000)).toContain("taken for whole");
  });

  it("P9: a slot that is missing or cut short gives the neutral sign", async () => {
    const subject = await openSubject("window");
    const files = listInstalled(subject.files, subject.hardware.storageBytes);
    const slot = files.get("a") ?? new Uint8Array();
    for (const bytes of [undefined, slot.slice(0, 20), slot.slice(0, 1000), slot.slice(0, 40_000)]) {
      const others = [...files].filter(([name]) => name !== "a");
      const board = start(subject, {
        files: new Map([...others, ...(bytes ? [["a", bytes] as const] : [])]),
        time: NOON,
      });
      expect(findSign(subject, board, NEUTRAL_EMPTY)).toBeUndefined();
    }
  });
});
