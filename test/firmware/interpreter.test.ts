// `.boot0` on the real interpreter: the states of its model, and what others' compactions leave of it.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { listInstalled } from "../../host/board/install.ts";
import { planLayout } from "../../host/board/layout.ts";
import { cutWrites } from "../../host/board/operation.ts";
import type { Hardware } from "../../host/simulator/board.ts";
import { BACKWARDS, MIXED, tearCall } from "../../host/simulator/cut.ts";
import { createFlash } from "../../host/simulator/flash.ts";
import { HARDWARE, INVERTED_PINS } from "../../host/simulator/hardware.ts";
import { parseTrace } from "../../host/simulator/trace.ts";
import { BOOT_BYTES, NEUTRAL_BUTTON, NEUTRAL_STARTS } from "../../shared/link/slot.ts";
import { STORAGE_BYTES } from "../interpreter/prelude.ts";
import { runOnInterpreter, runScript } from "../interpreter/run.ts";
import { compareResults } from "../scenarios/result.ts";
import { openShopBoard } from "../scenarios/shop.ts";
import { runOnSimulator } from "../scenarios/simulator.ts";
import type { Files } from "./machine.ts";
import { decide, type Ground } from "./model.ts";
import { DOORS, KINDS, layFiles, ROOM, readBoot, writeLog } from "./slots.ts";

const espruino = process.env.ESPRUINO ?? "";
/** A minute of its own at most, on a machine that may be busy with other tests. */
const TIMEOUT_MS = 600_000;
/** States of one process, which has less patience: a colour panel's sign takes a second. */
const STATES_TOGETHER = 20;
/** Of `.boot0` these are written last. */
const HEAD_BYTES = 16;
/** Where a Linux build keeps its Storage. */
const BASE = 0x10000000;

