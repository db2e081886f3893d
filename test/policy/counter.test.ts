// The board's statistics: noisy before anybody is counted, spent before noise is drawn, never drawn twice.
import { beforeAll, describe, expect, it } from "vitest";
import { readDays } from "../../host/board/stats/record.ts";
import { createRandom } from "../../host/random.ts";
import {
  createSurroundings,
  installFlash,
  type Made,
  makeCounter,
  readPages,
  STATS,
  type Surroundings,
  setTime,
  startCounter,
  visit,
  type Watch,
} from "./counter.ts";

const DAY = 20_784;
const SEED = Uint8Array.from({ length: 32 }, (_, i) => i * 7 + 1);
const ALL = ["footfall", "answers", "plays"] as const;
/** Noise taken out of the program: for what is counted, and as a control of everything that hangs on noise. */
const withoutNoise = (text: string): string =>
  cutText(text, "return blocks - countBlocks(draw, bits)", "return 0");

function cutText(text: string, part: string, by: string): string {
  const pieces = text.split(part);
  if (pieces.length !== 2) throw new Error(`"${part}" is there ${pieces.length - 1} times`);
  return pieces.join(by);
}

let made: Made;
let plain: Made;

beforeAll(async () => {
  made = await makeCounter(ALL);
  plain = await makeCounter(ALL, withoutNoise);
});

/** A day from before opening to after closing, with so many visits in each hour. */
function live(tick: () => void, app: Surroundings, day: number, visits: number): void {
  for (let hour = 9; hour <= 12; hour++) {
    setTime(app, day, hour);
    tick();
    for (let i = 0; i < visits; i++) visit(app, tick, i % 4, 1 + (i % 4));
  }
}

describe("P5: a day", () => {
  it("P5: is counted in opening hours only, hour by hour, once for each episode, and closes with the last one", () => {
    const flash = installFlash(SEED);
    const app = createSurroundings();
    live(startCounter(plain, flash, app), app, DAY, 5);
    const { days, faults } = readDays(readPages(flash));
    expect(faults).toEqual([]);
    expect(days).toHaveLength(1);
    expect(days[0].footfall.flatMap((value, hour) => (value === undefined ? [] : [[hour, value]]))).toEqual([
      [10, 5],
      [11, 5],
    ]);
    // Offers 0 and 3 are of group 0.
    expect(days[0].plays).toEqual([6, 2, 2, 0, 0, 0, 0, 0]);
    expect(days[0].answers.reduce((sum: number, value) => sum + (value ?? 0), 0)).toBe(10);
  });

  it("P5: that has other hours than its day of the week is counted in these, and the next one in its own again", () => {
    const flash = installFlash(SEED);
    // Closed on the first day, and on the third from 9 to 11; what is past is passed over.
    const app = createSurroundings([
      { day: DAY - 9, hours: 1 << 12 },
      { day: DAY, hours: 0 },
      { day: DAY + 2, hours: 3 << 9 },
      { day: DAY + 4, hours: 0 },
    ]);
    const tick = startCounter(plain, flash, app);
    for (let day = DAY; day < DAY + 4; day++) live(tick, app, day, 5);
    const { days, faults } = readDays(readPages(flash));
    expect(faults).toEqual([]);
    const counted = days.map(({ day, footfall, plays }) => [
      day - DAY,
      footfall.flatMap((value, hour) => (value === undefined ? [] : [hour])),
      plays[0],
    ]);
    expect(counted).toEqual([
      [1, [10, 11], 6],
      [2, [9, 10], 6],
      [3, [10, 11], 6],
    ]);
  });

  it("P5: is noisy where the program is the one that ships", () => {
    const flash = installFlash(SEED);
    const app = createSurroundings();
    live(startCounter(made, flash, app), app, DAY, 5);
    const [{ answers, plays }] = readDays(readPages(flash)).days;
    expect(plays).not.toEqual([6, 2, 2, 0, 0, 0, 0, 0]);
    // How many answered is no number that anybody kept: 10 did.
    expect(answers.reduce((sum: number, value) => sum + (value ?? 0), 0)).not.toBe(10);
  });

  it("P5: leaves nothing in flash while an hour is open but what is spent", () => {
    const flash = installFlash(SEED);
    const app = createSurroundings();
    const tick = startCounter(made, flash, app);
    setTime(app, DAY, 10);
    tick();
    const spent = flash.bytes.slice();
    for (let i = 0; i < 50; i++) visit(app, tick, i % 4, 1 + (i % 4));
    expect(flash.bytes).toEqual(spent);
    const [day] = readDays(readPages(flash)).days;
    expect([day.spentHours, day.hasSpentTallies]).toEqual([1 << 10, true]);
    expect([...day.footfall, ...day.answers, ...day.plays].every((value) => value === undefined)).toBe(true);
  });
});

