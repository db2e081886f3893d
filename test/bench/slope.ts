// Does memory grow with the number of offers?
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runScript } from "../interpreter/run.ts";
import { compileScene, makeScene, openText } from "./scene.ts";

const SLOTS = 300;

/** JsVars that selection with pacing uses for so many offers, after so many slots: above what was used before it opened. */
export async function measureSlope(offers: number): Promise<number> {
  const opened = await openText(compileScene(makeScene(offers, 0).rules));
  const usage = 'print("usage "+process.memory().usage);';
  const script = `${opened.replace("var d=T.", `var d=0,t=0,pe=0,i=0,select=0,prepare=0,explain=0,note=0;${usage}d=T.`)}
for(i=0;i<${SLOTS};i++){
  t.slot++;prepare(t);select(t);explain(t,pe);
  if(t.offer!==65535)note(t.pacing,t.offer,t.slot,60,6,360);
}
${usage}
`;
  const folder = await mkdtemp(join(tmpdir(), "passerby-bench-"));
  try {
    const output = await runScript(script, process.env.ESPRUINO ?? "", folder);
    const [before, after] = [...output.matchAll(/usage (\d+)/g)].map((match) => Number(match[1]));
    if (before === undefined || after === undefined) throw new Error(output.slice(-500));
    return after - before;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
