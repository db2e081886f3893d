// The measured scene: seeded offers in the measured situation, as a script for ours and for the peers.
import { writeDeployment } from "../../host/compile/deployment.ts";
import { holdsAt, type Rule } from "../../host/compile/rules.ts";
import { compileRules, ROW_BUDGET_BYTES } from "../../host/compile/selection.ts";
import { SECTION_OFFERS, sectionOffset } from "../../shared/offers/deployment.ts";
import { DEFAULT_CALIBRATION } from "../../shared/presence/calibration.ts";
import { MEASURED, makeOffers, REST_SLOTS } from "./offers.ts";
import { createRandom } from "./random.ts";
import { bundleCore, storeText } from "./script.ts";

const SEED = 1;
/** First of the eight slots over which a cost is averaged. */
export const FIRST_SLOT = 1000;
export const SLOTS = 8;

/** Offers and how many of the first eligible ones rest. */
export interface Scene {
  readonly rules: readonly Rule[];
  readonly resting: readonly number[];
  /** Offers that may be shown: eligible, not resting, of the highest tier that has any. */
  readonly allowed: readonly number[];
}

/** Does a rule hold in the measured situation? The plain reading of its conditions. */
export function isEligible(rule: Rule): boolean {
  const values = [MEASURED.mood, MEASURED.presence, MEASURED.dwell, 0, 0, 0];
  return (
    holdsAt(rule, MEASURED.minute) &&
    rule.firstDay <= MEASURED.day &&
    MEASURED.day <= rule.lastDay &&
    rule.masks.every((mask, axis) => ((mask >> values[axis]) & 1) === 1)
  );
}

/** @param count offers @param rest how many campaign offers rest, from the first one on */
export function makeScene(count: number, rest: number, seed: number = SEED): Scene {
  const rules = makeOffers(count, seed);
  const eligible = rules.flatMap((rule, i) => (isEligible(rule) ? [i] : []));
  const tier = Math.min(...eligible.map((i) => rules[i].tier));
  const resting = eligible.filter((i) => rules[i].tier === tier).slice(0, rest);
  const free = eligible.filter((i) => !resting.includes(i));
  const best = Math.min(...free.map((i) => rules[i].tier));
  return { rules, resting, allowed: free.filter((i) => rules[i].tier === best) };
}

/** The deployment of rules without cards. */
export function compileScene(rules: readonly Rule[], budgetBytes: number = ROW_BUDGET_BYTES): Uint8Array {
  const { calendar, classes, rows } = compileRules(rules, MEASURED.answers, budgetBytes);
  const { deployment } = writeDeployment({
    rules,
    calendar,
    classes,
    rows,
    zone: [{ utcMinute: 0, offsetMinutes: 60 }],
    slotSeconds: 10,
    staffEvery: 0,
    languages: 1,
    answers: MEASURED.answers,
    calibration: DEFAULT_CALIBRATION,
  });
  return deployment;
}

/**
 * The begin of a deployment, up to the offers' records: choosing reads none of them, and those of 10,000 offers are
 * more than the interpreter's 256 kB of Storage hold.
 */
export function cutRecords(deployment: Uint8Array): Uint8Array {
  const copy = deployment.slice();
  return copy.subarray(0, sectionOffset(new Uint32Array(copy.buffer), SECTION_OFFERS));
}

const CORE = {
  "./shared/offers/deployment.ts": ["openDeployment"],
  "./shared/offers/pacing.ts": ["notePlay"],
  "./shared/offers/period.ts": ["createPeriod", "findPeriod"],
  "./shared/offers/select.ts": ["select"],
  "./shared/offers/turn.ts": ["createTurn"],
  "./shared/offers/hold.ts": ["prepareHeld"],
  "./shared/offers/explain.ts": ["explain"],
};

/** Script that opens a deployment in place in flash, as `d`, makes a turn `t` and a period `pe`, and aliases. */
export async function openText(deployment: Uint8Array): Promise<string> {
  const core = await bundleCore(CORE);
  const { mood, presence, dwell, day, minute } = MEASURED;
  return [
    core,
    storeText("d", deployment),
    'var d=T.openDeployment(E.toArrayBuffer(require("Storage").read("d"))),t=T.createTurn(d),pe=T.createPeriod();',
    `t.s.axes[0]=${mood};t.s.axes[1]=${presence};t.s.axes[2]=${dwell};t.s.day=${day};t.s.minuteOfWeek=${minute};`,
    `t.slot=${FIRST_SLOT};T.findPeriod(d,${day * 1440 + (minute % 1440)},t.period);`,
    "var select=T.select,prepare=T.prepareHeld,explain=T.explain,note=T.notePlay;T=0;",
  ].join("\n");
}

/** Script in which some offers were just shown and rest. */
export function restText(resting: readonly number[]): string {
  const notes = resting.map((offer) => `note(t.pacing,${offer},${FIRST_SLOT - 1},${REST_SLOTS},0,360);`);
  return `${notes.join("")}prepare(t);`;
}

/** Script that throws unless `expression` is an offer that may be shown, in each of the measured slots. */
export function assertText(scene: Scene, act: string, expression: string): string {
  const slots = SLOTS_TEXT.replace(
    "BODY",
    `${act}if(ok.indexOf(${expression})<0)throw new Error("not allowed");`,
  );
  return `var ok=${JSON.stringify(scene.allowed)};${slots}ok=0;`;
}

const SLOTS_TEXT = `for(var j=0;j<${SLOTS};j++){t.slot=${FIRST_SLOT}+j;BODY}`;

/** Script that does something in each of the measured slots; `t` is the turn, or the peer's situation. */
export function eachSlot(act: string): string {
  return SLOTS_TEXT.replace("BODY", act);
}

/** Script with the offers as a maker would write them, and the situation `t`. */
export function objectsText(scene: Scene): string {
  const random = createRandom(SEED + 1);
  const offers = scene.rules.map((rule, id) => {
    const [hours] = rule.hours;
    const isRecent = scene.resting.includes(id);
    // Everything was shown before, at some time, and all of it has rested but what rests.
    const last = isRecent ? FIRST_SLOT - 1 : Math.floor(random() * (FIRST_SLOT - 2 * REST_SLOTS));
    // Members in the order in which they are asked for: a board finds the first one soonest.
    return {
      m: lowestBit(rule.masks[0]),
      d: rule.days,
      p: lowestBit(rule.masks[1]),
      w: lowestBit(rule.masks[2]),
      s: hours.start,
      e: hours.end,
      f: rule.firstDay,
      u: rule.lastDay,
      t: rule.tier,
      l: last,
      r: rule.restSlots,
      id,
    };
  });
  const { mood, presence, dwell, day, minute } = MEASURED;
  const s = {
    day: 1 << Math.floor(minute / 1440),
    minute: minute % 1440,
    date: day,
    mood,
    presence,
    dwell,
    slot: FIRST_SLOT,
  };
  return `var offers=[${offers.map(formatLiteral).join(",\n")}];\nvar t=${formatLiteral(s)};`;
}

function formatLiteral(record: Readonly<Record<string, number>>): string {
  return `{${Object.entries(record)
    .map(([key, value]) => `${key}:${value}`)
    .join(",")}}`;
}

function lowestBit(mask: number): number {
  return 31 - Math.clz32(mask & -mask);
}
