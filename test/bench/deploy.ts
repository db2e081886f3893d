// How long a deploy to the interpreter takes, beside the `espruino` tool, which does not verify what it sends. Ours is
// the median of some runs; the tool's, which takes up to a minute, is one run, onto empty flash.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deployContent, type Wanted } from "../../host/board/session/deploy.ts";
import { buildProgram } from "../../host/build/program.ts";
import { withPatience } from "../../host/cli/port.ts";
import { compileBoard } from "../../host/compile/board.ts";
import { createRandom } from "../../host/random.ts";
import { readShop } from "../../host/shop/parse.ts";
import type { Hardware } from "../../host/simulator/board.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import { type Bench, once } from "./bench.ts";
import { uploadByTool } from "./deploy-peer.ts";
import { makeRow, type Row } from "./row.ts";

const SHOP = "host/templates/bookshop/shop.yaml";
/** A slot of the Linux build has 96 KiB, and its first page holds the directory. */
const LARGE_BYTES = 94_000;
/** Runs of ours, of which the middle one counts. */
const RUNS = 5;
/** A board's program as small as it can be: what is measured is the way there. */
const BOOT =
  'global.passerbySlot=require("Storage").read("log").lastIndexOf("K")>require("Storage").read("log").lastIndexOf("G")?"b":"a";' +
  'global.passerby=function(){return "0,65535,255,255,-1,0,0,0,0,0,0,0,0,-1,0,0,0,0,0,0,0,65535,0"}';

interface Subject {
  readonly hardware: Hardware;
  readonly wanted: Wanted;
}

function makeRandom(bytes: number, seed: number): Subject {
  const random = createRandom(seed);
  const deployment = Uint8Array.from({ length: bytes }, () => random.below(256));
  const wanted = { boot: BOOT, program: "", deployment, fonts: new Uint8Array(4) };
  return { hardware: HARDWARE["esp32c3-oled"], wanted };
}

/** The sample shop's first board. */
async function makeShop(): Promise<Subject> {
  const shop = readShop(SHOP);
  const [board] = shop.boards;
  const { boot, program } = await buildProgram(board.kind);
  const { deployment, fonts } = compileBoard(shop, board);
  return { hardware: HARDWARE[board.kind], wanted: { boot, program, deployment, fonts } };
}

/** Milliseconds from opening the port to the verified content; a connection that was lost is part of it. */
async function deploy(interpreter: string, state: string, { hardware, wanted }: Subject): Promise<number> {
  const startMs = performance.now();
  let endMs = 0;
  const onVerified = (): void => {
    endMs = performance.now();
  };
  await withPatience({ port: `process:${interpreter}`, state }, hardware, false, async (session) => {
    const { did } = await deployContent(session, hardware, wanted, { onVerified });
    if (did === "unchanged") onVerified();
  });
  return endMs - startMs;
}

/** The middle of some runs. @param before is on the board first, undefined = it is empty */
async function measure(
  interpreter: string,
  subject: Subject,
  before: (run: number) => Subject | undefined,
): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const state = await mkdtemp(join(tmpdir(), "passerby-bench-"));
    try {
      const first = before(run);
      if (first !== undefined) await deploy(interpreter, state, first);
      times.push(await deploy(interpreter, state, subject));
    } finally {
      await rm(state, { recursive: true, force: true });
    }
  }
  return times.sort((a, b) => a - b)[RUNS >> 1];
}

const shop = once(makeShop);
const random = (bytes: number): Subject => makeRandom(bytes, bytes);
const byTool = new Map(
  [20_000, LARGE_BYTES].map((bytes) => [
    bytes,
    once(() => uploadByTool(process.env.ESPRUINO ?? "", { a: random(bytes).wanted.deployment })),
  ]),
);

/** How many times faster than the tool. */
const GOALS: Readonly<Record<string, string>> = {
  "deploy/shop": ">= 6",
  "deploy/random20k": ">= 4",
  "deploy/unchanged20k": ">= 20",
  "deploy/unchanged100k": ">= 50",
};

function compare(id: string, ours: number, peer: number): Row {
  return makeRow(id, ours, "ms", { name: "espruino tool, not verified, one run", value: peer }, GOALS[id]);
}

function bench(id: string, run: (interpreter: string) => Promise<Row>): Bench {
  return {
    id,
    async run() {
      const interpreter = process.env.ESPRUINO;
      return interpreter === undefined || interpreter === "" ? undefined : run(interpreter);
    },
  };
}

function unchanged(id: string, bytes: number): Bench {
  return bench(id, async (interpreter) => {
    const ours = await measure(interpreter, random(bytes), () => random(bytes));
    return compare(id, ours, await (byTool.get(bytes)?.() ?? 0));
  });
}

/** Boards that are deployed to at once. */
const BOARDS = 4;

/** The same content onto several empty boards at once, once, beside the median of one alone. */
async function compareFour(interpreter: string): Promise<Row> {
  const alone = await measure(interpreter, random(20_000), () => undefined);
  const states = await Promise.all(
    Array.from({ length: BOARDS }, () => mkdtemp(join(tmpdir(), "passerby-bench-"))),
  );
  try {
    const times = await Promise.all(states.map((state) => deploy(interpreter, state, random(20_000))));
    const peer = { name: "one board alone", value: alone };
    return makeRow("deploy/four", Math.max(...times), "ms", peer, "> 0.50: four boards < 2x one");
  } finally {
    await Promise.all(states.map((state) => rm(state, { recursive: true, force: true })));
  }
}

export const DEPLOY_BENCHES: readonly Bench[] = [
  bench("deploy/shop", async (interpreter) => {
    const subject = await shop();
    const { program, deployment, fonts } = subject.wanted;
    const ours = await measure(interpreter, subject, () => undefined);
    const files = { "a.js": Buffer.from(program, "latin1"), "a.dep": deployment, "a.fnt": fonts };
    return compare("deploy/shop", ours, await uploadByTool(interpreter, files));
  }),
  bench("deploy/random20k", async (interpreter) => {
    // A board that has Passerby and another content: this is a deploy, not an installation.
    const ours = await measure(interpreter, random(20_000), (run) => makeRandom(500, run));
    return compare("deploy/random20k", ours, await (byTool.get(20_000)?.() ?? 0));
  }),
  unchanged("deploy/unchanged20k", 20_000),
  unchanged("deploy/unchanged100k", LARGE_BYTES),
  bench("deploy/four", compareFour),
];
