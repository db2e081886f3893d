// The hardware of a display that a Linux build of Espruino lacks, in Espruino's own language: pins at rest, a radio
// that is silent, a panel that takes everything. With it the board's own program runs as it does on a board.
import type { Hardware } from "../../simulator/board.ts";

/**
 * Text that is evaluated before `.boot0`. Built-ins are replaced through `global.`: plain assignment to one throws.
 * The console stays where it is, for it is the only way in.
 */
export function describeHardware(hardware: Hardware): string {
  const { panel } = hardware;
  const colour = `global.g=Graphics.createCallback(${panel.width},${panel.height},16,{setPixel:function(){},fillRect:function(){}});`;
  return [
    "global.setWatch=function(){return 1;};",
    // Nobody holds the button: its pull-up keeps it high; stock builds that invert it say 0.
    `global.digitalRead=function(p){return p===${hardware.pins.button ?? -1}&&${hardware.env === "ESP32_CYD" ? 0 : 1};};`,
    "global.pinMode=function(){};global.analogWrite=function(){};",
    "global.NRF={sleep:function(){},wake:function(){},setServices:function(){},setAdvertising:function(){}};",
    // As in the firmware: a program sees by this slot that adverts come unparsed.
    'NRF.setScan=function(f){if(f)global["#onblescan"]=function(){};else delete global["#onblescan"];};',
    "global.ESP32={enableWifi:function(){}};",
    "E.setConsole=function(){};E.enableWatchdog=function(){};E.kickWatchdog=function(){};",
    "Serial1.setup=function(){};Serial2.setup=function(){};",
    panel.driver === "builtin" ? colour : "I2C1.setup=function(){};I2C1.writeTo=function(){};",
  ].join("\n");
}
