import { describe, expect, it } from "vitest";
import type { VirtualBoard } from "../../host/simulator/board.ts";
import { runTrace } from "../../host/simulator/run.ts";
import { parseTrace } from "../../host/simulator/trace.ts";
import { answerStatus, createBoard } from "./bench.ts";

/** A card each 8.5 s from 500 ms on; presence follows the PIR. */
const PROGRAM = `var n=0,p=0;
${answerStatus({ offer: "n%3", reason1: "12", reason2: "255", slot: "n", play: "n", presence: "p" })}
setWatch(function(e){p=e.state?1:0;},22,{repeat:true,edge:"both"});
function card(){n++;g.setColor(n);g.fillRect(0,0,9,9);}
setTimeout(function(){card();setInterval(card,8500);},500);`;

const TRACE = `0,start,unknown
3000,pir,1
4000,frame
12000,pir,0
12000,status
20000,end`;

describe("runTrace", () => {
  it("finds plays at the time they begin, changes of presence, and what was asked for", () => {
    const result = runTrace(createBoard(PROGRAM), parseTrace(TRACE, "test"));
    expect(result.plays).toMatchObject([
      { atMs: 500, offer: 1, reason1: 12, reason2: 255, slot: 1 },
      { atMs: 9000, offer: 2, reason1: 12, reason2: 255, slot: 2 },
      { atMs: 17500, offer: 0, reason1: 12, reason2: 255, slot: 3 },
    ]);
    expect(result.presence).toEqual([
      { atMs: 0, presence: 0 },
      { atMs: 3000, presence: 1 },
      { atMs: 12000, presence: 0 },
    ]);
    expect(result.frames.map(({ atMs, frame }) => [atMs, frame.pixels[0]])).toEqual([[4000, 1]]);
    expect(result.statuses.map(({ atMs, status }) => [atMs, status?.slot])).toEqual([[12000, 2]]);
  });

  it("finds the same plays, to the next second, on a board that only is a VirtualBoard", () => {
    const { hardware, ...rest } = createBoard(PROGRAM);
    const inner = createBoard(PROGRAM);
    const plain: VirtualBoard = {
      hardware,
      get nowMs() {
        return inner.nowMs;
      },
      readFile: rest.readFile,
      writeFile: rest.writeFile,
      listFiles: rest.listFiles,
      advanceTo: inner.advanceTo,
      happen: inner.happen,
      frame: inner.frame,
      status: inner.status,
      command: inner.command,
      takeRecords: inner.takeRecords,
    };
    const { plays } = runTrace(plain, parseTrace(TRACE, "test"));
    expect(plays.map(({ atMs, slot }) => [atMs, slot])).toEqual([
      [1000, 1],
      [9000, 2],
      [18000, 3],
    ]);
  });

  it("begins anew after a power cut", () => {
    const trace = "0,start,unknown\n1000,power,0\n2000,power,1\n3000,end";
    const { plays, presence } = runTrace(createBoard(PROGRAM), parseTrace(trace, "test"));
    expect(plays.map(({ atMs }) => atMs)).toEqual([500, 2500]);
    expect(presence.map(({ atMs }) => atMs)).toEqual([0, 2000]);
  });

  it("hands on each record as it comes", () => {
    const seen: number[] = [];
    const board = createBoard('setInterval(function(){print("x");},700);');
    const { records } = runTrace(board, parseTrace("0,start,unknown\n3000,end", "test"), {
      onRecord: (record) => seen.push(record.atMs),
    });
    expect(seen).toEqual([700, 1400, 2100, 2800]);
    expect(records).toHaveLength(4);
  });
});
