// P1, P4: 100,000 transmitters that can be told apart, and none of them anywhere afterwards.
import { describe, expect, it } from "vitest";
import { openSubject } from "../promises/stand.ts";
import { findPeople, leak, listen, watchCrowd } from "./crowd.ts";
import { COUNTED, openVariant } from "./variant.ts";

const CROWD = 100_000;
const FEW = 2_000;
/** On boards that send or count. */
const SOME = 10_000;
/** What a program that leaks would have at hand. */
const OWN = `var DIGITS="ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
function BYTE(i){return parseInt(advert.id.substr(i*3,2),16);}`;

describe("a crowd of 100,000 canaries, on the shipping program", () => {
  it("P1: leaves no four bytes of anybody in flash, console, answers, texts drawn, frames, radio and records", async () => {
    const subject = listen(await openSubject("crime-shelf"));
    const crowd = watchCrowd(subject, CROWD, 1);
    expect(crowd.delivered).toBe(CROWD);
    expect(crowd.frames).toBeGreaterThan(10);
    expect(crowd.texts).toBeGreaterThan(100);
    expect(findPeople(crowd, watchCrowd(subject, CROWD, 2).sinks)).toEqual([]);
  }, 400_000);

  it.each([
    ["sends a link", { radio: "link", link: "https://example.org" }],
    ["sends what is sensed", { radio: "bthome" }],
    ["counts", { statistics: COUNTED }],
  ] as const)("P1: leaves nothing of any of 10,000 on a board that %s either", async (_what, change) => {
    const subject = listen(await openVariant("crime-shelf", change));
    const crowd = watchCrowd(subject, SOME, 1);
    expect(crowd.delivered).toBe(SOME);
    expect(findPeople(crowd, watchCrowd(subject, SOME, 2).sinks)).toEqual([]);
  });

  it("P1: a program that puts a payload into the advert that it may send is caught (control)", async () => {
    const subject = listen(await openVariant("crime-shelf", { radio: "bthome" }));
    const send =
      "NRF.setAdvertising(new Uint8Array(advert.data),{interval:1000,connectable:false,scannable:false})";
    const crowd = watchCrowd(leak(subject, send), FEW, 1);
    expect(findPeople(crowd, watchCrowd(subject, FEW, 2).sinks).length).toBeGreaterThan(0);
  });

  it.each([
    ["writes an address into Storage", 'require("Storage").write("seen",advert.id)'],
    [
      "writes six bytes of an address into Storage, backwards",
      'var b="";for(var i=15;i>=0;i-=3)b+=String.fromCharCode(BYTE(i/3));require("Storage").write("x",b)',
    ],
    [
      "says a payload in base64",
      'var d=new Uint8Array(advert.data),s="";for(var i=0;i<12;i+=3)for(var k=18;k>=0;k-=6)s+=DIGITS[((d[i]<<16|d[i+1]<<8|d[i+2])>>k)&63];print(s)',
    ],
    ["says a payload as numbers", "print(new Uint8Array(advert.data).join())"],
    [
      "says an address in capitals without colons",
      'print(advert.id.substr(0,17).split(":").join("").toUpperCase())',
    ],
    [
      "draws a name",
      "g.drawString(String.fromCharCode.apply(null,new Uint8Array(advert.data)).substr(5,8),0,0)",
    ],
    ["advertises a payload", "NRF.setAdvertising({},{manufacturerData:new Uint8Array(advert.data)})"],
    [
      "paints bytes of an address",
      "for(var i=0;i<3;i++)g.setColor(BYTE(2*i)|BYTE(2*i+1)<<8),g.fillRect(i,0,i,0)",
    ],
  ])("P1: a program that %s is caught (control)", async (_what, statement) => {
    const subject = await openSubject("crime-shelf");
    const crowd = watchCrowd(leak(listen(subject), `${OWN}${statement}`), FEW, 1);
    expect(findPeople(crowd, watchCrowd(listen(subject), FEW, 2).sinks).length).toBeGreaterThan(0);
  });
});
