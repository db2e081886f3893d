// What one event costs on the interpreter: a radar's frame, a PIR's edge, an advert, a tick; beside an empty callback
// and beside what peers do with the same event.
import { DEFAULT_CALIBRATION } from "../../../shared/presence/calibration.ts";
import { encodeFrame } from "../../presence/frame.ts";
import type { Bench } from "../bench.ts";
import { costUnit, measureCost } from "../cost.ts";
import { makeRow } from "../row.ts";
import { bundleCore, readPeer } from "../script.ts";

const REPETITIONS = 200;
const FUNCTIONS = "createPresence senseAdvert sensePir senseRadar updatePresence".split(" ");
const BASIC = encodeFrame({ movingCm: 120, movingEnergy: 60, stillCm: 130, stillEnergy: 40 });
const GATES = encodeFrame({
  movingCm: 120,
  movingEnergy: 60,
  gates: Array.from({ length: 18 }, (_, i) => 60 - i),
});
/** An advert as the build delivers it; addresses never come again. */
const ADVERT_TEXT = `
var n=0x1000000;
function make(){
  var h=(n++).toString(16);
  return {rssi:-55-(n&31),id:"5e:ed:ed:"+h.substr(1,2)+":"+h.substr(3,2)+":"+h.substr(5,2)+" public",
    data:new Uint8Array(31).buffer};
}`;

function literal(frame: string): string {
  return `atob("${Buffer.from(frame, "latin1").toString("base64")}")`;
}

async function oursText(): Promise<string> {
  const core = await bundleCore({
    "./shared/presence/filter.ts": FUNCTIONS,
    "./shared/presence/radar.ts": ["createRadar", "senseBytes"],
    "./firmware/ports/scan.ts": ["startScan"],
  });
  const calibration = [...DEFAULT_CALIBRATION];
  calibration[10] = 7;
  const names = [...FUNCTIONS, "createRadar", "senseBytes"];
  return `global.NRF={setScan:function(f){global["#onblescan"]=f;}};${core}
${names.map((name) => `var ${name}=T.${name};`).join("")}
var p=createPresence(new Uint16Array(${JSON.stringify(calibration)}),0);
var r=createRadar(150,new Uint8Array(18),0);
T.startScan(p);var hear=global["#onblescan"];T=0;
if(senseBytes(r,${literal(BASIC)},0)!==1||senseBytes(r,${literal(GATES)},0)!==1)throw new Error("no frame");
var basic=${literal(BASIC)},gates=${literal(GATES)};${ADVERT_TEXT}`;
}

interface Work {
  readonly id: string;
  readonly body: string;
  /** What is done before both, and not counted. */
  readonly baseline: string;
  readonly peer: { readonly name: string; readonly body: string };
}

const EMPTY = { name: "empty callback" };
const WORKS: readonly Work[] = [
  {
    id: "presence/frame",
    body: "senseBytes(r,basic,i);",
    baseline: "",
    peer: { name: "byte after byte", body: "readBytes(basic);" },
  },
  {
    id: "presence/frame-empty",
    body: "senseBytes(r,basic,i);",
    baseline: "",
    peer: { ...EMPTY, body: "empty(basic,i);" },
  },
  {
    id: "presence/frame-gates-peer",
    body: "senseBytes(r,gates,i);",
    baseline: "",
    peer: { name: "byte after byte", body: "readBytes(gates);" },
  },
  {
    id: "presence/frame-gates",
    body: "senseBytes(r,gates,i);",
    baseline: "",
    peer: { ...EMPTY, body: "empty(gates);" },
  },
  {
    id: "presence/edge",
    body: "sensePir(p,(i&1)===0,i);",
    baseline: "(i&1)===0;",
    peer: { name: "fixed hold", body: "holdLine((i&1)===0,i);" },
  },
  {
    id: "presence/edge-empty",
    body: "sensePir(p,(i&1)===0,i);",
    baseline: "(i&1)===0;",
    peer: { ...EMPTY, body: "empty((i&1)===0,i);" },
  },
  {
    id: "presence/tick",
    body: "updatePresence(p,i*500);",
    baseline: "i*500;",
    peer: { ...EMPTY, body: "empty(i*500);" },
  },
  {
    id: "presence/advert",
    body: "hear(make());p.adverts=0;",
    baseline: "make();p.adverts=0;",
    peer: { name: "Kalman by address", body: "smoothAdvert(make());p.adverts=0;" },
  },
  {
    id: "presence/advert-empty",
    body: "hear(make());p.adverts=0;",
    baseline: "make();p.adverts=0;",
    peer: { ...EMPTY, body: "empty(make());p.adverts=0;" },
  },
];

export const PRESENCE_BENCHES: readonly Bench[] = WORKS.map(({ id, body, baseline, peer }) => ({
  id,
  run: async () => {
    const ours = await oursText();
    const theirs = `${await readPeer("presence-event")}
function empty(){}
var p={adverts:0},basic=${literal(BASIC)},gates=${literal(GATES)};${ADVERT_TEXT}
for(var k=0;k<80;k++)smoothAdvert(make());`;
    const value = await measureCost({ setup: ours, body, baseline, repetitions: REPETITIONS });
    const versus = await measureCost({ setup: theirs, body: peer.body, baseline, repetitions: REPETITIONS });
    return makeRow(id, value, costUnit(), { name: peer.name, value: versus });
  },
}));
