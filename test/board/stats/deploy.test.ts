// Where a seed comes from and where statistics end: with a deploy.
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { auditFiles } from "../../../host/board/audit/compare.ts";
import { buildSlotImage } from "../../../host/board/image.ts";
import { listInstalled } from "../../../host/board/install.ts";
import { planLayout } from "../../../host/board/layout.ts";
import { padBoot } from "../../../host/board/plan.ts";
import { deployBack, deployContent } from "../../../host/board/session/deploy.ts";
import { openSession } from "../../../host/board/session/session.ts";
import { encodeSeed, hasSeed } from "../../../host/board/stats/seed.ts";
import { createRandom } from "../../../host/random.ts";
import { HARDWARE } from "../../../host/simulator/hardware.ts";
import { STATS_FILE } from "../../../shared/link/slot.ts";
import { SECTION_STATS } from "../../../shared/offers/deployment.ts";
import type { FakeBoard } from "../fake.ts";
import { createBootingBoard, describeContent, makeContent, QUICK, readShown } from "../stand.ts";

const hardware = HARDWARE["esp32c3-oled"];
const random = createRandom(45);
const first = makeContent(random, undefined);
const second = makeContent(random, first);
const seedOf = (byte: number): { seed: Uint8Array } => ({ seed: new Uint8Array(32).fill(byte) });

async function deploy(board: FakeBoard, wanted: typeof first, options = {}): Promise<string> {
  const session = await openSession(async () => board.connect(), QUICK);
  return (await deployContent(session, hardware, wanted, options)).did;
}

function readStats(board: FakeBoard): Uint8Array {
  return board.storage.read(STATS_FILE) ?? new Uint8Array();
}

/** Something that was counted. */
function count(board: FakeBoard): void {
  board.storage.write(STATS_FILE, Uint8Array.of(1, 2, 3), 9000);
}

describe("a deploy to a board that counts", () => {
  it("leaves a whole seed, another one each time, and keeps what was counted", async () => {
    const board = createBootingBoard();
    expect(await deploy(board, first, seedOf(1))).toBe("installed");
    expect(hasSeed(readStats(board))).toBe(true);
    expect(readStats(board)[64]).toBe(1);
    count(board);
    expect(await deploy(board, second, seedOf(2))).toBe("deployed");
    expect([hasSeed(readStats(board)), readStats(board)[64], readStats(board)[9000]]).toEqual([true, 2, 1]);
  });

  it("leaves the seed of a board on which nothing has changed, and makes good for one that is missing", async () => {
    const board = createBootingBoard();
    await deploy(board, first, seedOf(1));
    expect(await deploy(board, first, seedOf(2))).toBe("unchanged");
    expect(readStats(board)[64]).toBe(1);
    const bare = createBootingBoard();
    await deploy(bare, first);
    expect(hasSeed(readStats(bare))).toBe(false);
    expect(await deploy(bare, first, seedOf(3))).toBe("unchanged");
    expect([hasSeed(readStats(bare)), readStats(bare)[64]]).toEqual([true, 3]);
  });

  it("names the place where the file lies in the chip's flash", async () => {
    const board = createBootingBoard();
    await deploy(board, first, seedOf(1));
    const address = new DataView(readStats(board).slice().buffer).getUint32(64 + 32, true);
    const base = address - (planLayout(board.storage.flash.bytes.length).extents.at(-1)?.address ?? 0);
    expect(base % 4096).toBe(0);
    expect(encodeSeed(seedOf(1).seed, address)).toEqual(new Uint8Array(readStats(board).subarray(64, 104)));
  });
});

describe("a deploy without statistics", () => {
  it("erases the seed and all that was counted", async () => {
    const board = createBootingBoard();
    await deploy(board, first, seedOf(1));
    count(board);
    expect(await deploy(board, second)).toBe("deployed");
    expect(readStats(board).every((byte) => byte === 255)).toBe(true);
  });
});

/** Where a deployment says where its parts are. */
const SECTION_TABLE = 48;

