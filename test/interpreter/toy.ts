// A toy program in Espruino's language for tests of the drivers themselves: it draws, counts, watches and stores.
import type { BoardFiles } from "../../host/simulator/board.ts";
import { STATUS_FIELDS } from "../../shared/link/command.ts";
import { DIR_PROGRAM, DIRECTORY_BYTES, DIRECTORY_OFFSET } from "../../shared/link/slot.ts";

const BOOT = `E.setConsole(Serial1,{force:true});NRF.sleep();
var d=new Uint32Array(E.toArrayBuffer(require("Storage").read("a",${DIRECTORY_OFFSET},${DIRECTORY_BYTES})));
eval(require("Storage").read("a",d[${DIR_PROGRAM}],d[${DIR_PROGRAM + 1}]));`;

/**
 * Draws a square that moves one pixel a tick, answers `passerby(0)` with ticks (as play), presence and screen (taps).
 * @param intervalMs between ticks
 * @param squarePx side of the square
 */
export function toyFiles(intervalMs: number, squarePx: number): BoardFiles {
  const answers = STATUS_FIELDS.map((field) => TOY_ANSWERS[field] ?? "0").join("+','+");
  return {
    boot: BOOT,
    program: `(function(){
var ticks=0,taps=0,presence=0,o=g;
function draw(){
  o.setBgColor(0x1234);o.clear();
  o.setColor(0xffff);o.fillRect(ticks,10,ticks+${squarePx - 1},${9 + squarePx});
  o.setFontCustom("\\xff\\xff\\x00\\xff\\xff\\x00",65,"\\x03\\x03",8);
  o.setColor(0xf800);o.drawString("AB",50,100);
}
setInterval(function(){ticks++;draw();},${intervalMs});
setWatch(function(e){presence=e.state?1:0;},35,{repeat:true,edge:"both"});
E.on("touch",function(p){if(p.b){taps++;require("Storage").write("taps",""+taps);}});
draw();
print("toy "+process.env.BOARD);
global.passerby=function(c,a,b){return "0,"+${answers};};
})();`,
    deployment: Uint8Array.from({ length: 300 }, (_, i) => i & 255),
    fonts: Uint8Array.from([1, 2, 3, 4]),
  };
}

const TOY_ANSWERS: Readonly<Record<string, string>> = {
  play: "ticks",
  presence: "presence",
  screen: "taps",
  minuteOfWeek: "(getTime()|0)",
};
