// What stands before the sensors of a board, for the interpreter, in its own language: a radar that sends frames, and a VL53L0X.
// Written for itself, beside host/simulator/body.ts and ranger.ts: what one of them has wrong, the comparison shows.
import { encodeFrame } from "../presence/frame.ts";

const NOBODY = Buffer.from(encodeFrame({}), "latin1").toString("base64");

/**
 * Text that defines `radarSays(frame, isMild)` ("" = silent), `range(mm, isMild)` (-1 = no answer), `sendFrames(untilMs)`,
 * `listenBody()` and `obeyBody(data)`. What is mild does not wake a sensor that is off.
 */
export const BODY_TEXT = `
var frame=atob("${NOBODY}"),rangeMm=8190,frameMs=Infinity;
function radarSays(text,isMild){if(frame!==""||!isMild)frame=text;}
function range(mm,isMild){if(rangeMm>=0||!isMild)rangeMm=mm;}
function frameAfter(ms){return (Math.floor((ms-37)/100)+1)*100+37;}
function listenBody(){frameMs=frameAfter(nowMs);}
function obeyBody(data){
  var hex="";
  for(var k=0;k<data.length;k++)hex+=(256+data.charCodeAt(k)).toString(16).substr(1);
  record("uart",hex);
  var c=data.charCodeAt(6);
  if(c===255)frameMs=Infinity;
  else if(c===254)frameMs=frameAfter(nowMs);
  else if(c===163)frameMs=frameAfter(nowMs+1000);
}
function sendFrames(ms){
  // A timer may open the port, or send a command: only then frames begin or end.
  for(;;){
    var due=nextDueMs();
    if(Math.min(due,frameMs)>ms)return;
    if(due<=frameMs)advanceTo(due);
    else{
      if(frameMs>nowMs)nowMs=frameMs;
      frameMs+=100;
      if(frame!=="")uart(frame);
    }
  }
}
`;

/** Text that puts the sensor on the bus, beside whatever else hangs there. */
export const BUS_TEXT = `
(function(){
  var others=I2C1.writeTo,regs=new Uint8Array(256),pointer=0,page=0,isArmed=false,readyMs=Infinity,count=0;
  I2C1.setup=function(){};
  function look(r){
    if(page===1)return r===145?60:0;
    if(r===19){if(nowMs<readyMs)return 0;count++;return 4;}
    if(r===20)return (rangeMm<8190?11:4)<<3;
    var mm=rangeMm<8190?rangeMm+(count&1):rangeMm;
    if(r===30)return mm>>8;
    if(r===31)return mm&255;
    return r===192?238:regs[r];
  }
  I2C1.writeTo=function(address,data){
    if(address!==41)return others.call(I2C1,address,data);
    if(rangeMm<0)throw new Error("no ACK");
    pointer=data[0];
    for(var k=1;k<data.length;k++){
      var r=(pointer+k-1)&255,v=data[k];
      if(r===255)page=v;
      else if(page===1){if(r===145)isArmed=v===60;}
      else if(r===11)readyMs=Infinity;
      else{
        regs[r]=v;
        if(r===0&&(v&1)){
          if(regs[1]===1||regs[1]===2)readyMs=nowMs;
          else if(isArmed)readyMs=nowMs+33;
          isArmed=false;
        }
      }
    }
  };
  I2C1.readFrom=function(address,n){
    if(address!==41||rangeMm<0)throw new Error("no ACK");
    var bytes=new Uint8Array(n);
    for(var k=0;k<n;k++)bytes[k]=look((pointer+k)&255);
    return bytes;
  };
})();
`;
