// Panels for the interpreter: a colour panel as a callback graphics into stripes, and I2C or SPI whose bytes are printed.
import type { Hardware, SpiPins } from "../../host/simulator/board.ts";
import { PAPER_BUSY_MS } from "../../host/simulator/ssd1680.ts";

/** Lines of a stripe: 320 x 30 x 2 bytes fit into one flat block of the interpreter's memory; a whole panel does not. */
const STRIPE_LINES = 30;

/**
 * Text that defines `printFrame(line)` and the panel that the board has. Needs `say(tag, text)` and `nowMs`.
 * A frame is printed as `@frame line,<base64 of one stripe>` once a stripe (colour) or as `@frame line` alone
 * (a panel on I2C: the host rebuilds it from the `@i2c` lines before).
 */
export function panelText(hardware: Hardware): string {
  const { panel } = hardware.pins;
  if (panel !== undefined) return panel.busy === undefined ? countText(panel) : spiText(panel);
  return hardware.panel.driver === "builtin"
    ? colourText(hardware.panel.width, hardware.panel.height)
    : I2C_TEXT;
}

// A 16 bit buffer keeps the high byte first; a Uint16Array on it reads the low one first.
function colourText(width: number, height: number): string {
  return `
var stripes=[],views=[];
(function(){
  for(var k=0;k<${Math.ceil(height / STRIPE_LINES)};k++){
    var s=Graphics.createArrayBuffer(${width},${STRIPE_LINES},16);
    stripes.push(s);
    views.push(new Uint16Array(s.buffer));
  }
})();
global.g=Graphics.createCallback(${width},${height},16,{
  setPixel:function(x,y,c){views[y/${STRIPE_LINES}|0][y%${STRIPE_LINES}*${width}+x]=c;},
  fillRect:function(x1,y1,x2,y2,c){
    var last=y2/${STRIPE_LINES}|0,swapped=c>>8|(c&255)<<8;
    for(var k=y1/${STRIPE_LINES}|0;k<=last;k++)
      stripes[k].setColor(swapped).fillRect(x1,y1-k*${STRIPE_LINES},x2,y2-k*${STRIPE_LINES});
  }
});
function printFrame(line){
  say("frame",line);
  for(var k=0;k<stripes.length;k++)say("stripe",btoa(E.toString(new Uint8Array(stripes[k].buffer))));
}
`;
}

// The bus exists on Linux and cannot be replaced as a whole; its methods can.
const I2C_TEXT = `
function printFrame(line){say("frame",line);}
I2C1.setup=function(){};
I2C1.writeTo=function(address,data){if(address!==60)record("error","nothing answers at I2C address "+address);say("i2c",(address|0)+","+btoa(E.toString(data)));};
`;

// The same for SPI. The time goes with every message, for a chip takes its time; here only its BUSY line is played.
function spiText({ select, data, reset, busy }: SpiPins): string {
  const { full, partial, reset: start } = PAPER_BUSY_MS;
  return `
var spiData=1,spiSelect=1,spiReset=1,spiCommand=0,spiMode=0,busyMs=-1;
function printFrame(line){say("spi",nowMs+",,");say("frame",line);}
global.digitalWrite=function(p,v){
  if(p===${data})spiData=v;
  if(p===${select})spiSelect=v;
  if(p===${reset}){
    if(!v&&spiReset){say("spi",nowMs+",r,");busyMs=nowMs+${start};}
    spiReset=v;
  }
};
global.digitalRead=function(p){return p===${busy ?? -1}?(nowMs<busyMs?1:0):levels[p]|0;};
SPI1.setup=function(){};
SPI1.write=function(bytes){
  if(spiSelect)record("error","bytes were sent over SPI, and no chip was selected");
  if(!bytes.length)return;
  say("spi",nowMs+","+spiData+","+btoa(E.toString(bytes)));
  if(!spiData){
    spiCommand=bytes[0];
    if(spiCommand===0x12)busyMs=nowMs+${start};
    if(spiCommand===0x20)busyMs=nowMs+(spiMode&8?${partial}:${full});
  }else if(spiCommand===0x22)spiMode=bytes[0];
};
`;
}

// A chip that says nothing of its own: what it waits for is counted in writes to its lines, and these go with every message.
function countText({ select, data, reset }: SpiPins): string {
  return `
var spiData=1,spiSelect=1,spiReset=1,writes=0;
function printFrame(line){say("frame",line);}
global.digitalWrite=function(p,v){
  writes++;
  if(p===${data})spiData=v;
  if(p===${select})spiSelect=v;
  if(p===${reset}){
    if(v!==spiReset)say("spi",writes+",r,");
    spiReset=v;
  }
};
SPI1.setup=function(){};
SPI1.write=function(bytes){
  if(spiSelect||!spiReset)record("error","bytes were sent over SPI, and no chip was selected");
  if(bytes.length)say("spi",writes+","+spiData+","+btoa(E.toString(bytes)));
};
`;
}
