import { describe, expect, it } from "vitest";
import { createBoard, play, said } from "./bench.ts";

const radioOf = (board: ReturnType<typeof createBoard>): string[] =>
  board
    .takeRecords()
    .filter(({ kind }) => kind === "radio")
    .map(({ text }) => text);

describe("an advert that a program makes", () => {
  it.each([
    ["new Uint8Array([2,1,6]),{interval:1000}", "advertising 020106 every 1000 ms"],
    ["[2,1,6,255]", "advertising 020106ff every 375 ms"],
    ["[1],{interval:1}", "advertising 01 every 20 ms"],
    ["[1],{interval:99999}", "advertising 01 every 10240 ms"],
    ["{},{name:'x'}", "advertising"],
    ["undefined", "advertising"],
  ])("is recorded as it goes out: %s", (call, text) => {
    const board = play(createBoard(`NRF.setAdvertising(${call});`), "1,end");
    expect(radioOf(board)).toEqual([text]);
  });

  it("keeps the interval that was set before", () => {
    const board = play(
      createBoard("NRF.setAdvertising([1],{interval:500});NRF.setAdvertising([2]);"),
      "1,end",
    );
    expect(radioOf(board)[1]).toBe("advertising 02 every 500 ms");
  });

  it.each([
    [`new Uint8Array(32)`, "ESP_ERR_INVALID_ARG"],
    ["[]", "ESP_ERR_INVALID_ARG"],
    ["5", "Expecting Array or Object, got Integer"],
    ["'ab'", "Expecting Array or Object, got String"],
    ["{},5", "Expecting Object or undefined, got Integer"],
    ["[1],'slow'", "Expecting Object or undefined, got String"],
    ["[1],null", "Expecting Object or undefined, got null"],
  ])("is refused as the firmware refuses it: %s", (call, message) => {
    const board = play(createBoard(`NRF.setAdvertising(${call});`), "1,end");
    expect(said(board).join()).toContain(message);
  });
});

describe("falling silent", () => {
  const isOn = (program: string): boolean => play(createBoard(program), "1,end").isAdvertising;

  it("ends what power-on, NRF.wake() or an advert with NRF.wake() began", () => {
    expect(isOn("NRF.sleep();")).toBe(false);
    expect(isOn("NRF.sleep();NRF.wake();")).toBe(true);
    expect(isOn("NRF.sleep();NRF.wake();NRF.sleep();")).toBe(false);
    expect(isOn("NRF.sleep();NRF.setAdvertising([1]);NRF.wake();NRF.sleep();")).toBe(false);
  });

  it("does not end what began without the firmware's mark: an advert or services that were set after it", () => {
    expect(isOn("NRF.sleep();NRF.setAdvertising([1]);NRF.sleep();")).toBe(true);
    expect(isOn("NRF.sleep();NRF.setServices({},{uart:false});NRF.sleep();")).toBe(true);
    expect(isOn("NRF.setServices({},{uart:false});NRF.sleep();")).toBe(false);
  });
});
