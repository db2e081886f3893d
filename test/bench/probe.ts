// Looks at the memory of the interpreter while the program runs: after the boot, inside the calls that draw, and while
// a new deployment is written beside it.
import type { BoardKind } from "../../host/shop/model.ts";
import { DIRECTORY_OFFSET, SLOT_B } from "../../shared/link/slot.ts";

export const MOMENTS = ["boot", "redraw", "deploy"] as const;
export type Moment = (typeof MOMENTS)[number];

/** Bytes of a new deployment that come at a time. */
const CHUNK_BYTES = 1024;
/** So much of it: the last bytes need no more memory than the first ones. */
export const DEPLOYED_BYTES = 8 * CHUNK_BYTES;

/** The board shows cards and pages for so long. */
const WATCHED_SECONDS = 60;

/**
 * Stands before everything else. `probe.look(moment)` remembers the most variables seen at a moment; a canvas
 * looks by itself, and what that takes is not counted. The real functions are taken before the prelude puts its own in their place.
 */
export const PROBE_TEXT = `
global.probe=(function(real,memory,makeBuffer,list){
  var most={boot:0,redraw:0,deploy:0},own=0;
  function look(moment){
    var usage=memory().usage-own;
    if(usage>most[moment])most[moment]=usage;
  }
  function watch(o,name){
    var f=o[name];
    o[name]=function(a,b,c,d){
      look("redraw");
      return arguments.length<2?f.call(o,a):arguments.length<4?f.call(o,a,b,c):f.call(o,a,b,c,d);
    };
  }
  function canvas(o){
    var before=memory().usage;
    watch(o,"drawString");watch(o,"fillRect");watch(o,"setFontCustom");
    own+=memory().usage-before;
    return o;
  }
  Graphics.createArrayBuffer=function(w,h,b,o){return canvas(makeBuffer(w,h,b,o));};
  return {
    look:look,
    canvas:canvas,
    deploy:function(text,at){
      var data=atob(text);
      look("deploy");
      require("Storage").write("${SLOT_B}",data,at);
      look("deploy");
    },
    tell:function(){for(var k in most)real("@usage "+k+" "+most[k]);},
    list:function(){real("@list");list();real("@end");}
  };
})(print,process.memory,Graphics.createArrayBuffer,E.dumpVariables);
`;

/** What happens to the board: it starts, cards and pages change for a minute, then a new deployment comes. */
export function callsOf(kind: BoardKind, deployment: Uint8Array): string[] {
  const calls = ['probe.look("boot");', "probe.list();"];
  const isBuiltin = kind === "esp32-cyd";
  if (isBuiltin) calls.push("probe.canvas(g);");
  for (let second = 1; second <= WATCHED_SECONDS; second++) {
    calls.push(`play.to(${second * 1000});`);
    if (isBuiltin && second % 20 === 10) calls.push("play.touch(150,228);", "play.release();");
    if (!isBuiltin && second % 20 === 10) calls.push("play.pin(9,0);");
    if (!isBuiltin && second % 20 === 11) calls.push("play.pin(9,1);");
  }
  for (let at = 0; at < DEPLOYED_BYTES; at += CHUNK_BYTES) {
    const part = Buffer.from(deployment.subarray(at, at + CHUNK_BYTES)).toString("base64");
    calls.push(`probe.deploy("${part}",${at + DIRECTORY_OFFSET});`);
  }
  calls.push("probe.tell();");
  return calls;
}
