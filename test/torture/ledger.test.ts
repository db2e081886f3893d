import { describe, expect, it } from "vitest";
import { makeCounter } from "../policy/counter.ts";
import { runLedger, tortureLedger } from "./ledger.ts";

const CUTS = 250;

/** Another program out of the same text. */
function change(part: string, by: string): (text: string) => string {
  return (text) => {
    const pieces = text.split(part);
    if (pieces.length !== 2) throw new Error(`"${part}" is there ${pieces.length - 1} times`);
    return pieces.join(by);
  };
}

describe("statistics whose power is cut", () => {
  it("P5: overspend nothing, draw nothing twice, and leave nothing but records", async () => {
    const { text, failures } = await runLedger(CUTS, 1);
    expect([failures, text]).toEqual([
      0,
      `statistics: ${CUTS} points, budget overspent 0, drawn twice 0, damaged 0\n`,
    ]);
  });

  const look = change("if (readBit(at, mask) === 0) return false;", "");
  const erase = change("eraseFlash(address + (from & PAGE_BYTES));", "");
  const trust = change("return checkEntry(from) === CRC_ERASED ? address : 0;", "return address;");

  it("P5: a program that looks at no bit overspends, and is found (control)", async () => {
    expect(tortureLedger(await makeCounter(["footfall"], look), CUTS, 1).overspent).toBeGreaterThan(0);
  });

  it("P5: a program that draws before it spends overspends where the power goes in between, and is found (control)", async () => {
    const hasty = change(
      "if (HAS_FOOTFALL && spend(record, hour)) {",
      "draw(1);\n if (spend(record, hour)) {",
    );
    expect(tortureLedger(await makeCounter(["footfall"], hasty), CUTS, 1).overspent).toBeGreaterThan(0);
  });

  it("P5: a program that keeps its seed sees that it is still there; one that does not look draws twice (control)", async () => {
    const careful = tortureLedger(await makeCounter(["footfall"], erase), CUTS, 1);
    expect([careful.overspent, careful.drawnTwice]).toEqual([0, 0]);
    const careless = await makeCounter(["footfall"], (text) => trust(erase(text)));
    expect(tortureLedger(careless, CUTS, 1).drawnTwice).toBeGreaterThan(0);
  });
});