async function run(script: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "passerby-boot-"));
  try {
    return await runScript(script, espruino, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function layText(files: Iterable<readonly [string, Uint8Array]>): string {
  const lines: string[] = [];
  for (const [name, bytes] of files) {
    lines.push(`s.write("${name}","",0,${bytes.length});`);
    for (const write of cutWrites(name, 0, bytes))
      if (write.kind === "write")
        lines.push(
          `s.write("${name}",atob("${Buffer.from(write.bytes).toString("base64")}"),${write.offset},${bytes.length});`,
        );
  }
  return lines.join("\n");
}

/** What `digitalRead` gives for a button. */
function levelOf({ env, pins }: Hardware, isPressed: boolean): number {
  const isInverted = INVERTED_PINS[env]?.includes(pins.button ?? -1) ?? false;
  return isPressed === isInverted ? 1 : 0;
}

/** Everything that `.boot0` calls, as the machine has it. `open` is the door whose call throws. */
const writeApi = (
  hardware: Hardware,
): string => `var real=print,s=require("Storage"),calls=[],ran="",level=0,open="";
function spy(name){return function(){calls.push(name);if(name===open)throw new Error(name);};}
global.USB={};
E.setConsole=function(d,o){spy(d===${hardware.console}&&o.force?"console":"other console")();};
E.enableWatchdog=spy("watchdog");E.kickWatchdog=spy("kick");E.removeAllListeners=spy("listeners");
global.NRF={setServices:function(v,o){spy(o.uart===false?"services":"other services")();},sleep:spy("sleep"),setScan:spy("scan")};
global.g={setColor:spy("draw"),setBgColor:spy("draw"),clear:spy("draw"),fillRect:spy("draw")};
["I2C1","SPI1"].forEach(function(n){global[n]={setup:spy("bus"),write:spy("bus"),writeTo:spy("bus")};});
global.pinMode=spy("pin");global.digitalRead=function(p){return p===${hardware.pins.button}?level:0;};global.digitalWrite=function(){};
global.analogWrite=spy("light");global.clearWatch=spy("watches");
global.run=function(label){ran=label;};
function forget(){
  calls=[];ran="";
  delete global.passerby;delete global.passerbySlot;delete global.passerbyText;delete global.passerbyLast;
  clearInterval();
}
function good(){s.write("log","G",s.read("log").indexOf("\\xff",32));}
function boot(text){
  forget();
  return text;
}
function told(e){
  var code=typeof passerby=="function"?-passerby(0,0,0).split(",")[20]:0;
  clearInterval();
  real("@boot "+[ran,code,e,calls.slice(0,3).join("+"),btoa(s.read("log").substr(32,20))].join());
}
`;

const STATES: Ground[] = [
  "",
  "G",
  "GS",
  "GSSS",
  "KSSSSS",
  "GSSSSSS",
  "KSSSSSSSS",
  "G\x7fK\xefS",
  "SSSGK",
].flatMap((log) =>
  (["none", "good", "bad"] as const).flatMap((a) =>
    (["none", "good", "bad"] as const).map((b) => ({
      log,
      room: ROOM - log.length,
      isPressed: false,
      slots: { a, b },
    })),
  ),
);

/** Slots without the erased pages behind the image: the interpreter has little Storage. */
function bytesOf(files: Files): [string, Uint8Array][] {
  return [...files].map(([name, text]) => [
    name,
    Buffer.from(text, "latin1").subarray(0, name === "log" ? 4096 : 8208),
  ]);
}

/** Every way in which a cut can leave the head of a file, each once, in Base64. */
function listTornHeads(head: Uint8Array): string[] {
  const tears = [...Array.from({ length: 256 }, (_, tear) => tear), MIXED, MIXED + 1, BACKWARDS];
  const torn = new Set<string>();
  for (let byte = 0; byte < head.length; byte++)
    for (const tear of tears) {
      const flash = createFlash(head.length, head.length);
      tearCall(flash, { address: 0, data: head }, { call: 0, byte, tear });
      if (Buffer.compare(flash.bytes, head) !== 0) torn.add(Buffer.from(flash.bytes).toString("base64"));
    }
  return [...torn];
}

function readTold(output: string): string[] {
  return [...output.matchAll(/^@boot (.*)\r?$/gm)].map(([, told]) => told);
}

describe.skipIf(espruino === "")("on the interpreter (skipped unless ESPRUINO names it)", () => {
  it.each(KINDS)(
    ".boot0 decides as its model, on %s",
    async (kind) => {
      const boot = await readBoot(kind);
      const hardware = HARDWARE[kind];
      const states: Ground[] = [
        ...STATES,
        { ...STATES[4], isPressed: true },
        { ...STATES[40], isPressed: true },
        ...DOORS.map((open, i) => ({ ...STATES[4 + 9 * i], open })),
      ];
      const script = states.map((state) => {
        const files = bytesOf(layFiles(state, boot));
        return `s.eraseAll();level=${levelOf(hardware, state.isPressed)};open="${state.open ?? ""}";\n${layText(files)}
try{eval(boot(s.read(".boot0")));told("");}catch(e){told("threw "+e);}`;
      });
      let output = "";
      for (let i = 0; i < script.length; i += STATES_TOGETHER)
        output += await run(writeApi(hardware) + script.slice(i, i + STATES_TOGETHER).join("\n"));
      const expected = states.map((state) => {
        const { ran, code, appended } = decide(state);
        const label = ran === "" && code === 14 ? "half" : ran;
        const log = writeLog(state.log + appended).slice(32, 52);
        return [
          label,
          code,
          "",
          "console+services+sleep",
          Buffer.from(log, "latin1").toString("base64"),
        ].join();
      });
      expect(readTold(output)).toEqual(expected);
    },
    TIMEOUT_MS,
  );

  it.each(KINDS)(
    "a .boot0 whose head is not all written yet, left in whatever way, calls nothing on %s: the board is a stock one",
    async (kind) => {
      const boot = await readBoot(kind);
      // The interpreter passes over erased bytes: one-letter names of its text may come to be, none of which is called.
      const heads = listTornHeads(Buffer.from(boot.slice(0, HEAD_BYTES), "latin1"));
      expect(heads.length).toBeGreaterThan(300);
      const whole = Buffer.from(boot.slice(0, HEAD_BYTES), "latin1").toString("base64");
      const script = [...heads, whole].map((head) => `attempt("${head}");`);
      const output = await run(`${writeApi(HARDWARE[kind])}
level=${levelOf(HARDWARE[kind], false)};
${layText(bytesOf(layFiles({ log: "G", slots: { a: "good", b: "good" } }, boot)).slice(0, 4))}
var rest=s.read(".boot0",${HEAD_BYTES}),tried=0;
function attempt(head){forget();try{eval(atob(head)+rest);}catch(e){}tried++;if(calls.length||ran||typeof passerby=="function")real("@did "+head+" "+calls.slice(0,3).join("+")+" "+ran);}
${script.join("\n")}
forget();
real("@tried "+tried);`);
      expect(output).toContain(`@tried ${heads.length + 1}`);
      // Control: the whole one, at the end, does what it should.
      const did = [...output.matchAll(/^@did (.*?)\r?$/gm)].map(([, told]) => told);
      expect(did).toEqual([`${whole} console+services+sleep a`]);
    },
    TIMEOUT_MS,
  );

  it.each(KINDS)(
    "a .boot0 that is cut short does nothing, or closes the doors before it does anything, on %s",
    async (kind) => {
      const boot = await readBoot(kind);
      const text = boot.trimEnd();
      const doors = text.indexOf("try{eval(passerbyText)}");
      const lengths = [1, 15, 16, 17, 31, 32, 33, 500, 1000, doors - 2, doors - 1];
      for (let length = doors - 40; length <= text.length + 2; length++) lengths.push(length);
      lengths.push(BOOT_BYTES - 1, BOOT_BYTES);
      const output = await run(`${writeApi(HARDWARE[kind])}
level=${levelOf(HARDWARE[kind], false)};
${layText(bytesOf(layFiles({ log: "G", slots: { a: "good", b: "good" } }, boot)).slice(0, 4))}
[${lengths.join()}].forEach(function(n){forget();good();try{eval(s.read(".boot0",0,n));}catch(e){}real("@cut "+n+" "+calls.slice(0,3).join("+")+" "+ran);});
forget();`);
      const cuts = [...output.matchAll(/^@cut (\d+) (\S*) (\S*?)\r?$/gm)].map(([, length, calls, ran]) => ({
        length: Number(length),
        calls,
        ran,
      }));
      expect(cuts.map(({ length }) => length)).toEqual(lengths);
      for (const { length, calls, ran } of cuts) {
        expect([length, "", "console+services+sleep"]).toContain(calls);
        if (calls === "") expect([length, ran]).toEqual([length, ""]);
        expect(["", "a"]).toContain(ran);
      }
      // Nothing at all as long as its first statement is not all there; the whole of it runs the slot.
      expect(cuts.filter(({ length, calls }) => length < doors - 1 && calls !== "")).toEqual([]);
      expect(cuts.at(-1)).toEqual({ length: BOOT_BYTES, calls: "console+services+sleep", ran: "a" });
    },
    TIMEOUT_MS,
  );

  it(
    "every byte of ours is where it was after 300 compactions by others",
    async () => {
      const boot = await readBoot("esp32-cyd");
      const content = {
        boot,
        program: "run();",
        deployment: new Uint8Array(5000).fill(7),
        fonts: new Uint8Array(9),
      };
      const { extents, freeBytes } = planLayout(STORAGE_BYTES);
      const look = `(function(){var F=require("Flash"),sums=[];for(var at=0;at<${STORAGE_BYTES - freeBytes};at+=4096)sums.push(E.CRC32(F.read(4096,${BASE}+at)));return E.CRC32(sums.join());})()`;
      const output = await run(`var real=print,s=require("Storage");
${layText(listInstalled(content, STORAGE_BYTES))}
var before=${look},n=0;
for(var i=0;i<300;i++){
  s.write("their"+i%3,new Uint8Array(500+i%700).fill(i));
  s.erase("their"+(i+1)%3);
  var free=s.getFree();
  s.compact();
  if(s.getFree()>free)n++;
}
real("@same "+(before==${look})+" "+(n>200)+" "+s.list().length);
for(var name of ${JSON.stringify(extents.map(({ name }) => name))})real("@size "+name+" "+s.read(name).length);`);
      expect(output).toMatch(/@same true true/);
      for (const { name, size } of extents) expect(output).toContain(`@size ${name} ${size}`);
    },
    TIMEOUT_MS,
  );

  it(
    "a board that is switched on seven times within a minute shows its number, and is well after a good start",
    async () => {
      const { hardware, files } = await openShopBoard("window");
      const lines = ["0,start,unknown", "61000,status"];
      for (let i = 0; i < 7; i++)
        lines.push(
          `${62_000 + i * 4000},power,0`,
          `${63_000 + i * 4000},power,1`,
          `${64_000 + i * 4000},status`,
        );
      lines.push(
        "90000,frame",
        "91000,power,0",
        "91100,button,1",
        "92000,power,1",
        "93000,status",
        "93000,frame",
        "93500,button,0",
        "94000,end",
      );
      const board = { hardware, files, events: parseTrace(lines.join("\n"), "starts") };
      const result = await runOnInterpreter(board, espruino);
      expect(compareResults(runOnSimulator(board), result)).toEqual([]);
      expect(result.statuses.map(({ value }) => value?.deployment)).toEqual([
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        -NEUTRAL_STARTS,
        -NEUTRAL_BUTTON,
      ]);
    },
    TIMEOUT_MS,
  );
});
