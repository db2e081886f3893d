import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  createRadar,
  isRadarIll,
  RADAR_BLUETOOTH_OFF,
  RADAR_CLOSE,
  RADAR_ENGINEERING,
  RADAR_OPEN,
  RADAR_RESTART,
  type Radar,
  senseBytes,
  writeCommand,
} from "../../shared/presence/radar.ts";
import { runs } from "../arbitraries.ts";
import { encodeFrame, type Report, textOf } from "./frame.ts";

/** An empty shop that shows energies of 20 in each gate, and a zone of 1.5 m. */
function open(quiet = 20): Radar {
  return Object.seal(createRadar(150, new Uint8Array(18).fill(quiet), 0));
}

function say(r: Radar, ...reports: Report[]): boolean {
  for (const report of reports) expect(senseBytes(r, encodeFrame(report), 100)).toBe(1);
  return r.isNear;
}

const energy = fc.nat({ max: 100 });
const report: fc.Arbitrary<Report> = fc.record(
  {
    movingCm: fc.nat({ max: 700 }),
    movingEnergy: energy,
    stillCm: fc.nat({ max: 700 }),
    stillEnergy: energy,
    gates: fc.array(energy, { minLength: 18, maxLength: 18 }),
  },
  { requiredKeys: [] },
);
const bytes = fc.array(
  fc.oneof(fc.nat({ max: 255 }), fc.constantFrom(0xf4, 0xf3, 0xf2, 0xf1, 13, 35, 0, 0xaa, 0x55)),
  {
    maxLength: 300,
  },
);

describe("a radar's bytes", () => {
  it("whatever they are, are neither thrown at nor kept: less than a frame stays", () => {
    fc.assert(
      fc.property(fc.array(bytes, { maxLength: 20 }), (chunks) => {
        const r = open();
        for (const chunk of chunks) {
          senseBytes(r, textOf(chunk), 0);
          expect(r.rest.length).toBeLessThan(45);
          expect(Math.abs(r.margin)).toBeLessThanOrEqual(255);
        }
      }),
      runs(300),
    );
  });

  it("cut anywhere say what they say whole, with noise between the frames too", () => {
    const noise = fc.array(fc.nat({ max: 0xf0 }), { maxLength: 8 });
    let near = 0;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(report, noise), { maxLength: 6 }),
        fc.infiniteStream(fc.nat({ max: 40 })),
        (list, cuts) => {
          const whole = open();
          const cut = open();
          let text = "";
          for (const [one, between] of list) {
            say(whole, one);
            text += encodeFrame(one) + textOf(between);
          }
          let frames = 0;
          while (text !== "") {
            const length = 1 + cuts.next().value;
            frames += senseBytes(cut, text.slice(0, length), 100);
            text = text.slice(length);
          }
          expect([frames, cut.isNear, cut.margin]).toEqual([list.length, whole.isNear, whole.margin]);
          if (cut.isNear) near++;
        },
      ),
      runs(300),
    );
    expect(near).toBeGreaterThan(10);
  });

  it("that are damaged are no frame (control: the same frame whole is one)", () => {
    const frame = encodeFrame({ movingCm: 100, movingEnergy: 90 });
    for (let at = 0; at < frame.length; at++) {
      // The report itself has no sum that would protect it.
      if (at >= 8 && at < 17) continue;
      const broken = frame.slice(0, at) + textOf([frame.charCodeAt(at) ^ 0x40]) + frame.slice(at + 1);
      const r = open();
      expect([at, senseBytes(r, broken, 0), r.isNear]).toEqual([at, 0, false]);
    }
    expect(say(open(), { movingCm: 100, movingEnergy: 90 })).toBe(true);
  });

  it("of which too many come at once are judged by the newest", () => {
    const r = open();
    const far = encodeFrame({});
    const near = encodeFrame({ stillCm: 80, stillEnergy: 80 });
    expect(senseBytes(r, near.repeat(50) + far.repeat(10), 0)).toBeLessThanOrEqual(4);
    expect(r.isNear).toBe(false);
    senseBytes(r, far.repeat(50) + near.repeat(10), 0);
    expect(r.isNear).toBe(true);
  });
});

