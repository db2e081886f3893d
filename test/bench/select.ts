// What choosing costs, beside what it costs over objects.
import type { Rule } from "../../host/compile/rules.ts";
import { NO_CONDITION, TIER_REGULAR } from "../../shared/offers/deployment.ts";
import { type Bench, once } from "./bench.ts";
import { costUnit, measureCost } from "./cost.ts";
import { makeRow } from "./row.ts";
import {
  assertText,
  compileScene,
  cutRecords,
  eachSlot,
  makeScene,
  objectsText,
  openText,
  restText,
  type Scene,
  SLOTS,
} from "./scene.ts";
import { readPeer } from "./script.ts";

const OURS_REPETITIONS = 20;
const PEER_REPETITIONS = 1;

/** Average cost of one choice over the measured slots. */
async function measureOurs(scene: Scene, deployment = compileScene(scene.rules)): Promise<number> {
  const opened = await openText(deployment);
  const setup = [opened, restText(scene.resting), assertText(scene, "select(t);", "t.offer")].join("\n");
  const job = { setup, body: eachSlot("select(t);"), baseline: eachSlot(""), repetitions: OURS_REPETITIONS };
  return (await measureCost(job)) / SLOTS;
}

async function measurePeer(scene: Scene, file: string, name: string): Promise<number> {
  const setup = [
    await readPeer(file),
    objectsText(scene),
    assertText(scene, `var o=${name}(offers,t);`, "o.id"),
  ].join("\n");
  const body = eachSlot(`${name}(offers,t);`);
  return (await measureCost({ setup, body, baseline: eachSlot(""), repetitions: PEER_REPETITIONS })) / SLOTS;
}

const sceneOf = (rest: number): Scene => makeScene(1000, rest);
const ours = new Map([0, 4, 8].map((rest) => [rest, once(() => measureOurs(sceneOf(rest)))]));
const byFilter = new Map(
  [0, 4, 8].map((rest) => [
    rest,
    once(() =>
      measurePeer(sceneOf(rest), "select-filter", rest === 0 ? "chooseByFilter" : "chooseRestedByFilter"),
    ),
  ]),
);

async function measured(costs: ReadonlyMap<number, () => Promise<number>>, rest: number): Promise<number> {
  const cost = costs.get(rest);
  if (cost === undefined) throw new Error(`no measurement with ${rest} resting`);
  return cost();
}

function compareRests(): Bench[] {
  return [0, 4, 8].flatMap((rest) => [
    {
      id: `select/1000/rest${rest}/filter-sort`,
      run: async () => {
        const value = await measured(byFilter, rest);
        const id = `select/1000/rest${rest}/filter-sort`;
        return makeRow(id, await measured(ours, rest), costUnit(), { name: "filter+sort", value });
      },
    },
    {
      id: `select/1000/rest${rest}/loop`,
      run: async () => {
        const name = rest === 0 ? "chooseByLoop" : "chooseRestedByLoop";
        const value = await measurePeer(sceneOf(rest), "select-loop", name);
        const id = `select/1000/rest${rest}/loop`;
        return makeRow(id, await measured(ours, rest), costUnit(), { name: "loop", value });
      },
    },
  ]);
}

/** Cost of a statement that has no peer, with so many offers resting. */
function alone(id: string, rest: number, act: string): Bench {
  return {
    id,
    run: async () => {
      const scene = sceneOf(rest);
      const setup = [
        await openText(compileScene(scene.rules)),
        restText(scene.resting),
        assertText(scene, "select(t);", "t.offer"),
      ].join("\n");
      const job = { setup, body: act, baseline: "", repetitions: OURS_REPETITIONS };
      return makeRow(id, await measureCost(job), costUnit());
    },
  };
}

/** The dearest to explain: a regular offer that asks nothing is beaten only by others, and all of those are looked at. */
function withoutConditions(rule: Rule): Rule {
  const masks = rule.masks.map(() => NO_CONDITION);
  const always = { days: 127, hours: [], firstDay: 0, lastDay: 0xffff, isDated: false };
  return { ...rule, ...always, masks, tier: TIER_REGULAR };
}

export const SELECT_BENCHES: readonly Bench[] = [
  ...compareRests(),
  {
    id: "select/10000/rest0/cost",
    run: async () => {
      const scene = makeScene(10_000, 0);
      const value = await measureOurs(scene, cutRecords(compileScene(scene.rules)));
      const peer = { name: "1,000 offers", value: await measured(ours, 0) };
      return makeRow("select/10000/rest0/cost", value, costUnit(), peer);
    },
  },
  {
    id: "select/1000/bits/filter-sort",
    run: async () => {
      const scene = sceneOf(0);
      const value = await measureOurs(scene, compileScene(scene.rules, 0));
      const peer = { name: "filter+sort", value: await measured(byFilter, 0) };
      return makeRow("select/1000/bits/filter-sort", value, costUnit(), peer);
    },
  },
  alone("slot/1000/prepare", 8, "prepare(t);"),
  alone("explain/1000", 0, "explain(t,pe);"),
  {
    id: "explain/1000/unconditional",
    run: async () => {
      const scene = sceneOf(8);
      const rules = scene.rules.map((rule, i) => (i === 0 ? withoutConditions(rule) : rule));
      const setup = `${await openText(compileScene(rules))}${restText(scene.resting)}t.offer=0;t.tier=${TIER_REGULAR};`;
      const job = { setup, body: "explain(t,pe);", baseline: "", repetitions: 1 };
      return makeRow("explain/1000/unconditional", await measureCost(job), costUnit());
    },
  },
];
