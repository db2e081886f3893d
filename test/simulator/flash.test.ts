import { describe, expect, it } from "vitest";
import { STORAGE_BASE } from "../../host/simulator/hardware.ts";
import { askInterpreter, askSimulator, ESPRUINO } from "./interpreter.ts";

/** A program that tells what the module Flash does. @param base where Storage begins */
function writeProgram(base: number): string {
  return `
var F=require("Flash"),B=${base},s=require("Storage");
function t(f){var r;try{r=f();}catch(e){r=e.message;}print("@"+JSON.stringify(r===undefined?null:r));}
function list(a){var o=[];for(var i=0;a&&i<a.length;i++)o.push(a[i]);return o;}
t(function(){return list(F.read(8,B));});
t(function(){return F.read(0,B);});
t(function(){return F.write("abcde",B+3);});
t(function(){return list(F.read(12,B));});
t(function(){return F.write([1,2,255],B);});
t(function(){return list(F.read(12,B));});
t(function(){return F.write(undefined,B);});
t(function(){return F.erasePage("x");});
t(function(){return F.erasePage(12.5);});
t(function(){return F.erasePage();});
t(function(){return F.erasePage(B+7);});
t(function(){return list(F.read(12,B));});
t(function(){s.write("log","",0,40);F.write("x",B+32+5);return s.read("log",4,3).charCodeAt(1);});
t(function(){return F.getPage(B-1);});
t(function(){return F.getPage(B+5000).addr%1024;});
t(function(){return F.getPage(B+262144);});
`;
}

describe("the module Flash", () => {
  it.skipIf(!ESPRUINO)("answers as the interpreter's", () => {
    const real = askInterpreter(writeProgram(0x10000000)).lines;
    expect(real).toHaveLength(16);
    expect(askSimulator(writeProgram(STORAGE_BASE)).lines).toEqual(real);
  });

  it("writes under Storage's files, and erases a page of them", () => {
    const { lines } = askSimulator(
      `var F=require("Flash"),s=require("Storage");s.write("a","abc");print("@"+s.list());` +
        `F.erasePage(${STORAGE_BASE});print("@"+s.list().length);`,
    );
    expect(lines).toEqual(["a", "0"]);
  });
});