describe("P5: one episode", () => {
  /** All counters of a day in which, besides two others, somebody does this. */
  function count(program: Made, act: (app: Surroundings, tick: () => void) => void): number[] {
    const flash = installFlash(SEED);
    const app = createSurroundings();
    const tick = startCounter(program, flash, app);
    setTime(app, DAY, 10);
    tick();
    visit(app, tick);
    act(app, tick);
    visit(app, tick, 1);
    live(tick, app, DAY, 0);
    const [day] = readDays(readPages(flash)).days;
    return [...day.footfall, ...day.answers, ...day.plays].map((value) => value ?? 0);
  }
  const touchOn = (app: Surroundings, tick: () => void): void => {
    app.presence.isEpisode = true;
    for (let i = 0; i < 10_000; i++) {
      app.turn.offer = i % 4;
      app.turn.s.axes[0] = i % 5;
      if (i === 5000) setTime(app, DAY, 11);
      tick();
    }
    app.presence.isEpisode = false;
    tick();
  };
  const differ = (program: Made): number[] => {
    const without = count(program, () => {});
    return count(program, touchOn).map((value, i) => Math.abs(value - without[i]));
  };

  it("P5: with 10,000 touches, over two hours, moves every counter by at most 1, and three of them at all", () => {
    const changes = differ(plain);
    expect(Math.max(...changes)).toBe(1);
    expect(changes.reduce((sum, change) => sum + change, 0)).toBe(3);
  });

  it.each([
    ["footfall", "episode === 0 && hourAt", "hourAt"],
    ["answers", "mood !== 0 && (episode & ANSWERED) === 0", "mood !== 0"],
    ["plays", "(episode & PLAYED) === 0", "true"],
  ])("P5: that counts more than once among the %s is found (control)", async (_what, part, by) => {
    const broken = await makeCounter(ALL, (text) => cutText(withoutNoise(text), part, by));
    expect(Math.max(...differ(broken))).toBeGreaterThan(1);
  });
});

