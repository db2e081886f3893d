// The same boots on the real interpreter, and operations on it that are killed.
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Hardware } from "../../host/simulator/board.ts";
import type { FlashCall } from "../../host/simulator/cut.ts";
import { INVERTED_PINS } from "../../host/simulator/hardware.ts";
import { SLOT_A, SLOT_B } from "../../shared/link/slot.ts";
import { KEPT_FILE, STORAGE_FILE } from "../interpreter/prelude.ts";
import { runScript } from "../interpreter/run.ts";
import { RUN_WORD } from "./content.ts";
import { type Boot, type Fault, sumDoors } from "./judge.ts";

/** Where a Linux build has its Storage. */
const BASE = 0x10000000;
/** Bytes that a killed operation writes at a time. */
export const PIECE_BYTES = 128;
/** Turns of an empty loop between two pieces, so that a kill can fall there. */
const PAUSE_TURNS = 2000;

/** The interpreter would run what it finds in its own Storage before any script: the script puts it there. */
const LOAD = `require("Flash").write(require("fs").readFileSync("${KEPT_FILE}"),${BASE});`;

/** What the Linux build lacks, a watch over the doors, and the boot. */
function writeBoot({ env, pins, panel, console }: Hardware, fault: Fault | undefined): string {
  const button = pins.button ?? -1;
  const open = INVERTED_PINS[env]?.includes(button) ? 0 : 1;
  const fail = (door: Fault): string => (door === fault ? 'throw new Error("it stays open");' : "");
  return `${LOAD}
var doors=0,isEarly=false,need=require;
global.USB={};
E.setConsole=function(d,o){${fail("console")}if(o&&o.force&&d===${console})doors|=1;else doors&=14;};
global.NRF={setServices:function(s,o){${fail("services")}if(o&&o.uart===false)doors|=2;else doors&=13;},sleep:function(){${fail("radio")}doors|=4;},setScan:function(){}};
global.require=function(m){if(doors!==${sumDoors(fault)})isEarly=true;return need(m);};
E.enableWatchdog=E.kickWatchdog=function(){};
global.pinMode=global.setWatch=global.clearWatch=function(){};
global.digitalRead=function(p){return p===${button}?${open}:0;};global.digitalWrite=function(){};
global.analogWrite=global.setInterval=global.setTimeout=function(){};
["I2C1","SPI1"].forEach(function(n){global[n]={setup:function(){},write:function(){},writeTo:function(){}};});
global.g=Graphics.createArrayBuffer(${panel.width},${panel.height},1);
try{eval(need("Storage").read(".boot0"));}catch(e){print("@error "+e.message);}
print("@doors "+(doors===${sumDoors(fault)}&&!isEarly));
print("@status "+(typeof passerby==="function"?passerby(0,0,0):""));
`;
}

async function withFlash<T>(bytes: Uint8Array, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "passerby-torture-"));
  try {
    await writeFile(join(folder, KEPT_FILE), bytes);
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Boots on a copy of this flash. @param fault what does not work */
export function bootInterpreter(
  bytes: Uint8Array,
  hardware: Hardware,
  path: string,
  fault?: Fault,
): Promise<Boot> {
  return withFlash(bytes, async (folder) => {
    const output = await runScript(writeBoot(hardware, fault), path, folder);
    const lines = output.split(/\r?\n/).map((line) => line.slice(Math.max(line.search(/@|run /), 0)));
    const read = (tag: string): string =>
      lines.findLast((line) => line.startsWith(`@${tag} `))?.slice(tag.length + 2) ?? "";
    const isClosed = read("doors") === "true";
    const error = read("error");
    const said = lines.findLast((line) => line.startsWith(`${RUN_WORD} `));
    if (said) {
      const [, name, ...saying] = said.split(" ");
      const slot = name === SLOT_A || name === SLOT_B ? name : undefined;
      return { state: "runs", saying: saying.join(" "), slot, isClosed, error };
    }
    const code = -Number(read("status").split(",")[20]);
    const state = code > 0 ? "neutral" : "nothing";
    return { state, saying: code > 0 ? String(code) : "", slot: undefined, isClosed, error };
  });
}

/**
 * Does these calls on the interpreter and kills it.
 * @param delayMs after it said that it begins
 * @returns flash after it
 */
export function killCalls(
  before: Uint8Array,
  calls: readonly FlashCall[],
  path: string,
  delayMs: number,
): Promise<Uint8Array> {
  return withFlash(before, async (folder) => {
    await writeFile(join(folder, "go.js"), writeCalls(calls));
    const child = spawn(path, ["go.js"], { cwd: folder, stdio: ["ignore", "pipe", "ignore"] });
    const ended = new Promise((resolve) => child.once("close", resolve));
    const began = new Promise<void>((resolve) => {
      child.stdout.on("data", (data: Buffer) => data.includes("@") && resolve());
    });
    await Promise.race([began, ended]);
    await sleep(delayMs);
    child.kill("SIGKILL");
    await ended;
    return readFile(join(folder, STORAGE_FILE));
  });
}

function writeCalls(calls: readonly FlashCall[]): string {
  const lines = [
    LOAD,
    `var F=require("Flash");function pause(){for(var i=0;i<${PAUSE_TURNS};i++);}`,
    'function write(t,a){F.write(E.toArrayBuffer(atob(t)),a);pause();}print("@");',
  ];
  for (const { address, data } of calls) {
    if (data === undefined) lines.push(`F.erasePage(${BASE + address});pause();`);
    for (let i = 0; data && i < data.length; i += PIECE_BYTES) {
      const piece = Buffer.from(data.subarray(i, i + PIECE_BYTES)).toString("base64");
      lines.push(`write("${piece}",${BASE + address + i});`);
    }
  }
  return lines.join("\n");
}
