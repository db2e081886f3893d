import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { compileBoard, findBoard, hasInput } from "../../host/compile/board.ts";
import { crc32 } from "../../host/compile/crc.ts";
import { HostError } from "../../host/error.ts";
import { readShop } from "../../host/shop/parse.ts";
import {
  checkDeployment,
  DEPLOYMENT_OK,
  NO_CONDITION,
  OFFER_BYTES,
  OFFER_MASKS,
  openDeployment,
} from "../../shared/offers/deployment.ts";
import { AXIS_MOOD } from "../../shared/offers/situation.ts";

const shop = readShop(fileURLToPath(new URL("../../host/templates/bookshop/shop.yaml", import.meta.url)));

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof HostError) return error.code;
    throw error;
  }
  return "none";
}

describe("the sample shop", () => {
  it.each(shop.boards.map((board) => board.id))(
    "compiles its board %s without an error, twice to the same bytes",
    (id) => {
      const board = findBoard(shop, id);
      const first = compileBoard(shop, board);
      const second = compileBoard(shop, board);
      expect(first.findings.filter((finding) => finding.severity === "error")).toEqual([]);
      expect(second.deployment).toEqual(first.deployment);
      expect(second.fonts).toEqual(first.fonts);
      const buffer = first.deployment.slice().buffer;
      expect(checkDeployment(buffer, crc32)).toBe(DEPLOYMENT_OK);
      const d = openDeployment(buffer);
      expect([d.offers, d.slotSeconds, d.u32[4], d.u32[5]]).toEqual([
        first.offers.length,
        first.report.slotSeconds,
        crc32(first.fonts),
        first.fonts.length,
      ]);
      expect(first.report).toMatchObject({
        offers: first.offers.length,
        deploymentBytes: first.deployment.length,
        fontBytes: first.fonts.length,
        isBits: d.isBits,
      });
      expect(first.offers.every((offer) => board.groups.includes(offer.group))).toBe(true);
    },
  );
});

describe("P8: a board without input", () => {
  it("asks no question and can keep no answer: it knows none, and no offer that waits for one is ever allowed", () => {
    const asking = shop.boards.find(hasInput);
    if (asking === undefined) throw new Error("no board of the sample has input");
    const open = (board: typeof asking) =>
      openDeployment(compileBoard(shop, board).deployment.slice().buffer);
    const silent = { ...asking, sensors: ["pir" as const] };
    expect([hasInput(asking), hasInput(silent)]).toEqual([true, false]);
    expect(open(asking).answers).toBe(shop.question?.answers.length);
    const d = open(silent);
    expect(d.answers).toBe(0);
    const moods = Array.from(
      { length: d.offers },
      (_, i) => d.u16[(d.offerTable + i * OFFER_BYTES + OFFER_MASKS) / 2 + AXIS_MOOD],
    );
    expect(moods.some((mask) => mask !== NO_CONDITION)).toBe(true);
    for (const mask of moods) if (mask !== NO_CONDITION) expect(mask & 1).toBe(0);
  });
});

describe("a board", () => {
  it("that the shop does not have is refused by name", () => {
    expect(codeOf(() => findBoard(shop, "no-such-board"))).toBe("board-unknown");
  });

  it("without offers is refused", () => {
    expect(codeOf(() => compileBoard(shop, { ...shop.boards[0], groups: [] }))).toBe("board-empty");
  });

  it("that would have to remember more plays than it can is an error", () => {
    const [board] = shop.boards;
    const [offer] = shop.offers.filter((one) => board.groups.includes(one.group));
    const many = Array.from({ length: 140 }, (_, i) => ({
      ...offer,
      id: `offer-${i}`,
      plays: { share: 1, restSeconds: 7200, perHour: 0 },
    }));
    const codes = (count: number) =>
      compileBoard({ ...shop, offers: many.slice(0, count) }, board).findings.map((finding) => finding.code);
    expect(codes(128)).not.toContain("pacing-too-long");
    expect(codes(129)).toContain("pacing-too-long");
  });
});
