// The one way out of a board by its cable. The schema stands here once more, so that a row that is changed there is noticed.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../host/random.ts";
import { LINK_DROPPED, STATUS_FIELDS } from "../../shared/link/command.ts";
import { emit } from "../../shared/policy/egress.ts";
import { breakProgram, openSubject, start, withTexts } from "../promises/stand.ts";

/** Least and most by name. */
const SCHEMA: Readonly<Record<string, readonly [number, number]>> = {
  result: [LINK_DROPPED, 0],
  offer: [0, 65535],
  reason1: [0, 255],
  reason2: [0, 255],
  screen: [-1, 31],
  slot: [0, 300_000_000],
  play: [0, 65535],
  presence: [0, 3],
  dwell: [0, 3],
  busy: [0, 2],
  confidence: [0, 100],
  mood: [0, 8],
  language: [0, 7],
  minuteOfWeek: [-1, 10079],
  day: [0, 65535],
  dismissed: [0, 8],
  pauseSeconds: [0, 90],
  episodeSeconds: [0, 5_000_000],
  forgetSeconds: [0, 90],
  sensorFault: [0, 255],
  deployment: [0, 0],
  pin: [0, 65535],
  scanning: [0, 1],
  dropped: [0, 1_000_000_000],
};
const ROWS = Object.values(SCHEMA);

function isAllowed(record: readonly number[]): boolean {
  return record.every((value, i) => {
    const row = ROWS[i];
    return row !== undefined && Number.isInteger(value) && value >= row[0] && value <= row[1];
  });
}

/** What `emit` makes of a record, and whether it counted a drop. */
function tell(record: readonly number[]): { text: string; dropped: number } {
  const teller = { dropped: 0 };
  return { text: emit(teller, record), dropped: teller.dropped };
}

const RECORDS = 1_000_000;

/** Records of which about a third are good: bounds and their neighbours, fractions, what is no number, too many values. */
function fuzz(
  pass: (record: readonly number[]) => string,
  records = RECORDS,
): { accepted: number; wrong: number } {
  const random = createRandom(5);
  let accepted = 0;
  let wrong = 0;
  for (let n = 0; n < records; n++) {
    const record = ROWS.map(([least, most]) => least + random.below(most - least + 1));
    if (random.below(4) === 0) record.length = 1 + random.below(record.length);
    for (let faults = random.below(3); faults > 0; faults--) {
      const at = random.below(ROWS.length + 2);
      const [least, most] = ROWS[at] ?? [0, 0];
      const odd = [least - 1, most + 1, least, most, least + 0.5, Number.NaN, 2 ** 31, -(2 ** 40), 1e300];
      if (at <= record.length) record[at] = odd[random.below(odd.length)];
    }
    const isOut =
      pass(record) !== String(LINK_DROPPED) || (record.length === 1 && record[0] === LINK_DROPPED);
    if (isOut) accepted++;
    if (isOut !== isAllowed(record)) wrong++;
  }
  return { accepted, wrong };
}

describe("a record", () => {
  it("P1: of a million random ones leaves only if each of its integers is within its row of the schema", () => {
    const { accepted, wrong } = fuzz((record) => tell(record).text);
    expect(wrong).toBe(0);
    expect(accepted).toBeGreaterThan(RECORDS / 5);
    expect(accepted).toBeLessThan(RECORDS / 1.2);
  });

  it("P1: would leave out of its row through a gate that is a little wider (control)", () => {
    const few = RECORDS / 20;
    const wider = (record: readonly number[]): string =>
      record[10] === 101 ? record.join() : tell(record).text;
    expect(fuzz(wider, few).wrong).toBeGreaterThan(0);
    expect(fuzz((record) => record.join(), few).wrong).toBeGreaterThan(few / 10);
  });

  it("P1: is told as it is, or dropped as a whole and counted, whatever its values are", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.integer(), fc.double(), fc.nat(9)), { minLength: 1 }), (record) => {
        const isOut = isAllowed(record);
        // JavaScript writes -0 as 0 as well.
        expect(tell(record)).toEqual({
          text: isOut ? record.join() : String(LINK_DROPPED),
          dropped: isOut ? 0 : 1,
        });
      }),
    );
  });

  it.each([
    ["a text", "5"],
    ["a list", [5]],
    ["nothing", undefined],
    ["null", null],
    ["true", true],
    ["an object that is a number when it is asked", { valueOf: () => 5 }],
  ])("P1: with %s in it is dropped", (_what, value) => {
    expect(tell([0, value as number])).toEqual({ text: "-4", dropped: 1 });
    expect(tell([0, 5])).toEqual({ text: "0,5", dropped: 0 });
  });

  it("has one row for each field of the status, and the count of what was dropped comes last", () => {
    expect(Object.keys(SCHEMA)).toEqual(["result", ...STATUS_FIELDS]);
    expect(STATUS_FIELDS.at(-1)).toBe("dropped");
  });
});

describe("a board", () => {
  it("P1: drops nothing of its own: every status field and command answer is within the schema", async () => {
    const board = start(await openSubject("crime-shelf"));
    for (let command = -1; command < 9; command++)
      for (const a of [-1, 0, 1, 5, 65536, 1_800_000_000, 3e9])
        for (const b of [0, 1, 60, 1441]) {
          board.advanceTo(board.nowMs + 400);
          const answer = board.command(command, a, b);
          expect([0, -1, -2, -3]).toContain(answer[0]);
        }
    expect(board.status()).toMatchObject({ dropped: 0, deployment: 0 });
  });

  it("P1: whose program tells more than it may keeps that back, and says how often", async () => {
    const subject = await openSubject("crime-shelf");
    const wide = await breakProgram(
      "esp32-cyd",
      "firmware/link.ts",
      "  return [status];",
      "  return [status, 65536];",
    );
    const board = start(withTexts(subject, wide));
    board.advanceTo(5_000);
    expect(board.command(6, 1, 0)).toEqual([LINK_DROPPED]);
    expect(board.command(6, 0, 0)).toEqual([LINK_DROPPED]);
    expect(board.status()).toMatchObject({ dropped: 2 });
  });
});
