// `.boot0` on the real interpreter: the states of its model, and what others' compactions leave of it.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { listInstalled } from "../../host/board/install.ts";
import { planLayout } from "../../host/board/layout.ts";
import { cutWrites } from "../../host/board/operation.ts";
import { parseTrace } from "../../host/simulator/trace.ts";
import { NEUTRAL_BUTTON, NEUTRAL_STARTS } from "../../shared/link/slot.ts";
import { STORAGE_BYTES } from "../interpreter/prelude.ts";
import { runOnInterpreter, runScript } from "../interpreter/run.ts";
import { compareResults } from "../scenarios/result.ts";
import { openShopBoard } from "../scenarios/shop.ts";
import { runOnSimulator } from "../scenarios/simulator.ts";
import type { Files } from "./machine.ts";
import { decide, type Ground } from "./model.ts";
import { layFiles, ROOM, readBoot, writeLog } from "./slots.ts";

const espruino = process.env.ESPRUINO ?? "";
const TIMEOUT_MS = 120_000;
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

/** Everything that `.boot0` calls, as the machine has it. */
const API = `var real=print,s=require("Storage"),calls=[],ran="",level=0;
function c(name){return function(){calls.push(name);};}
E.setConsole=c("console");E.enableWatchdog=c("watchdog");E.kickWatchdog=c("kick");E.removeAllListeners=c("listeners");
global.NRF={setServices:c("services"),sleep:c("sleep"),setScan:c("scan")};
global.g={setColor:c("draw"),setBgColor:c("draw"),clear:c("draw"),fillRect:c("draw")};
global.pinMode=c("pin");global.digitalRead=function(){return level;};global.analogWrite=c("light");global.clearWatch=c("watches");
global.run=function(label){ran=label;};
function boot(text){
  calls=[];ran="";
  delete global.passerby;delete global.passerbySlot;delete global.passerbyText;delete global.passerbyLast;
  var e="";
  clearInterval();
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

function readTold(output: string): string[] {
  return [...output.matchAll(/^@boot (.*)\r?$/gm)].map(([, told]) => told);
}

describe.skipIf(espruino === "")("on the interpreter (skipped unless ESPRUINO names it)", () => {
  it(
    ".boot0 decides as its model",
    async () => {
      const boot = await readBoot("esp32-cyd");
      const states = [...STATES, { ...STATES[4], isPressed: true }, { ...STATES[40], isPressed: true }];
      const script = states.map((state) => {
        const files = bytesOf(layFiles(state, boot));
        return `s.eraseAll();level=${state.isPressed ? 1 : 0};\n${layText(files)}
try{eval(boot(s.read(".boot0")));told("");}catch(e){told("threw "+e);}`;
      });
      const output = await run(API + script.join("\n"));
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

  it(
    "a .boot0 whose first bytes are not all written yet does nothing: the board is a stock one",
    async () => {
      const boot = await readBoot("esp32-cyd");
      const script = Array.from({ length: 17 }, (_, written) => {
        const text = boot.slice(0, written) + "\xff".repeat(16 - written) + boot.slice(16);
        const files: [string, Uint8Array][] = [
          [".boot0", Buffer.from(text, "latin1")],
          ["log", Buffer.from(writeLog("G"), "latin1")],
        ];
        return `s.eraseAll();\n${layText(files)}
try{eval(boot(s.read(".boot0")));}catch(e){}told("");`;
      });
      const told = readTold(await run(API + script.join("\n"))).map((line) => line.split(",")[3]);
      expect(told).toEqual([...Array.from({ length: 16 }, () => ""), "console+services+sleep"]);
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
