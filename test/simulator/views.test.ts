import { expect, test } from "vitest";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import { startBoard } from "../../host/simulator/start.ts";
import { parseTrace } from "../../host/simulator/trace.ts";

/** What a program prints that prints the value of an expression, or what it throws. */
function printed(expression: string): string[] {
  const program = `print("" + (${expression}));`;
  const files = new Map([[".boot0", new TextEncoder().encode(program)]]);
  const board = startBoard({ hardware: HARDWARE["esp32-cyd"], files });
  for (const event of parseTrace("0,start,unknown\n1,end", "views")) board.happen(event);
  return board.takeRecords().map((record) => record.text.trim());
}

test("a view that begins beyond byte 65,535 is refused, as Espruino does", () => {
  expect(printed("new Uint8Array(new Uint8Array(70000).buffer, 65536, 1).length").join()).toMatch(
    /byteOffset/,
  );
});

test("a view that begins at byte 65,535 is made, and is what it seems (control)", () => {
  expect(printed("new Uint8Array(new Uint8Array(70000).buffer, 65535, 2).length")).toEqual(["2"]);
  expect(printed("new Uint16Array([1, 2, 3]) instanceof Uint16Array")).toEqual(["true"]);
  expect(printed("new Uint16Array([1, 2, 3])[2]")).toEqual(["3"]);
});