describe("a radar's targets", () => {
  it("are somebody where their energy is above the empty shop's, and stay so with less of it", () => {
    const at = (movingEnergy: number): Report => ({ movingCm: 100, movingEnergy });
    expect(say(open(), at(34))).toBe(false);
    const r = open();
    expect(say(r, at(35))).toBe(true);
    expect(say(r, at(25))).toBe(true);
    expect(say(r, at(24))).toBe(false);
    expect(say(r, at(30))).toBe(false);
    expect(say(r, { stillCm: 100, stillEnergy: 60 })).toBe(true);
  });

  it("without a distance, or without energy, are phantoms", () => {
    expect(say(open(), { movingCm: 0, movingEnergy: 100 })).toBe(false);
    expect(say(open(), { stillCm: 0, stillEnergy: 100 })).toBe(false);
    expect(say(open(), { movingCm: 100, movingEnergy: 0, stillCm: 120, stillEnergy: 0 })).toBe(false);
    const floor = new Array<number>(18).fill(20);
    expect(say(open(), { movingCm: 100, movingEnergy: 100, gates: floor })).toBe(false);
  });

  it("beyond the zone count for nothing, a gate farther while somebody is there", () => {
    const at = (stillCm: number): Report => ({ stillCm, stillEnergy: 100 });
    expect(say(open(), at(151))).toBe(false);
    const r = open();
    expect(say(r, at(150), at(225))).toBe(true);
    expect(say(r, at(226))).toBe(false);
    const gates = (gate: number): number[] =>
      Array.from({ length: 18 }, (_, i) => (i === gate || i === gate + 9 ? 80 : 10));
    // The zone ends in the third gate.
    expect([0, 1, 2, 3, 8].map((gate) => say(open(), { gates: gates(gate) }))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it("in the engineering mode are judged gate by gate, by what each gate shows in the empty shop", () => {
    const quiet = new Uint8Array(18).fill(10);
    quiet[1] = 70;
    const r = createRadar(150, quiet, 0);
    const gates = (at: number, value: number): number[] =>
      Array.from({ length: 18 }, (_, i) => (i === at ? value : 5));
    expect(say(r, { gates: gates(1, 84) })).toBe(false);
    expect(say(r, { gates: gates(0, 30) })).toBe(true);
  });
});

describe("a radar's health", () => {
  it("is ill after three seconds without a frame, says nobody, and is well with the next one", () => {
    for (const start of [0, 0x7fffffff - 1000, -0x80000000]) {
      const r = createRadar(150, new Uint8Array(18), start);
      senseBytes(r, encodeFrame({ movingCm: 50, movingEnergy: 90 }), start);
      expect(isRadarIll(r, (start + 2999) | 0)).toBe(false);
      expect(r.isNear).toBe(true);
      senseBytes(r, "no frame", (start + 2999) | 0);
      // For longer than the clock takes to wrap.
      for (let day = 0; day < 60; day++)
        expect(isRadarIll(r, (start + 3000 + day * 86_400_000) | 0)).toBe(true);
      expect(r.isNear).toBe(false);
      const now = (start + 3000 + 59 * 86_400_000) | 0;
      senseBytes(r, encodeFrame({}), now);
      expect(isRadarIll(r, now)).toBe(false);
    }
  });

  it("has commands that are whole: head, length, end", () => {
    const commands = [RADAR_OPEN, RADAR_ENGINEERING, RADAR_BLUETOOTH_OFF, RADAR_RESTART, RADAR_CLOSE].map(
      writeCommand,
    );
    for (const command of commands) {
      const codes = [...command].map((one) => one.charCodeAt(0));
      expect(codes.slice(0, 4)).toEqual([0xfd, 0xfc, 0xfb, 0xfa]);
      expect(codes[4] | (codes[5] << 8)).toBe(codes.length - 10);
      expect(codes.slice(-4)).toEqual([4, 3, 2, 1]);
    }
    expect(commands.map((command) => command.charCodeAt(6))).toEqual([0xff, 0x62, 0xa4, 0xa3, 0xfe]);
    // Bluetooth: 0 is off.
    expect([...RADAR_BLUETOOTH_OFF.slice(4)].map((one) => one.charCodeAt(0))).toEqual([0, 0]);
  });
});
