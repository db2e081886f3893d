// Hosts and boards that are killed as the system kills them, with the real program of a shop: the next start shows a whole
// content, and `passerby audit` finds nothing else, with no other command in between.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withPatience } from "../../host/cli/port.ts";
import { createRandom, type Random } from "../../host/random.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import { STATUS_FIELDS } from "../../shared/link/command.ts";
import { say } from "../cli/terminal.ts";
import { bridgeBoard } from "./bridge.ts";
import { BOARD, buildContents, type Content, createHosts, type Host } from "./child.ts";
import { createBootingBoard, describeContent, readShown } from "./stand.ts";

const interpreter = process.env.ESPRUINO ?? "";
const hardware = HARDWARE["esp32c3-oled"];
/** On the interpreter; each takes some seconds. */
const KILLS = Number(process.env.KILLS ?? 200);
/** Boards at once; KILLS is a multiple of it. */
const LINES = 2;
/** On the fake board, in every run of the tests. */
const FAKE_KILLS = 6;
const VICTIMS = ["host", "board", "both"] as const;

let folder = "";
let contents: Content[] = [];
let hosts: Awaited<ReturnType<typeof createHosts>>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "passerby-sigkill-"));
  contents = await buildContents(folder);
  hosts = await createHosts();
});
afterAll(() => {
  hosts?.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** The words of a host that brings a content to a board. */
function deploy(number: number, ...port: string[]): string[] {
  const { packed, shop } = contents[number];
  return [packed, "deploy", "--shop", shop, "--board", BOARD, ...port];
}

/** Does an audit find this content, and nothing else? */
async function isFound(number: number, ...port: string[]): Promise<boolean> {
  const { code, errors } = await say("audit", "--manifest", contents[number].manifest, ...port);
  expect([code, errors]).toEqual([expect.toBeOneOf([0, 1]), expect.not.stringMatching(/What to do|\[/)]);
  return code === 0;
}

describe("a host that is killed while it writes to a board", () => {
  it("leaves it as it was or with the new content, whole; the next deploy goes on", async () => {
    const board = createBootingBoard();
    const bridge = await bridgeBoard(board);
    const port = ["--port", bridge.port];
    const random = createRandom(41);
    const shownNow = () =>
      contents.findIndex(({ files }) => describeContent(files) === readShown(board)?.content);
    try {
      expect(await hosts.start(...deploy(0, ...port)).ended).toMatchObject({ code: 0 });
      let number = 0;
      const seen = { old: 0, next: 0 };
      for (let i = 0; i < FAKE_KILLS; i++) {
        const next = (number + 1) % contents.length;
        const at = 1 + random.below(14);
        let first = 0;
        const host = hosts.start(...deploy(next, ...port));
        bridge.onPiece = (count) => {
          first ||= count;
          if (count - first === at) host.child.kill("SIGKILL");
        };
        const { code, errors } = await host.ended;
        bridge.onPiece = undefined;
        // Power off and on.
        board.onRestart?.();
        const shown = shownNow();
        expect([number, next]).toContain(shown);
        expect(await isFound(shown, ...port)).toBe(true);
        if (i === 0) expect(await isFound(shown === next ? number : next, ...port)).toBe(false);
        if (code !== null) expect([code, errors, shown]).toEqual([0, expect.any(String), next]);
        if (shown === next) seen.next++;
        else seen.old++;
        number = shown;
      }
      // The control: some were killed before they had switched.
      expect(seen.old).toBeGreaterThan(0);
      const next = (number + 1) % contents.length;
      expect(await hosts.start(...deploy(next, ...port)).ended).toMatchObject({ code: 0 });
      expect(shownNow()).toBe(next);
    } finally {
      bridge.close();
    }
  });
});

interface Seen {
  old: number;
  next: number;
  /** Hosts that a signal ended, and boards. */
  hosts: number;
  boards: number;
}

/** The interpreter of a state, 0 = none runs. */
function findBoard(state: string): number {
  try {
    return JSON.parse(readFileSync(join(state, "board.lock"), "utf8")).child;
  } catch {
    return 0;
  }
}

function isKilled(id: number): boolean {
  try {
    return id > 0 && process.kill(id, "SIGKILL");
  } catch {
    return false;
  }
}

/** Kills at a moment of its own; the host's own end is waited for. */
async function killLater(host: Host, state: string, delayMs: number, random: Random, seen: Seen) {
  let isOver = false;
  void host.ended.then(() => {
    isOver = true;
  });
  while (findBoard(state) === 0 && !isOver) await sleep(5);
  await sleep(delayMs);
  const victim = VICTIMS[random.below(VICTIMS.length)];
  const board = findBoard(state);
  if (victim !== "board" && !isOver && host.child.kill("SIGKILL")) seen.hosts++;
  if (victim !== "host" && isKilled(board)) seen.boards++;
  return host.ended;
}

/** Power on: what the board says of itself as soon as it answers. */
async function start(state: string) {
  const answer = await withPatience(
    { port: `process:${interpreter}`, state },
    hardware,
    true,
    async (session) => {
      // Its program draws the first card in its first tick.
      for (let i = 0; i < 100; i++) {
        const status = await session.ask('typeof passerby=="function"?passerby(0,0,0):""');
        if (status.startsWith("0,")) return status;
        await sleep(50);
      }
      return "";
    },
  );
  const fields = answer.split(",").map(Number);
  const read = (name: (typeof STATUS_FIELDS)[number]) => fields[1 + STATUS_FIELDS.indexOf(name)];
  return { deployment: read("deployment"), offer: read("offer") };
}

async function killOften(line: number, kills: number, seen: Seen): Promise<void> {
  const random = createRandom(1300 + line);
  const state = join(folder, `state${line}`);
  const port = ["--port", `process:${interpreter}`, "--state", state];
  expect(await hosts.start(...deploy(0, ...port)).ended).toEqual({ code: 0, errors: expect.any(String) });
  // Once in full, to know how long it takes on this computer.
  const whole = hosts.start(...deploy(1, ...port));
  while (findBoard(state) === 0) await sleep(5);
  const startMs = performance.now();
  expect((await whole.ended).code).toBe(0);
  const spanMs = Math.round(performance.now() - startMs);
  let number = 1;
  for (let i = 0; i < kills; i++) {
    const next = (number + 1) % contents.length;
    const host = hosts.start(...deploy(next, ...port));
    const { code, errors } = await killLater(host, state, random.below(spanMs), random, seen);
    const said = `${line}/${i}: ${code} ${errors}`;
    const { deployment, offer } = await start(state);
    expect([deployment, said]).toEqual([0, said]);
    const shown = (await isFound(next, ...port)) ? next : number;
    if (shown === number) expect([await isFound(number, ...port), said]).toEqual([true, said]);
    // The control: of a whole content it finds that it is the other one.
    if (i < 3 && shown === next) expect(await isFound(number, ...port)).toBe(false);
    expect(offer).toBeLessThan(contents[shown].offers);
    // Whoever says that it is done has done it.
    if (code === 0) expect([shown, said]).toEqual([next, said]);
    if (shown === next) seen.next++;
    else seen.old++;
    number = shown;
  }
}

describe.skipIf(!interpreter)("on the real interpreter", () => {
  it(`${KILLS} hosts, boards or both killed: the next start shows a whole card, old or new, and an audit passes`, async () => {
    const seen: Seen = { old: 0, next: 0, hosts: 0, boards: 0 };
    await Promise.all(Array.from({ length: LINES }, (_, line) => killOften(line, KILLS / LINES, seen)));
    console.log(`${KILLS} kills: ${JSON.stringify(seen)}`);
    // The controls: they were killed in earnest, and both contents came about.
    expect(seen.hosts + seen.boards).toBeGreaterThan(KILLS / 2);
    expect(seen.old).toBeGreaterThan(KILLS / 10);
    expect(seen.next).toBeGreaterThan(KILLS / 10);
  }, 3_600_000);
});