describe("a way back", () => {
  /** Content whose cards say that they count, or that they do not. */
  const content = (isCounting: boolean): typeof first => {
    const deployment = new Uint8Array(first.deployment);
    deployment.fill(
      isCounting ? 1 : 0,
      SECTION_TABLE + SECTION_STATS * 4,
      SECTION_TABLE + SECTION_STATS * 4 + 4,
    );
    return { ...first, deployment };
  };
  const goBack = async (board: FakeBoard) => {
    const session = await openSession(async () => board.connect(), QUICK);
    await deployBack(session, hardware, seedOf(5));
  };

  it("to content that does not count destroys what was counted; to one that does leaves a seed", async () => {
    const board = createBootingBoard();
    await deploy(board, content(false));
    await deploy(board, content(true), seedOf(1));
    count(board);
    await goBack(board);
    expect(readShown(board)?.content).toBe(describeContent(content(false)));
    expect(readStats(board).every((byte) => byte === 255)).toBe(true);
    await goBack(board);
    expect(readShown(board)?.content).toBe(describeContent(content(true)));
    expect([hasSeed(readStats(board)), readStats(board)[64]]).toEqual([true, 5]);
  });
});

describe("a deploy without statistics that is cut", () => {
  it("at any change of flash leaves no board that does not count with what was counted; the next one makes good", async () => {
    const seen = { old: 0, next: 0 };
    for (let at = 0; ; at++) {
      let left = Number.POSITIVE_INFINITY;
      const board = createBootingBoard({
        onFlash() {
          if (left-- <= 0) throw new Error("Storage failed");
        },
      });
      await deploy(board, first, seedOf(1));
      count(board);
      left = at;
      const done = await deploy(board, second).catch(() => "cut");
      left = Number.POSITIVE_INFINITY;
      const isErased = () => readStats(board).every((byte) => byte === 255);
      const isNext = readShown(board)?.content === describeContent(second);
      if (isNext) expect([at, isErased()]).toEqual([at, true]);
      seen[isNext ? "next" : "old"]++;
      await deploy(board, second);
      expect(isErased()).toBe(true);
      if (done !== "cut") break;
    }
    // The control: cuts on both sides of the switch.
    expect(seen.old).toBeGreaterThan(3);
    expect(seen.next).toBeGreaterThan(0);
  });

  it("that left something behind all the same is made good where nothing has changed", async () => {
    const board = createBootingBoard();
    await deploy(board, first);
    expect(await deploy(board, first)).toBe("unchanged");
    count(board);
    expect(await deploy(board, first)).toBe("unchanged");
    expect(readStats(board).every((byte) => byte === 255)).toBe(true);
  });
});

describe("an audit of statistics", () => {
  const BYTES = 40 * 4096;
  const layout = planLayout(BYTES);
  const digest = (bytes: Uint8Array) => ({
    bytes: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
  });
  const expected = {
    boot: digest(padBoot(first.boot)),
    slot: digest(buildSlotImage(first, layout.slotBytes)),
  };

  async function judge(
    change: (stats: Uint8Array) => void,
    isCounting: boolean,
  ): Promise<string | undefined> {
    const files = new Map(listInstalled(first, BYTES));
    change(files.get(STATS_FILE) ?? new Uint8Array());
    const source = {
      list: async () => [...files].map(([name, bytes]) => ({ name, bytes: bytes.length })),
      read: async (name: string) => files.get(name) ?? new Uint8Array(),
    };
    const { files: audited } = await auditFiles(source, layout, { ...expected, isCounting });
    return audited.find(({ name }) => name === STATS_FILE)?.state;
  }

  it("finds a seed the same where the board counts, and different where it does not", async () => {
    const seed = (stats: Uint8Array): void => stats.set(encodeSeed(seedOf(7).seed, 1), 64);
    expect([await judge(seed, true), await judge(seed, false)]).toEqual(["same", "different"]);
  });

  it("finds anything else in the file different", async () => {
    const text = (stats: Uint8Array): void => stats.set(Buffer.from("somebody was here"), 8300);
    expect([await judge(text, true), await judge(text, false)]).toEqual(["different", "different"]);
    expect(await judge(() => {}, true)).toBe("same");
  });
});
