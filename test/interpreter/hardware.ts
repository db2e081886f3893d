// The hardware that a Linux build of the interpreter lacks, in its own language: pins, radio, console, watchdog.
import type { Hardware } from "../../host/simulator/board.ts";
import { BODY_TEXT } from "./body.ts";

/**
 * Text that replaces, through `global.`, every global of firmware/ports/espruino.d.ts that touches hardware, and
 * defines what the play calls: `pin`, `touch`, `advert`, `uart`. Stands after TIMERS_TEXT and needs
 * `say(tag, text)`, `record(kind, text)`, `failed(error)` and `call(f, argument)`.
 * @param baseMs milliseconds since 1970 (or since power-on) at virtual time 0
 * @param levels pins that are driven from outside, and their levels at power-on
 */
export function hardwareText(
  hardware: Hardware,
  baseMs: number,
  levels: Readonly<Record<number, number>>,
): string {
  return `
var baseMs=${baseMs},levels=${JSON.stringify(levels)},watches=[],touchers=[];
global.getTime=function(){return (baseMs+nowMs)/1000;};
global.setTime=function(s){baseMs=s*1000-nowMs;};
global.print=function(text){record("console",text);};
global.process={env:{BOARD:${JSON.stringify(hardware.env)},VERSION:"2v29"}};
global.USB={};
var noise=1;
global.peek32=function(){noise=(noise*16807)%2147483647;return noise;};
${PINS_TEXT}${DEVICES_TEXT}${BODY_TEXT}
global.analogWrite=function(p,v){${
    hardware.pins.backlight === undefined
      ? ""
      : `if(p===${hardware.pins.backlight})say("light",Math.round(Math.min(Math.max(v,0),1)*255));`
  }};
`;
}

// A watch without debounce fires at the edge; one with debounce arms a timer at the end of the array and moves it on at
// every further edge, and fires only if the level is then another than at the last firing.
const PINS_TEXT = `
global.digitalRead=function(p){return levels[p]|0;};
global.pinMode=function(){};
global.setWatch=function(f,p,o){
  watches.push({f:f,p:p,r:!!(o&&o.repeat),b:(o&&o.debounce)||0,s:!!levels[p],t:null});
  return watches.length;
};
global.clearWatch=function(){watches=[];};
function fire(w,state,ms){
  w.s=state;
  if(!w.r)watches=watches.filter(function(other){return other!==w;});
  call(w.f,{state:state,time:(baseMs+ms)/1000,pin:w.p});
}
function edge(w,state){
  if(!w.b)return fire(w,state,nowMs);
  if(w.t){
    var dueMs=w.t.d,held=w.t.s;
    w.t.d=nowMs+w.b;w.t.s=state;
    if(nowMs>dueMs&&state!=w.s){dropTimer(w.t);w.t=null;fire(w,held,dueMs-w.b);}
  }else if(state!=w.s){
    var t={i:timers.length?timers[timers.length-1].i+1:1,d:nowMs+w.b,n:0,s:state,w:w};
    t.f=function(){w.t=null;if(w.s!=t.s)fire(w,t.s,t.d-w.b);};
    w.t=t;
    timers.push(t);
  }
}
function pin(p,level){
  if((levels[p]|0)===level)return;
  levels[p]=level;
  for(var k=0;k<watches.length;k++)if(watches[k].p===p)edge(watches[k],!!level);
}
`;

// Serial ports exist on Linux and cannot be replaced as a whole; their methods can.
const DEVICES_TEXT = `
var open={},hearers={Serial1:[],Serial2:[]},isScanning=false,advertMs=375,watchdogMs=0,kickedMs=0,touched=null;
function serial(port,name){
  port.setup=function(){open[name]=true;listenBody();};
  port.write=function(data){obeyBody(data);};
  port.on=function(event,f){if(event=="data")hearers[name].push(f);};
  port.removeAllListeners=function(event){if(event=="data")hearers[name]=[];};
}
serial(Serial1,"Serial1");
serial(Serial2,"Serial2");
global.ESP32={enableWifi:function(isOn){record("wifi",isOn?"on":"off");}};
global.NRF={
  sleep:function(){record("radio","sleep");},
  wake:function(){record("radio","wake");},
  setServices:function(services,options){record("radio","services");},
  setAdvertising:function(data,options){
    if(options&&options.interval!==undefined)advertMs=Math.min(Math.max(options.interval|0,20),10240);
    var text="";
    if(data&&data.length!==undefined){
      if(!data.length||data.length>31)throw new Error("BLE: ESP_ERR_INVALID_ARG");
      for(var k=0;k<data.length;k++)text+=(data[k]+256).toString(16).substr(1);
      text=" "+text+" every "+advertMs+" ms";
    }
    record("radio","advertising"+text);
  },
  setScan:function(f,options){
    isScanning=!!f;
    if(f)global["#onblescan"]=function(){};else delete global["#onblescan"];
    record("radio",f?"scan":"no scan");
  }
};
E.on=function(event,f){if(event=="touch")touchers.push(f);};
E.removeAllListeners=function(event){if(event=="touch")touchers=[];};
E.setConsole=function(device,options){};
E.enableWatchdog=function(s,auto){
  watchdogMs=auto===undefined||auto?0:Math.max(Math.floor(s+0.5),1)*1000;
  kickedMs=nowMs;
};
function lookAtWatchdog(){
  if(!watchdogMs||nowMs<kickedMs+watchdogMs)return;
  record("watchdog","the watchdog restarts the board");
  kickedMs=nowMs;
}
E.kickWatchdog=function(){lookAtWatchdog();kickedMs=nowMs;};
E.getErrorFlags=function(){return [];};
function report(point){for(var k=0;k<touchers.length;k++)call(touchers[k],point);}
function touch(x,y){
  if(touched&&touched.x===x&&touched.y===y)return;
  touched={x:x,y:y,b:1};
  report({x:x,y:y,b:1});
}
function release(){
  if(!touched)return;
  var last=touched;
  touched=null;
  report({x:last.x,y:last.y,b:0});
}
function isOneByte(text){
  for(var k=1;k<text.length;k++)if(text[k]!==text[0])return false;
  return true;
}
function advert(rssi,id,data){
  var f=global["#onblescan"];
  if(!isScanning||!f)return;
  var event={rssi:rssi,id:id,data:E.toArrayBuffer(data)};
  call(f,event);
  if(!isOneByte(id)||!isOneByte(data))failed("an advert was left as it came");
}
function uart(data){
  var list=hearers[open.Serial2?"Serial2":"Serial1"];
  if(open.Serial2||open.Serial1)for(var k=0;k<list.length;k++)call(list[k],data);
}
`;
