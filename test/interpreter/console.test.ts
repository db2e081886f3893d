// Why no console is opened over the air (DESIGN.md, "The radio"): what the interpreter does with a console that is
// unlocked when the one who unlocked it is gone.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const espruino = process.env.ESPRUINO ?? "";
const PATIENCE_MS = 20_000;

/**
 * Runs a program, and types when it says "now".
 * @returns what it says after "log "
 */
async function type(program: string, typed: string): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "passerby-console-"));
  try {
    const file = join(folder, "program.js");
    writeFileSync(file, program);
    return await new Promise<string[]>((resolve, reject) => {
      const child = spawn(espruino, [file], { cwd: folder, timeout: PATIENCE_MS });
      let said = "";
      let isTyped = false;
      child.stdout.setEncoding("latin1").on("data", (text: string) => {
        said += text;
        if (!isTyped && said.includes("now")) {
          isTyped = true;
          child.stdin.write(typed);
        }
      });
      child.on("error", reject);
      child.on("close", () => resolve(/log ([a-z,]*)/.exec(said)?.[1]?.split(",") ?? []));
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The program works on something when the first one goes; the firmware queues that, as it does on ESP32. */
const work = (mostSeconds: number): string => `var log=[],link={};
function line(){log.push("line");}
link.on("gone",function(){log.push("told");});
setTimeout(function(){
  link.emit("gone");
  print("now");
  var until=getTime()+${mostSeconds};
  while(!log.length&&getTime()<until);
},300);
setInterval(function(){if(log.length>1){print("log "+log.join());quit();}},50);
setTimeout(function(){print("log "+log.join());quit();},12000);
`;

describe.skipIf(espruino === "")("a console that is open (skipped unless ESPRUINO names it)", () => {
  it("runs what the next one types after Ctrl-C before the program is told that the first one is gone", async () => {
    expect(await type(work(6), "\x03print line()\ncontinue\n")).toEqual(["line", "told"]);
  });

  it("without Ctrl-C tells the program first (control)", async () => {
    expect(await type(work(1), "line()\n")).toEqual(["told", "line"]);
  });

  /** Gives the password at 200 ms, takes the console away and back, then types. */
  const unlock = (again: string): string => `var log=[];
E.setConsole(LoopbackB,{force:true});
E.setPassword("0123456789");E.lockConsole();
function line(){log.push("line");}
setTimeout(function(){LoopbackA.write("line()\\n");},100);
setTimeout(function(){log.push("password");LoopbackA.write("0123456789\\n");},300);
setTimeout(function(){E.setConsole(USB,{force:true});${again}},500);
setTimeout(function(){log.push("back");E.setConsole(LoopbackB,{force:true});LoopbackA.write("line()\\n");},700);
setTimeout(function(){E.setConsole(USB,{force:true});print("log "+log.join());quit();},1000);
`;

  it("that a password opened stays open when it goes to another device and comes back", async () => {
    expect(await type(unlock(""), "")).toEqual(["password", "back", "line"]);
  });

  it("is closed again only where the program asks for it (control)", async () => {
    expect(await type(unlock("E.lockConsole();"), "")).toEqual(["password", "back"]);
  });
});
