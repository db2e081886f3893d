// Somebody with a phone, at every start of a board whose doors are known.
import { describe, expect, it } from "vitest";
import { judgePolicy } from "../../../host/board/audit/policy.ts";
import {
  type Air,
  createCause,
  knock,
  MOMENTS,
  type Moment,
  probeMoment,
} from "../../../host/board/audit/probe.ts";
import { openBluetooth } from "../../../host/board/transport/bluetooth.ts";
import { createFakeBoard } from "../fake.ts";
import { createGatt, type Doors, openDoors } from "../gatt.ts";

const TRIES = 100;
const CLOSED: Doors = { isAdvertising: false, hasUart: false, isForced: true };
const NOTHING = { storage: new Uint8Array(4096).fill(255), pieces: [], canaries: [], deep: undefined };

function stand(doors: Doors): Air {
  const board = createFakeBoard();
  return {
    open: () =>
      openBluetooth(
        createGatt(doors, () => board.connect()),
        "Board",
      ),
    // The answer of a board in memory is there with the next turn.
    wait: () => new Promise((done) => setTimeout(done, 2)),
  };
}

/** Every start opens the doors as stock firmware does; the first statements of `.boot0` leave them like this. */
async function probe(left: Doors, isSilent = true) {
  const doors = { ...CLOSED };
  const air = stand(doors);
  const cause = async () => {
    Object.assign(doors, left);
  };
  const tallies = {} as Record<Moment, Awaited<ReturnType<typeof probeMoment>>>;
  for (const moment of MOMENTS) tallies[moment] = await probeMoment(air, cause, moment, TRIES);
  return { tallies, checks: judgePolicy({ ...NOTHING, air: tallies, isSilent }).checks.slice(3, 6) };
}

describe("a console over the air", () => {
  it.each([
    [{ isAdvertising: false }, "absent"],
    [{ hasUart: false }, "closed"],
    [{ isForced: true }, "mute"],
    [{}, "prompt"],
  ] as const)("behind doors that differ from stock in %j is %s", async (changes, found) => {
    expect(await knock(stand({ ...openDoors(), ...changes }))).toBe(found);
  });

  it(`P4: is there in none of ${TRIES} starts, resets and crashes after which the doors are closed`, async () => {
    const { tallies, checks } = await probe(CLOSED);
    for (const moment of MOMENTS)
      expect(tallies[moment]).toEqual({
        tries: TRIES,
        early: { absent: TRIES, closed: 0, mute: 0, prompt: 0 },
        late: { absent: TRIES, closed: 0, mute: 0, prompt: 0 },
      });
    expect(checks.map(({ check, state }) => [check, state])).toEqual(
      MOMENTS.map((moment) => [`console-${moment}`, "ok"]),
    );
  });

  it.each([
    ["forgets all doors", openDoors()],
    ["only takes the console to the cable", { ...openDoors(), isForced: true }],
  ])("P4: a board that %s is found out (control)", async (_what, left) => {
    const { checks } = await probe(left);
    expect(checks.map(({ state }) => state)).toEqual(["finding", "finding", "finding"]);
  });

  it("that does not answer is none, where another profile than silent lets the board be found", async () => {
    const { checks } = await probe({ ...openDoors(), isForced: true }, false);
    expect(checks.map(({ state }) => state)).toEqual(["ok", "ok", "ok"]);
  });

  it("that nobody looked for is unchecked, never well", () => {
    const { checks, isKept } = judgePolicy({ ...NOTHING, air: undefined, isSilent: true });
    expect(checks.map(({ state }) => state)).toEqual([
      "unchecked",
      "ok",
      "unchecked",
      "unchecked",
      "unchecked",
      "unchecked",
      "unchecked",
    ]);
    expect(isKept).toBe(true);
  });
});

describe("the causes of a start", () => {
  it("are a restart, load() and a program that hangs until its watchdog bites", async () => {
    const said: string[] = [];
    const session = {
      ask: async (code: string) => {
        said.push(code);
        return "1";
      },
      restart: async () => void said.push("restart"),
    };
    const cause = createCause(session, async (ms) => void said.push(`${ms}`));
    for (const moment of MOMENTS) await cause(moment);
    expect(said[0]).toBe("restart");
    expect(said[1]).toContain("load");
    expect(said[4]).toContain("for(;;)");
    expect(Number(said[5])).toBeGreaterThan(10_000);
    expect(said.length).toBe(7);
  });
});
