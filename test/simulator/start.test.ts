import { describe, expect, it } from "vitest";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import { startBoard } from "../../host/simulator/start.ts";
import { answerStatus, createBoard, play, said } from "./bench.ts";

describe("power", () => {
  it("starts the program out of Storage and gives it the world's time", () => {
    const board = createBoard("print(getTime());");
    board.happen({ atMs: 500, event: "start", values: ["2026-11-27T16:00:00+01:00"], line: 1 });
    expect(said(board)).toEqual([String(Date.UTC(2026, 10, 27, 15) / 1000)]);
  });

  it("forgets timers, variables and clock at power loss, and keeps Storage", () => {
    const board = createBoard(`
      var s=require("Storage");
      if(s.read("day")===undefined)s.write("day","x");
      global.n=(global.n|0)+1;
      print(n+" "+s.list().length+" "+getTime());
      setInterval(function(){print("tick");},1000);`);
    play(board, "1500,power,0", "9000,power,1", "9500,end");
    expect(said(board)).toEqual(["1 5 0", "tick", "1 5 0"]);
  });

  it("shows nothing and answers nothing without power", () => {
    const board = createBoard(`${answerStatus({ offer: "9" })}g.fillRect(0,0,9,9);`);
    play(board, "10,end");
    expect([board.status()?.offer, board.frame().isOn, board.frame().pixels[0]]).toEqual([9, true, 65535]);
    play(board, "20,power,0");
    expect([board.status(), board.frame().isOn, board.frame().pixels[0]]).toEqual([undefined, false, 0]);
  });

  it("meets a flipped byte at the next start", () => {
    const board = play(createBoard("print(E.CRC32(require('Storage').read('a.dep')));"), "5,corrupt,a.dep,1");
    expect([...(board.readFile("a.dep") ?? [])]).toEqual([1, 253, 3]);
    expect(() => play(board, "6,corrupt,nope,1")).toThrow(expect.objectContaining({ code: "trace-corrupt" }));
  });

  it("restarts when the program does not feed the watchdog, and not while it does", () => {
    const board = createBoard(`
      print("start");E.enableWatchdog(10,false);
      var n=0;setInterval(function(){if(++n<5)E.kickWatchdog();},5000);`);
    play(board, "29900,end");
    expect(said(board)).toEqual(["start"]);
    play(board, "30100,end");
    expect(board.takeRecords().map((record) => `${record.atMs} ${record.kind} ${record.text}`)).toEqual([
      "30000 watchdog the watchdog restarts the board",
      "30000 console start",
    ]);
  });

  it("records an error in the program and lives on", () => {
    const board = createBoard('setTimeout(function(){print("alive");},5);throw new Error("broken");');
    expect(said(play(board, "10,end"))).toEqual(["broken", "alive"]);
  });

  it("says which file does not fit", () => {
    const hardware = { ...HARDWARE["esp32-cyd"], storageBytes: 4096 };
    const files = new Map([["a.dep", new Uint8Array(5000)]]);
    expect(() => startBoard({ hardware, files })).toThrow(
      expect.objectContaining({ code: "simulator-storage" }),
    );
  });
});

describe("the link", () => {
  it("answers in numbers, and with nothing where the program says something else", () => {
    const board = play(createBoard(answerStatus({})), "1,end");
    expect(board.command(2, 5, 10)).toEqual([0, 2, 5, 10]);
    board.evaluate('global.passerby=function(){return "0,x";};');
    expect(board.command(2, 5, 10)).toEqual([]);
    expect(board.status()).toBeUndefined();
  });

  it("sets the clock as a host would, over the link", () => {
    const board = createBoard("global.passerby=function(c,a,b){print(c+' '+a);return '0';};");
    play(board, "5,clock,2026-11-27T17:00:00+01:00", "6,clock,unknown");
    expect(said(board)).toEqual([`1 ${Date.UTC(2026, 10, 27, 16) / 1000}`, "7 0"]);
  });
});

describe("several boards", () => {
  it("do not influence each other", () => {
    const program = "global.n=(global.n|0)+1;Array.prototype.mark=1;print(n+typeof [].mark);";
    const boards = [createBoard(program), createBoard(program)];
    for (const board of boards) play(board, "1,end");
    expect(boards.map(said)).toEqual([["1number"], ["1number"]]);
    expect("mark" in Array.prototype).toBe(false);
  });

  it("go the same way with the same seed", () => {
    const program = "print(Math.random()+' '+peek32(0x3FF75144));";
    const [one, two] = [createBoard(program), createBoard(program)].map((board) =>
      said(play(board, "1,end")),
    );
    expect(one).toEqual(two);
  });
});
