import { describe, expect, it } from "vitest";
import { createBoard, play, said } from "./bench.ts";

/** What a program prints within 200 ms, joined. */
function run(program: string): string {
  return said(play(createBoard(program), "200,end")).join(" ");
}

describe("timers", () => {
  it("runs timers that are due together in the order of their making, not of their interval", () => {
    expect(
      run(`
        var id=setInterval(function(){print("A");},10);
        setTimeout(function(){print("B");setTimeout(function(){print("C");},10);},10);
        setTimeout(function(){print("D");},20);
        setTimeout(function(){clearInterval(id);},35);`),
    ).toBe("A B A D C A");
  });

  it("keeps the phase of an interval", () => {
    expect(run("setInterval(function(){print(Math.round(getTime()*1000));},60);")).toBe("60 120 180");
  });

  it("runs a timeout of 0 a tenth of a millisecond later, behind what is due now", () => {
    expect(
      run(`
        setTimeout(function(){setTimeout(function(){print("late",0);print(getTime());},0);},20);
        setTimeout(function(){print("now");},20);`),
    ).toBe("now late 0.0201");
  });

  it("goes on with an interval whose function throws, and records the error", () => {
    expect(run('setInterval(function(){throw new Error("oh");},90);')).toBe("oh oh");
  });

  it("gives the number of the last timer again when that one is gone", () => {
    expect(
      run(`
        var a=setTimeout(function(){},50),b=setTimeout(function(){},60);
        clearTimeout(b);
        print(a+","+b+","+setTimeout(function(){},70));`),
    ).toBe("1,2,2");
  });

  it("refuses to clear undefined, and clears all timers when asked for none", () => {
    expect(
      run(`
        setTimeout(function(){print("never");},5);
        try{clearTimeout(undefined);}catch(e){print(e.message);}
        clearTimeout();`),
    ).toBe("clearTimeout(undefined) not allowed. Use clearTimeout() instead");
  });

  it("walks the list anew when a callback cleared a timer that is due as well", () => {
    expect(
      run(`
        setTimeout(function(){print("A");clearTimeout(2);},10);
        setTimeout(function(){print("B");},10);
        setTimeout(function(){print("C");},10);`),
    ).toBe("A C");
  });

  it("leaves timers alone when the clock is set", () => {
    expect(run("setTimeout(function(){print(getTime());},100);setTime(1000);")).toBe("1000.1");
  });
});
