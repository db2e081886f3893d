import { describe, expect, it } from "vitest";
import { parseTrace } from "../../host/simulator/trace.ts";
import { placeHands } from "./hand.ts";
import { openShopBoard } from "./shop.ts";

const TRACE = parseTrace("0,start,unknown\n2050,frame\n9000,end\n", "hand.trace");

describe("placeHands", () => {
  it("puts a tap and its release among the events, inside of the panel", async () => {
    const { files, hardware } = await openShopBoard("crime-shelf");
    const hand = { atMs: 2000, line: 2, screen: "controls", action: "why" };
    const events = placeHands(TRACE, [hand], files.deployment);
    expect(events.map(({ atMs, event }) => [atMs, event])).toEqual([
      [0, "start"],
      [2000, "touch"],
      [2050, "frame"],
      [2100, "release"],
      [9000, "end"],
    ]);
    const [x, y] = events[1]?.values.map(Number) ?? [];
    expect(x).toBeGreaterThan(0);
    expect(x).toBeLessThan(hardware.panel.width);
    expect(y).toBeGreaterThan(0);
    expect(y).toBeLessThan(hardware.panel.height);
  });

  it("reaches an entry of the menu by short presses and one long press", async () => {
    const { files } = await openShopBoard("window");
    const hand = { atMs: 2100, line: 2, screen: undefined, action: "know" };
    const presses = placeHands([], [hand], files.deployment);
    const lengths = presses
      .map(({ atMs }, i) => (presses[i + 1]?.atMs ?? 0) - atMs)
      .filter((_, i) => i % 2 === 0);
    expect(
      presses.every(({ event }, i) => event === "button" && presses[i]?.values[0] === `${1 - (i % 2)}`),
    ).toBe(true);
    expect(lengths.at(-1)).toBeGreaterThan(600);
    expect(lengths.slice(0, -1).every((lengthMs) => lengthMs < 600)).toBe(true);
    expect(lengths.length).toBeGreaterThan(1);
  });

  it.each([
    ["an action that no board has", { screen: "controls", action: "sing" }],
    ["a screen that no board has", { screen: "cinema", action: "why" }],
    ["an action that is not on that screen", { screen: "why", action: "dismiss" }],
  ])("refuses %s", async (_, what) => {
    const { files } = await openShopBoard("crime-shelf");
    expect(() => placeHands(TRACE, [{ atMs: 1, line: 2, ...what }], files.deployment)).toThrowError(
      expect.objectContaining({ code: "scenario-hand" }),
    );
  });
});
