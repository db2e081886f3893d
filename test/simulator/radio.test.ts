import { describe, expect, it } from "vitest";
import { createBoard, play, said } from "./bench.ts";

const LISTEN = "NRF.setScan(function(){},{active:false});";
const COUNT = 'var n=0;global["#onblescan"]=function(a){n++;WIPE};setInterval(function(){print(n);},1000);';
const WIPE_ID = "new Uint8Array(E.toArrayBuffer(a.id)).fill(0);";
const WIPE_DATA = "new Uint8Array(a.data).fill(0);";

describe("adverts", () => {
  it("come unparsed to the hidden handler and parsed to setScan's own", () => {
    const keys = "function(a){print(Object.keys(a).slice(0,3).join());}";
    const hidden = play(createBoard(`${LISTEN}global["#onblescan"]=${keys};`), "10,advert,-67");
    expect(said(hidden)).toEqual(["rssi,id,data"]);
    const parsed = createBoard(
      "NRF.setScan(function(a){print(a.rssi+' '+('name' in a||'manufacturerData' in a));});",
    );
    expect(said(play(parsed, "10,advert,-67"))).toEqual(["-67 true"]);
  });

  it("are not heard before setScan, nor after it ended, nor with a handler that is no function", () => {
    const board = play(createBoard('global["#onblescan"]=function(){print("heard");};'), "10,adverts,3,-60");
    board.evaluate(LISTEN);
    board.evaluate('global["#onblescan"]=5;');
    play(board, "20,advert,-60");
    board.evaluate("NRF.setScan();");
    play(board, "30,advert,-60");
    expect(said(board)).toEqual([]);
    expect(board.adverts).toEqual({ delivered: 0, wiped: 0, unheard: 5 });
  });

  it.each([
    [WIPE_ID + WIPE_DATA, 40],
    [WIPE_ID, 0],
    [WIPE_DATA, 0],
    [`E.toArrayBuffer(a.id);${WIPE_DATA}`, 0],
    ["", 0],
  ])("are counted as wiped only when id and data were overwritten: %s", (wipe, wiped) => {
    const board = play(createBoard(LISTEN + COUNT.replace("WIPE", wipe)), "10,adverts,40,-70");
    expect(board.adverts).toEqual({ delivered: 40, wiped, unheard: 0 });
  });

  it("have new ids and payloads each, the same for the same seed", () => {
    const program = `${LISTEN}global["#onblescan"]=function(a){print(a.id+E.CRC32(new Uint8Array(a.data)));};`;
    const heard = said(play(createBoard(program), "10,adverts,50,-70"));
    expect(new Set(heard).size).toBe(50);
    expect(said(play(createBoard(program), "10,adverts,50,-70"))).toEqual(heard);
  });
});

describe("the transmitter", () => {
  it("advertises from power-on until NRF.sleep()", () => {
    const board = createBoard(
      "setTimeout(function(){NRF.sleep();},20);setTimeout(function(){NRF.wake();},40);",
    );
    expect(board.isAdvertising).toBe(false);
    const states = [10, 30, 50].map((atMs) => play(board, `${atMs},end`).isAdvertising);
    expect(states).toEqual([true, false, true]);
  });

  it("leaves a record of everything that is asked of it", () => {
    const board = createBoard(
      "ESP32.enableWifi(false);NRF.setServices({},{uart:false});NRF.setAdvertising({});NRF.sleep();",
    );
    const records = play(board, "1,end").takeRecords();
    expect(records.map((record) => `${record.kind} ${record.text}`)).toEqual([
      "wifi off",
      "radio services",
      "radio advertising",
      "radio sleep",
    ]);
  });
});
