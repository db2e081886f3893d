// P4 and P5 where a board's file asks for a profile that sends: what everybody around receives, when, and what of it
// comes from people. Two worlds with different people are compared, call by call.
import { describe, expect, it } from "vitest";
import { buildAdvert, type Emission } from "../../host/build/advert.ts";
import type { SensorKind } from "../../host/shop/model.ts";
import type { SimulatedBoard } from "../../host/simulator/start.ts";
import { BTHOME_BUSY_AT, BTHOME_PRESENCE_AT } from "../../shared/radio/bthome.ts";
import { readState } from "../radio/air.ts";
import { BTHOME, LINK, openSender } from "../radio/sender.ts";
import { breakProgram, happen, type Subject, start, withTexts } from "./stand.ts";

const MINUTE_MS = 60_000;
const SPAN_MS = 30 * MINUTE_MS;
/** First call of a program, and the last that is looked at. */
const CALLS = SPAN_MS / MINUTE_MS + 1;
const BOARDS = [
  ["till", ["touch", "pir", "scan"]],
  ["window", ["button", "pir"]],
] as const;

interface Sent {
  readonly atMs: number;
  readonly text: string;
}

const WORLDS: Readonly<Record<string, (board: SimulatedBoard) => void>> = {
  empty: () => {},
  /** Somebody comes every five minutes, at no fixed second, taps, and goes after some time. */
  visited(board) {
    for (let i = 0; i < 6; i++) {
      const atMs = 100_000 + i * 290_123;
      happen(board, atMs, "pir", "1");
      if (board.hardware.hasTouch) {
        happen(board, atMs + 7_001, "touch", "160", "100");
        happen(board, atMs + 7_100, "release");
      } else {
        happen(board, atMs + 7_001, "button", "1");
        happen(board, atMs + 7_301, "button", "0");
      }
      for (let s = 10; s < 150; s++) happen(board, atMs + s * 1000, "adverts", "30", "-55");
      happen(board, atMs + 150_777, "pir", "0");
    }
  },
};

/** Everything that a program asks of the transmitter in half an hour, with its time, from after `.boot0` on. */
function listen(subject: Subject, world: string): Sent[] {
  const board = start(subject);
  WORLDS[world](board);
  board.advanceTo(SPAN_MS + 1000);
  const sent = board
    .takeRecords()
    .filter(({ kind, text }) => kind === "radio" && text !== "scan")
    .map(({ atMs, text }) => ({ atMs, text }));
  expect(sent.slice(0, 2).map(({ text }) => text)).toEqual(["services", "sleep"]);
  expect(board.isAdvertising).toBe(true);
  return sent.slice(2);
}

const isAdvert = ({ text }: Sent): boolean => text.startsWith("advertising ");

function payloadOf({ text }: Sent): Buffer {
  return Buffer.from(text.split(" ")[1], "hex");
}

/** The same with both fields of `bthome` made 0. */
function hideState(sent: readonly Sent[]): Sent[] {
  return sent.map((one) => {
    if (!isAdvert(one)) return one;
    const payload = payloadOf(one);
    payload[BTHOME_BUSY_AT] = 0;
    payload[BTHOME_PRESENCE_AT] = 0;
    return { ...one, text: one.text.replace(/ [0-9a-f]+ /, ` ${payload.toString("hex")} `) };
  });
}

/** What each minute must bring: falling silent, the advert, waking; at the start all but the first. */
function expectTimetable(sent: readonly Sent[], emission: Emission): void {
  const text = `advertising ${Buffer.from(buildAdvert(emission)).toString("hex")} every 1000 ms`;
  const adverts = sent.filter(isAdvert);
  expect(adverts).toHaveLength(CALLS);
  expect(adverts[0].atMs).toBe(0);
  // The first tick comes with the start, so the 120th half a second before the minute.
  expect(adverts.slice(1).map(({ atMs }) => atMs)).toEqual(
    Array.from({ length: CALLS - 1 }, (_, i) => (i + 1) * MINUTE_MS - 500),
  );
  const round = [{ text: "sleep" }, { text }, { text: "wake" }];
  expect(sent).toMatchObject([
    ...round.slice(1),
    ...Array(CALLS - 1)
      .fill(round)
      .flat(),
  ]);
}

describe.each(BOARDS)("board %s with %j", (id, sensors) => {
  it("P4: in the profile link sends the same bytes at the same times to an empty shop and to a full one", async () => {
    const subject = await openSender(id, sensors, LINK);
    const empty = listen(subject, "empty");
    expectTimetable(empty, LINK);
    expect(listen(subject, "visited")).toEqual(empty);
  });

  it("P4: in the profile bthome sends two fields of people, and all else is the same with and without them", async () => {
    const subject = await openSender(id, sensors, BTHOME);
    const visited = listen(subject, "visited");
    const empty = listen(subject, "empty");
    expectTimetable(empty, BTHOME);
    expectTimetable(hideState(visited), BTHOME);
    expect(hideState(visited)).toEqual(empty);
    expect(visited).not.toEqual(empty);
  });
});

