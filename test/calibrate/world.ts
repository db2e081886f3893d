// Sensors of a shop for a Linux build of Espruino, in its own language: what they say depends on `world`, which the test sets.
// Time runs ten times faster for the board, so that a walk takes seconds.
import { describeHardware } from "../../host/board/transport/hardware.ts";
import type { Hardware } from "../../host/simulator/board.ts";
import { encodeFrame } from "../presence/frame.ts";

export const SPEED = 10;
/** In the order of the walk. */
export const WORLDS = ["empty", "stand", "edge", "outside"] as const;

const FRAMES = {
  // A curtain in the fifth gate.
  empty: { movingCm: 400, movingEnergy: 34 },
  stand: { movingCm: 110, movingEnergy: 60 },
  edge: { movingCm: 190, movingEnergy: 45 },
  outside: { movingCm: 420, movingEnergy: 30 },
};

/** Adverts a second above the two of the neighbours, and their strengths from a strongest one down. */
const PHONES = { empty: 0, stand: -50, edge: -58, outside: -76 };
/** Virtual seconds between two movements that the PIR sees; 0 = none. */
const MOVES = { empty: 0, stand: 7, edge: 4, outside: 0 };

/** Hardware with a PIR, an LD2410 on its UART and a radio. */
export function describeWorld(hardware: Hardware): string {
  const frames = Object.fromEntries(
    Object.entries(FRAMES).map(([world, frame]) => [
      world,
      Buffer.from(encodeFrame(frame), "latin1").toString("base64"),
    ]),
  );
  return [
    describeHardware(hardware),
    `var world="empty",watched={},frames=${JSON.stringify(frames)},phones=${JSON.stringify(PHONES)},moves=${JSON.stringify(MOVES)};`,
    "var realInterval=setInterval,realTime=getTime,zero=realTime();",
    `global.setInterval=function(f,ms){return realInterval(f,ms/${SPEED});};`,
    `global.getTime=function(){return zero+(realTime()-zero)*${SPEED};};`,
    "global.setWatch=function(f,pin){watched[pin]=f;var s=0;setInterval(function(){s++;var m=moves[world];" +
      "if(m)watched[pin]({state:s%m==0,time:getTime()});else watched[pin]({state:false,time:getTime()});},1000);return 1;};",
    'Serial2.setup=function(){setInterval(function(){Serial2.emit("data",atob(frames[world]));},500);};',
    "Serial2.write=function(){};",
    'var heard=0;NRF.setScan=function(f){if(!f)return;global["#onblescan"]=f;setInterval(function(){' +
      'var h=global["#onblescan"];if(!h)return;heard++;' +
      'function say(r){h({rssi:r,id:"5e:ed:ed:00:00:"+(10+heard%80)+" public",data:new Uint8Array(20).buffer});}' +
      "say(-84-heard%6);var p=phones[world];if(p){say(p-heard%5);say(p-2-heard%3);}},500);};",
  ].join("\n");
}
