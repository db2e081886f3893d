// P4 on the real interpreter: a phone that types at the console at every call that `.boot0` and the program make, from the
// first on, after power-on, a reset and a crash. The radio is a fake; who gets the console is told from what was called.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { deployContent } from "../../host/board/session/deploy.ts";
import { openSession } from "../../host/board/session/session.ts";
import { describeHardware } from "../../host/board/transport/hardware.ts";
import { openPort } from "../../host/board/transport/open.ts";
import { openProcess } from "../../host/board/transport/process.ts";
import { openSubject, type Subject, withTexts } from "../promises/stand.ts";
import { PATIENT, tryAgain } from "./patience.ts";

const interpreter = process.env.ESPRUINO ?? "";
const PATIENCE_MS = 400_000;
const folder = mkdtempSync(join(tmpdir(), "passerby-doors-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/**
 * Doors as stock firmware opens them, and a phone that tries them after each call. It gets a prompt where the UART is on
 * and the console is not forced elsewhere, and sees the board where it advertises. The first call closes one door itself.
 */
const PHONE = `
global.phone={calls:0,prompts:0,sights:0,open:[true,true,true],late:0};
(function(){
  function look(name){
    phone.calls++;
    if(phone.open[0]&&phone.open[1])phone.prompts++;
    if(phone.calls>3&&phone.open[2])phone.sights++;
  }
  function tap(owner,name,then){owner[name]=function(a,b,c){then&&then(a,b,c);look(name);return name=="digitalRead"?1:0;};}
  tap(E,"setConsole",function(d,o){phone.open[0]=!(o&&o.force);});
  var radio={};
  tap(radio,"setServices",function(s,o){phone.open[1]=!(o&&o.uart===false);});
  tap(radio,"sleep",function(){phone.open[2]=false;});
  tap(radio,"wake",function(){phone.open[2]=true;});
  tap(radio,"setAdvertising",function(){phone.open[2]=true;});
  tap(radio,"setScan");
  global.NRF=radio;
  tap(E,"enableWatchdog");
  tap(E,"kickWatchdog");
  tap(global,"analogWrite");
})();
`;

interface Seen {
  readonly calls: number;
  readonly prompts: number;
  readonly sights: number;
  readonly open: readonly boolean[];
}

/** Starts what is deployed three times: with power, again, and after the process was killed under way. */
async function watch(subject: Subject): Promise<Seen[]> {
  const state = mkdtempSync(join(folder, "state-"));
  const { hardware, files } = subject;
  const port = `process:${interpreter}`;
  const session = await openSession(() => openPort(port, { state, hardware, isBooted: true }), PATIENT);
  await deployContent(session, hardware, files).finally(() => session.close());
  const text = `${describeHardware(hardware)}\n${PHONE}`;
  const open = () =>
    openSession(() => openProcess({ path: interpreter, state, hardware: text, isBooted: true }), PATIENT);
  const ask = async (board: Awaited<ReturnType<typeof open>>): Promise<Seen> =>
    JSON.parse(await board.ask("JSON.stringify(phone)"));
  const seen: Seen[] = [];
  let board = await open();
  try {
    seen.push(await ask(board));
    await board.restart();
    // An error in a timer ends nothing: the doors are as they were.
    await board.ask("setTimeout(function(){undefinedName();},1);1");
    seen.push(await ask(board));
    process.kill(JSON.parse(readFileSync(join(state, "board.lock"), "utf8")).child, "SIGKILL");
    await board.close();
    board = await open();
    seen.push(await ask(board));
  } finally {
    await board.close();
  }
  return seen;
}

function watchPatiently(subject: Subject): Promise<Seen[]> {
  return tryAgain(() => watch(subject));
}

describe.skipIf(interpreter === "")("the doors of a process board (skipped unless ESPRUINO names it)", () => {
  it(
    "P4: let no phone in from .boot0's first call on: at power-on, after a reset, after a crash",
    async () => {
      for (const { calls, prompts, sights, open } of await watchPatiently(await openSubject("crime-shelf"))) {
        expect(calls).toBeGreaterThan(5);
        expect([prompts, sights, open]).toEqual([0, 0, [false, false, false]]);
      }
    },
    PATIENCE_MS,
  );

  it.each([
    ["closes no console and no service", ["E.setConsole(", "NRF.setServices("], "prompts"],
    ["leaves the radio on until the program's first minute", ["NRF.sleep("], "sights"],
  ] as const)(
    "P4: a .boot0 that %s is caught (control)",
    async (_what, calls, what) => {
      const subject = await openSubject("crime-shelf");
      const { program } = subject.files;
      const boot = calls.reduce((text, call) => text.replace(call, "(_=>0)("), subject.files.boot);
      for (const call of calls) expect(subject.files.boot).toContain(call);
      for (const seen of await watchPatiently(withTexts(subject, { boot, program })))
        expect(seen[what]).toBeGreaterThan(0);
    },
    PATIENCE_MS,
  );
});