describe("bthome", () => {
  it("P5: says each minute what the board knows in that moment, and never a count of people", async () => {
    const subject = await openSender("till", ["touch", "pir", "scan"], BTHOME);
    const board = start(subject);
    const known: [number, number][] = [];
    for (let minute = 1; minute <= 12; minute++) {
      const atMs = minute * MINUTE_MS - 500;
      if (minute % 3 === 0) happen(board, atMs - 20_000, "pir", minute % 2 === 0 ? "1" : "0");
      if (minute > 5)
        for (let s = 30; s > 0; s--)
          happen(board, atMs - s * 1000 - 1, "adverts", minute > 8 ? "60" : "8", "-50");
      board.advanceTo(atMs);
      const status = board.status();
      known.push([status?.busy ?? -1, (status?.presence ?? -1) > 0 ? 1 : 0]);
    }
    const states = board
      .takeRecords()
      .filter((one) => one.kind === "radio" && isAdvert(one))
      .slice(1)
      .map((one) => readState(payloadOf(one)));
    expect(states).toEqual(
      known.map(([busy, presence]) => [
        ["count", busy],
        ["presence", presence],
      ]),
    );
    for (const place of [0, 1]) expect(new Set(known.map((state) => state[place])).size).toBeGreaterThan(1);
    expect(Math.max(...known.map(([busy]) => busy))).toBeLessThanOrEqual(2);
  });

  it("P5: sends a present state and nothing that adds up: after people it is again as before them", async () => {
    const subject = await openSender("till", ["touch", "pir"], BTHOME);
    const board = start(subject);
    for (let i = 0; i < 5; i++) {
      happen(board, 70_000 + i * 40_000, "pir", "1");
      happen(board, 75_000 + i * 40_000, "pir", "0");
    }
    board.advanceTo(SPAN_MS);
    const payloads = board
      .takeRecords()
      .filter((one) => one.kind === "radio" && isAdvert(one))
      .map(({ text }) => text);
    expect(payloads[0]).toBe(payloads.at(-1));
    expect(new Set(payloads).size).toBe(2);
  });
});

describe("a program that sends more", () => {
  const SENSED = "    senseLine(line, isOn, readMs(app.clock), app.presence.calibration[CAL_FLOOD_EDGES]);\n";
  const CONTROLS: readonly (readonly [string, Emission, string, string, string])[] = [
    [
      "renews its link when somebody comes",
      LINK,
      "firmware/main.ts",
      SENSED,
      `${SENSED}    renewAdvert(app);\n`,
    ],
    [
      "has a link that differs while somebody is near",
      LINK,
      "firmware/advert.ts",
      "  advertise(advert);",
      "  advert[13] = app.turn.s.axes[AXIS_PRESENCE] > 0 ? 1 : 3;\n  advertise(advert);",
    ],
    [
      "has a third field of people",
      BTHOME,
      "firmware/advert.ts",
      "    advert[BTHOME_BUSY_AT] =",
      "    advert[7] = 0x40 + app.turn.s.axes[AXIS_PRESENCE];\n    advert[BTHOME_BUSY_AT] =",
    ],
    [
      "says at once that somebody came",
      BTHOME,
      "firmware/main.ts",
      SENSED,
      `${SENSED}    renewAdvert(app);\n`,
    ],
  ];

  it.each(CONTROLS)("P4: %s is caught (control)", async (_what, emission, file, part, by) => {
    const sensors: readonly SensorKind[] = ["touch", "pir"];
    const subject = await openSender("till", sensors, emission);
    const broken = await breakProgram("esp32-cyd", file, part, by, { sensors, ...emission });
    const sender = withTexts(subject, broken);
    expect(hideState(listen(sender, "visited"))).not.toEqual(hideState(listen(sender, "empty")));
  });

  it("P5: a program that counts visitors in its advert is caught (control)", async () => {
    const sensors: readonly SensorKind[] = ["touch", "pir"];
    const broken = await breakProgram(
      "esp32-cyd",
      "firmware/advert.ts",
      "advert[BTHOME_BUSY_AT] = axes[AXIS_BUSY]",
      "advert[BTHOME_BUSY_AT] += axes[AXIS_PRESENCE]",
      { sensors, ...BTHOME },
    );
    const sent = listen(withTexts(await openSender("till", sensors, BTHOME), broken), "visited").filter(
      isAdvert,
    );
    expect(sent.at(-1)?.text).not.toBe(sent[0].text);
  });
});
