// The board's statistics on the real interpreter: its Flash module, its SHA-512, its numbers.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import { readStats } from "../../host/board/stats/record.ts";
import { encodeSeed } from "../../host/board/stats/seed.ts";
import { findRoot } from "../../host/build/root.ts";
import { chooseStatistics } from "../../host/build/statistics.ts";
import { GROUPS, OPEN_HOURS } from "./counter.ts";

const { ESPRUINO } = process.env;
/** Where a Linux build has its Storage. As in the layout, the file's header ends a page and its data begin the next. */
const ADDRESS = 0x10000000 + 4096;
const SEED = Uint8Array.from({ length: 32 }, (_, i) => i * 5 + 3);
const DAY = 20_784;

/** Runs two starts on one flash, the second in the middle of the day's second hour. @returns the file `stats` */
async function run(change: (text: string) => string): Promise<Uint8Array> {
  const root = findRoot();
  const { outputFiles } = await build({
    stdin: {
      contents: 'import { startStats } from "./firmware/stats.ts"; global.begin = startStats;',
      resolveDir: root,
      loader: "ts",
    },
    bundle: true,
    write: false,
    format: "iife",
    target: "es6",
    supported: { "nullish-coalescing": true },
    logLevel: "silent",
    external: ["Storage", "Flash", "crypto"],
    platform: "neutral",
    define: { require: "openModule" },
    plugins: [chooseStatistics(root, ["footfall", "answers", "plays"])],
  });
  const program = change(outputFiles[0].text).replaceAll("openModule(", "require(");
  const text = `
var s=require("Storage"),tick;
s.write("pad0","",0,4032);
s.write("stats","",0,16384);
require("Flash").write(atob("${Buffer.from(encodeSeed(SEED, ADDRESS)).toString("base64")}"),${ADDRESS + 64});
global.setInterval=function(f){tick=f;};
${program}
var u32=new Uint32Array(64),u8=new Uint8Array(u32.buffer);
u32[31]=128;
for(var d=0;d<7;d++)u32[32+d]=${OPEN_HOURS};
u8.set(${JSON.stringify(GROUPS)},156);
function start(){
  tick=undefined;
  var app={content:{d:{u32:u32,u8:u8,answers:4}},turn:{s:{day:${DAY},minuteOfWeek:0,axes:new Uint8Array(6)},offer:65535},
    clock:{isKnown:true},presence:{isEpisode:false},lastDay:${DAY}};
  begin(app);
  return app;
}
function live(app,hour){
  app.turn.s.minuteOfWeek=${((DAY + 3) % 7) * 1440}+hour*60;
  tick();
  for(var i=0;i<5;i++){
    app.presence.isEpisode=true;app.turn.offer=i%4;app.turn.s.axes[0]=1+i%4;tick();
    app.turn.s.axes[0]=0;app.presence.isEpisode=false;tick();
  }
}
var app=start();
live(app,9);live(app,10);live(app,11);
app=start();
live(app,11);live(app,12);
for(var i=0;i<16384;i+=1024)print("@"+btoa(s.read("stats",i,1024)));
`;
  const folder = mkdtempSync(join(tmpdir(), "passerby-stats-"));
  try {
    const file = join(folder, "stats.js");
    writeFileSync(file, text, "latin1");
    const { stdout } = spawnSync(ESPRUINO ?? "", [file], {
      cwd: folder,
      encoding: "latin1",
      timeout: 60_000,
    });
    const pieces = [...stdout.matchAll(/@([A-Za-z0-9+/=]+)/g)].map(([, piece]) =>
      Buffer.from(piece, "base64"),
    );
    if (pieces.length !== 16) throw new Error(stdout.slice(-500));
    return Buffer.concat(pieces);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe.skipIf(!ESPRUINO)("P5: on the real interpreter", () => {
  it("P5: counts the first hour, leaves the one with a restart void, and takes its seed through both pages", async () => {
    const file = await run((text) => text.replace("return blocks - countBlocks(draw, bits)", "return 0"));
    const { days, faults, hasSeed } = readStats(file);
    expect([faults, hasSeed, days.length]).toEqual([[], true, 1]);
    const [{ footfall, spentHours, hasSpentTallies, plays }] = days;
    expect([footfall[10], footfall[11]]).toEqual([5, undefined]);
    expect([spentHours, hasSpentTallies]).toEqual([(1 << 10) | (1 << 11), true]);
    expect(plays.every((value) => value === undefined)).toBe(true);
    // Two starts: the second seed lies where the host's was, and is another one.
    expect(file.subarray(64, 96)).not.toEqual(SEED);
    expect(file.subarray(4160, 4200).every((byte) => byte === 255)).toBe(true);
  });

  it("P5: is noisy there as well", async () => {
    const [{ footfall }] = readStats(await run((text) => text)).days;
    expect(footfall[10]).not.toBe(5);
  });
});