describe("P5: chance", () => {
  const draws = (seed: Uint8Array | undefined, watch: Watch = {}, board?: string): string[] => {
    const keys: string[] = [];
    const app = createSurroundings();
    const tick = startCounter(
      made,
      installFlash(seed),
      app,
      { ...watch, onDraw: (key) => keys.push(key) },
      board,
    );
    live(tick, app, DAY, 3);
    return keys;
  };

  it("P5: without a seed nothing is drawn, counted or written", () => {
    const flash = installFlash(undefined);
    const before = flash.bytes.slice();
    const app = createSurroundings();
    live(startCounter(made, flash, app), app, DAY, 3);
    expect(flash.bytes).toEqual(before);
    expect(draws(undefined)).toEqual([]);
    expect(draws(SEED).length).toBeGreaterThan(10);
  });

  it("P5: two starts with one seed draw different noise, though the register says the same each time", () => {
    const flash = installFlash(SEED);
    const keys: string[] = [];
    for (let start = 0; start < 40; start++) {
      const app = createSurroundings();
      live(startCounter(made, flash, app, { onDraw: (key) => keys.push(key) }), app, DAY + start, 1);
    }
    expect(keys.length).toBeGreaterThan(400);
    expect(new Set(keys).size).toBe(keys.length);
    expect(readDays(readPages(flash)).faults).toEqual([]);
  });

  it("P5: a program that keeps its seed draws the same after each start, and is found (control)", async () => {
    const keeping = await makeCounter(ALL, (text) =>
      cutText(text, "entry.set(hash.subarray(32))", "entry.set(bytes0)").replace(
        "let from = ENTROPY_FIRST",
        "const bytes0 = Uint8Array.from({length:32},(_,i)=>i*7+1);let from = ENTROPY_FIRST",
      ),
    );
    const flash = installFlash(SEED);
    const keys: string[] = [];
    for (let start = 0; start < 2; start++) {
      const app = createSurroundings();
      live(startCounter(keeping, flash, app, { onDraw: (key) => keys.push(key) }), app, DAY + start, 1);
    }
    expect(new Set(keys).size).toBeLessThan(keys.length);
  });

  it("P5: no seed that was used is left in flash, nor anything that it could be found from", () => {
    const flash = installFlash(SEED);
    const app = createSurroundings();
    startCounter(made, flash, app);
    const text = Buffer.from(flash.bytes).toString("latin1");
    for (let i = 0; i + 4 <= SEED.length; i += 4)
      expect(text.includes(Buffer.from(SEED.subarray(i, i + 4)).toString("latin1"))).toBe(false);
    // Control: that is where it was.
    const before = Buffer.from(installFlash(SEED).bytes).toString("latin1");
    expect(before.includes(Buffer.from(SEED).toString("latin1"))).toBe(true);
  });

  it("P5: the chip's noise is mixed in where it is one, and the rest of it left out where it repeats itself", () => {
    const rising = (): (() => number) => {
      let word = 5;
      return () => word++;
    };
    const calm = draws(SEED);
    expect(draws(SEED, { noise: rising() })).not.toEqual(calm);
    let reads = 0;
    draws(SEED, {
      noise: () => {
        reads++;
        return 77;
      },
    });
    expect(reads).toBe(2);
    const lost = (): number => {
      throw new Error("this chip has no such address");
    };
    expect(draws(SEED, { noise: lost }, "LINUX").length).toBeGreaterThan(10);
  });

  it("P5: flash of another chip is never touched: the file has to lie where the seed says", () => {
    const flash = installFlash(SEED);
    // Another header before it, as where the seed is of another chip.
    flash.bytes.set([0, 0, 0, 0], STATS.address - 28);
    const before = flash.bytes.slice();
    const app = createSurroundings();
    live(startCounter(made, flash, app), app, DAY, 1);
    expect(flash.bytes).toEqual(before);
  });
});

