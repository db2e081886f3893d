// What one advert costs, overwriting included, beside a table of counts by address.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DEFAULT_CALIBRATION } from "../../shared/presence/calibration.ts";
import { runScript } from "../interpreter/run.ts";
import type { Bench } from "./bench.ts";
import { costUnit, measureCost } from "./cost.ts";
import { makeRow, type Row } from "./row.ts";
import { bundleCore, readPeer } from "./script.ts";

const REPETITIONS = 200;
/** For a million adverts: a minute or two of a machine that does nothing else. */
const PATIENCE_MS = 1_800_000;
const CORE = {
  "./firmware/ports/scan.ts": ["startScan"],
  "./shared/presence/filter.ts": ["createPresence"],
};

// An advert as the build delivers it, from address number n. `n` counts on, so that addresses never come again.
const EVENT_TEXT = `
var n=0;
function make(n){
  var h=(0x1000000+n).toString(16);
  return {rssi:-55-(n&31),id:"5e:ed:ed:"+h.substr(1,2)+":"+h.substr(3,2)+":"+h.substr(5,2)+" public",
    data:new Uint8Array(31).buffer};
}`;

// Full seconds are none of one advert's cost: without the filter's own bound each advert takes the longest way.
const OPEN_TEXT = `
global.NRF={setScan:function(f){global["#onblescan"]=f;}};
var p=T.createPresence(new Uint16Array(${JSON.stringify(DEFAULT_CALIBRATION)}),0);
T.startScan(p);
var hear=global["#onblescan"];T=0;`;

const CHECK_TEXT = `
var a=make(77);hear(a);
if(p.adverts!==1)throw new Error("the advert was not sensed");
if(new Uint8Array(a.data)[0]!==0||a.id.charCodeAt(0)!==0||a.id.charCodeAt(16)!==0)throw new Error("the advert was not overwritten");a=0;`;

async function oursText(): Promise<string> {
  return `${await bundleCore(CORE)}${EVENT_TEXT}${OPEN_TEXT}${CHECK_TEXT}`;
}

async function tableText(): Promise<string> {
  return `${await readPeer("advert-table")}${EVENT_TEXT}\nvar p={};for(var k=0;k<80;k++)countAdvert(make(k+4096));`;
}

/** @param address expression of the next address's number */
function compare(id: string, address: string): Bench {
  const baseline = `make(${address});p.adverts=0;`;
  return {
    id,
    run: async () => {
      const repetitions = REPETITIONS;
      const hear = `hear(make(${address}));p.adverts=0;`;
      const ours = await measureCost({ setup: await oursText(), body: hear, baseline, repetitions });
      const count = `countAdvert(make(${address}));p.adverts=0;`;
      const value = await measureCost({ setup: await tableText(), body: count, baseline, repetitions });
      return makeRow(id, ours, costUnit(), { name: "table of 64 addresses", value });
    },
  };
}

/**
 * JsVars in use after so many distinct addresses, and after many more.
 * @param also what is done with each advert besides: nothing, but for a control
 */
export async function measureGrowth(few: number, many: number, also = ""): Promise<number> {
  const loop = (to: number): string => `while(n<${to}){var a=make(n++);${also}hear(a);p.adverts=0;}a=0;`;
  const usage = 'print("usage "+process.memory().usage);';
  const script = `${await oursText()}\n${loop(few)}${usage}\n${loop(many)}${usage}\n`;
  const folder = await mkdtemp(join(tmpdir(), "passerby-bench-"));
  try {
    const output = await runScript(script, process.env.ESPRUINO ?? "", folder, PATIENCE_MS);
    const [before, after] = [...output.matchAll(/usage (\d+)/g)].map((match) => Number(match[1]));
    if (before === undefined || after === undefined) throw new Error(output.slice(-500));
    return after - before;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function growth(id: string, many: number): Promise<Row | undefined> {
  if (!process.env.ESPRUINO) return undefined;
  return makeRow(
    id,
    await measureGrowth(1000, many),
    `JsVars, 1,000 to ${many.toLocaleString("en")} addresses`,
  );
}

export const ADVERT_BENCHES: readonly Bench[] = [
  compare("advert/churn", "n++"),
  compare("advert/fixed", "n++%10"),
  {
    id: "advert/growth",
    run: (isLong) => growth("advert/growth", isLong ? 1_000_000 : 100_000),
  },
];
