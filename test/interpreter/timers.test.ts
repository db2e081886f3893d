import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runScript } from "./run.ts";
import { TIMERS_INSTALL, TIMERS_TEXT } from "./timers.ts";

const espruino = process.env.ESPRUINO ?? "";

/** What one timer does when it fires: nothing, make a timer, or clear the timer of a slot. */
interface Step {
  readonly delay: number;
  readonly repeats: boolean;
  readonly act: "none" | "add" | "clear";
  readonly target: number;
}

// All first timers are made late on purpose (the program is busy until all are due), so that their order is the walk's
// and not a race; timers made by callbacks come 150 ms later, repeating ones stop after three runs.
function programText(steps: readonly Step[]): string {
  return `
var log=[],ids=[],runs=[];
function fired(k){
  log.push(k);
  runs[k]=(runs[k]||0)+1;
  var s=steps[k];
  if(s.act=="add"&&runs[k]==1)log.push("#"+setTimeout(function(){log.push("late"+k);},150));
  if(s.act=="clear"&&ids[s.target])clearTimeout(ids[s.target]);
  if(s.repeats&&runs[k]==3)clearInterval(ids[k]);
}
var steps=${JSON.stringify(steps)};
steps.forEach(function(s,k){
  var f=function(){fired(k);};
  ids[k]=s.repeats?setInterval(f,s.delay):setTimeout(f,s.delay);
  log.push("#"+ids[k]);
});
setTimeout(function(){say("log",log.join(" "));clearInterval();},1000);
`;
}

const HEAD = `var real=print;function say(tag,text){real("@"+tag+" "+text);}`;

async function runBoth(steps: readonly Step[], spoil = ""): Promise<[string, string]> {
  const folder = await mkdtemp(join(tmpdir(), "passerby-timers-"));
  try {
    const busy = "var t=getTime();while(getTime()<t+0.2);";
    const real = await runScript(`${HEAD}${programText(steps)}${busy}`, espruino, folder);
    const queue = await runScript(
      `${HEAD}function call(f){f();}${TIMERS_TEXT}${TIMERS_INSTALL}${spoil}${programText(steps)}
nowMs=200;walkTimers();advanceTo(3000);`,
      espruino,
      folder,
    );
    return [logOf(real), logOf(queue)];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function logOf(output: string): string {
  return /@log ([#a-z0-9 ]*)/.exec(output)?.[1]?.trim() ?? `nothing in ${output}`;
}

const step = fc.record({
  delay: fc.constantFrom(0, 10, 20, 40, 60),
  repeats: fc.boolean(),
  act: fc.constantFrom("none" as const, "add" as const, "clear" as const),
  target: fc.nat({ max: 5 }),
});

describe.skipIf(espruino === "")(
  "virtual timers on the interpreter (skipped unless ESPRUINO names it)",
  () => {
    it("run in the order of the real timers, with the same ids", async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
          const [real, queue] = await runBoth(steps);
          expect(queue).toBe(real);
        }),
        { numRuns: 8, seed: 20261127 },
      );
    });

    it("differ from the real ones when they run by due time (control)", async () => {
      const steps: Step[] = [40, 10].map((delay) => ({ delay, repeats: false, act: "none", target: 0 }));
      const byDue =
        "var walk=walkTimers;walkTimers=function(){timers.sort(function(a,b){return a.d-b.d;});walk();};";
      const [real, queue] = await runBoth(steps);
      expect(queue).toBe(real);
      const [, spoilt] = await runBoth(steps, byDue);
      expect(spoilt).not.toBe(real);
    });
  },
);