describe("P5: the ledger", () => {
  interface Trace {
    /** Most draws of one hour's noise, and of one day's: more than once is drawn twice. */
    readonly most: number;
    readonly repeated: number;
    readonly faults: readonly string[];
    readonly released: number;
  }

  /** Power, clock and people at random; every draw is noted for the hour in which it happened. */
  function wander(program: Made, seed: number, steps: number): Trace {
    const random = createRandom(seed);
    const flash = installFlash(SEED);
    /** Hours that were drawn for, each with the moment: within one all draws are for one hour. */
    const drawn = new Set<string>();
    const keys = new Set<string>();
    let [repeated, moment, day, hour, lastDay] = [0, 0, DAY, 9, 0];
    let app = createSurroundings();
    let tick = (): void => {};
    const watch: Watch = {
      onDraw(key) {
        if (keys.has(key)) repeated++;
        keys.add(key);
        drawn.add(`${day} ${hour} ${moment}`);
      },
    };
    const start = (): void => {
      app = createSurroundings();
      app.lastDay = lastDay;
      tick = startCounter(program, flash, app, watch);
    };
    start();
    for (; moment < steps; moment++) {
      const what = random.below(10);
      if (what === 0) start();
      else if (what === 1) {
        day += random.between(-1, 2);
        hour = random.below(24);
      } else if (what === 2) hour = random.between(9, 12);
      else if (what === 3) app.clock.isKnown = false;
      else if (what < 6) visit(app, tick, random.below(4), random.below(5));
      if (what !== 3) setTime(app, day, hour);
      tick();
      lastDay = app.lastDay;
    }
    const perHour = new Map<string, number>();
    for (const name of drawn) {
      const bin = name.split(" ").slice(0, 2).join(" ");
      perHour.set(bin, (perHour.get(bin) ?? 0) + 1);
    }
    const { days, faults } = readDays(readPages(flash));
    const released = days
      .flatMap(({ footfall, plays }) => [...footfall, ...plays])
      .filter((v) => v !== undefined);
    return { most: Math.max(0, ...perHour.values()), repeated, faults, released: released.length };
  }

  it("P5: in 10,000 random lives of power and clock no hour is drawn for twice, and no number is drawn twice", async () => {
    const footfall = await makeCounter(["footfall"]);
    let [most, repeated, released] = [0, 0, 0];
    const faults: string[] = [];
    for (let seed = 1; seed <= 10_000; seed++) {
      const trace = wander(footfall, seed, 16);
      most = Math.max(most, trace.most);
      repeated += trace.repeated;
      released += trace.released;
      faults.push(...trace.faults);
    }
    expect([most, repeated, faults]).toEqual([1, 0, []]);
    expect(released).toBeGreaterThan(4000);
  });

  it("P5: nor for the tallies of a day", async () => {
    const plays = await makeCounter(["plays"]);
    for (let seed = 1; seed <= 300; seed++) {
      const { repeated, faults } = wander(plays, seed, 40);
      expect([repeated, faults]).toEqual([0, []]);
    }
  });

  it("P5: a program that draws before it spends, or does not look, draws twice and is found (control)", async () => {
    const careless = await makeCounter(["footfall"], (text) =>
      cutText(text, "if (readBit(at, mask) === 0) return false;", ""),
    );
    const most = Array.from({ length: 200 }, (_, seed) => wander(careless, seed, 60).most);
    expect(Math.max(...most)).toBeGreaterThan(1);
  });

  it("P5: a clock that is set back, or never was set, counts nothing", () => {
    const flash = installFlash(SEED);
    const app = createSurroundings();
    const tick = startCounter(made, flash, app);
    app.lastDay = DAY + 1;
    live(tick, { ...app, lastDay: DAY + 1 } as Surroundings, DAY, 1);
    setTime(app, DAY, 10);
    tick();
    visit(app, tick);
    app.clock.isKnown = false;
    tick();
    visit(app, tick);
    expect(readDays(readPages(flash)).days).toEqual([]);
  });

  it("P5: keeps a day for 31 days at least and 62 at most while it counts", () => {
    const flash = installFlash(SEED);
    const app = createSurroundings();
    const tick = startCounter(plain, flash, app);
    for (let day = DAY; day < DAY + 200; day++) {
      live(tick, app, day, 1);
      const { days, faults } = readDays(readPages(flash));
      expect(faults).toEqual([]);
      const age = day - days[0].day + 1;
      expect(age).toBeLessThanOrEqual(62);
      if (day >= DAY + 62) expect(age).toBeGreaterThanOrEqual(31);
      expect(days[days.length - 1].day).toBe(day);
    }
  });

  it("P5: a flash that takes nothing is not counted on", () => {
    const flash = installFlash(SEED);
    const app = createSurroundings();
    const dead = { ...flash, write: () => {}, erasePage: () => {} };
    const before = flash.bytes.slice();
    live(startCounter(made, dead, app), app, DAY, 1);
    expect(flash.bytes).toEqual(before);
  });
});
