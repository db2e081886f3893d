// Random sequences of operations on Storage and on the flash below it, for the model and for the interpreter.
import { crc32 } from "node:zlib";
import { createRandom, type Random } from "../../host/random.ts";
import { compact } from "../../host/simulator/compaction.ts";
import { createFlash } from "../../host/simulator/flash.ts";
import { mountStorage, type Storage } from "../../host/simulator/storage.ts";

/** Bytes of the Linux interpreter's Storage, and where it lies in its address space. */
export const LINUX_STORAGE_BYTES = 262_144;
export const LINUX_BASE = 0x10000000;

/** One operation: its name, then a file's name or an address, then numbers. */
export type Step =
  | readonly ["write", string, number, number, number, number]
  | readonly ["read", string, number, number]
  | readonly ["erase", string]
  | readonly ["raw", number, number, number]
  | readonly ["foreign", string, number, number]
  | readonly ["page", number]
  | readonly ["look", number, number]
  | readonly ["compact" | "list" | "free" | "find"];

const LONG = "1234567890123456789012345678";
const NAMES = ["a", "b.js", ".boot0", "log", LONG, `${LONG}9`, `${LONG}90`, "X:log", "", "a\0b", ":", "day"];
const PATTERN_BYTES = 65_536;

/** What is written: a window into this. 1,024 bytes of each value in turn, every fourth time 255. */
const PATTERN = Uint8Array.from({ length: PATTERN_BYTES }, (_, i) => ((i >> 10) * 85) & 255);

/** @returns from 1 to 20 operations; about a third of the sequences fill flash, a tenth damage it */
export function createSequence(seed: number): Step[] {
  const random = createRandom(seed);
  const steps: Step[] = [];
  const isFull = random.chance(350);
  const isDamaged = random.chance(100);
  if (isFull) {
    if (random.chance(500)) steps.push(["write", "day", 0, 8, 0, 1 + random.below(3000)]);
    steps.push(["write", "b.js", 0, 20, 0, LINUX_STORAGE_BYTES - 200 - random.below(9000)]);
  }
  const count = random.between(1, 18);
  for (let i = 0; i < count; i++) steps.push(createStep(random, isFull ? 4000 : 50_000, isDamaged));
  return steps;
}

function createStep(random: Random, mostBytes: number, isDamaged: boolean): Step {
  const name = NAMES[random.below(NAMES.length)] ?? "";
  const size = 1 + random.below(random.chance(700) ? 80 : mostBytes);
  const kind = random.below(isDamaged ? 26 : 22);
  const from = random.below(PATTERN_BYTES - mostBytes);
  if (kind < 7) return ["write", name, from, size, 0, 0];
  if (kind < 9) return ["write", name, from, random.below(Math.min(size, 90)), 0, size];
  if (kind < 13) return ["write", name, from, random.below(40), random.between(-1, 90), 0];
  if (kind < 14) return ["write", name, from, 5, 0, random.between(-2, 6)];
  if (kind < 17) return ["erase", name];
  if (kind < 19) return ["read", name, random.between(-3, 90), random.between(-3, 90)];
  if (kind < 20) return ["compact"];
  if (kind < 21) return ["foreign", ["sf\u0001", "sf\u0002", "img", "table"][size & 3] ?? "", size & 7, size];
  if (kind < 22) return ([["list"], ["free"], ["find"]] as const)[size % 3] ?? ["list"];
  const address = random.below(random.chance(700) ? 4096 : LINUX_STORAGE_BYTES - 200);
  if (kind < 24) return ["page", address];
  return kind < 25 ? ["raw", address, from, 1 + random.below(100)] : ["look", address, 1 + random.below(99)];
}

/** The interpreter's side of a step: functions that a sequence's program calls. */
const INTERPRETER = `
var s=require("Storage"),F=require("Flash"),P=new Uint8Array(${PATTERN_BYTES}),B=${LINUX_BASE},r,k;
for(k=0;k<64;k++)P.fill((k*85)&255,k*1024,k*1024+1024);
// A view of length 0 would be a view of everything.
function w(f,n){return n===0?"":new Uint8Array(P.buffer,f,n);}
function c(t){return t===undefined?"none":t.length+":"+E.CRC32(t);}
function head(n,f,l){var h=new Uint8Array(32),i;h[0]=l;h[1]=l>>8;h[3]=f;for(i=0;i<n.length;i++)h[4+i]=n.charCodeAt(i);return h;}
var step={
write:function(n,f,l,o,z){return s.write(n,w(f,l),o,z);},
read:function(n,o,l){return c(s.read(n,o,l));},
erase:function(n){s.erase(n);},
raw:function(a,f,l){F.write(w(f,l),B+a);},
foreign:function(n,i,l){var a=${LINUX_STORAGE_BYTES}-s.getFree();if(a+4096+l>${LINUX_STORAGE_BYTES})return;F.write(head(n,[64,128,32,1,0,64,64,3][i],l),B+a);F.write(w(0,l),B+a+32);},
page:function(a){F.erasePage(B+a);},
look:function(a,l){return c(F.read(l,B+a));},
compact:function(){s.compact();},
list:function(){return c(s.list().join("/"));},
free:function(){return s.getFree();},
find:function(){return F.getPage(B+5000).length;}
};
function run(q){var o=[];s.eraseAll();q.forEach(function(a){try{r=step[a[0]](a[1],a[2],a[3],a[4],a[5]);}catch(e){r=e.message;}o.push(""+r);});
for(k=0;k<4;k++)o.push(E.CRC32(F.read(65536,B+65536*k)));print("@"+o.join("|"));}
`;

/** A program that prints for each sequence a line "@", results, and the digests of the four quarters of its flash. */
export function writeSequences(sequences: readonly (readonly Step[])[]): string {
  return INTERPRETER + sequences.map((steps) => `run(${asAscii(steps)});`).join("\n");
}

function asAscii(steps: readonly Step[]): string {
  return JSON.stringify(steps).replaceAll(/\\u00(..)/g, "\\x$1");
}

/** The same line, without its "@", of the model. */
export function playSequence(steps: readonly Step[], pageBytes: number): string {
  const flash = createFlash(LINUX_STORAGE_BYTES, pageBytes);
  const storage = mountStorage(flash);
  const results = steps.map((step) => {
    try {
      return String(play(storage, step));
    } catch (error) {
      return (error as Error).message;
    }
  });
  for (let i = 0; i < 4; i++) results.push(String(crc32(flash.bytes.subarray(i << 16, (i + 1) << 16))));
  return results.join("|");
}

function play(storage: Storage, step: Step): unknown {
  const { flash } = storage;
  switch (step[0]) {
    case "write":
      return storage.write(step[1], window(step[2], step[3]), step[4], step[5]);
    case "read":
      return describe(storage.read(step[1], step[2], step[3]));
    case "erase":
      return storage.erase(step[1]);
    case "raw":
      return flash.write(step[1], window(step[2], step[3]));
    case "foreign":
      return addForeign(storage, step[1], step[2], step[3]);
    case "page":
      return flash.erasePage(step[1]);
    case "look":
      return describe(flash.bytes.subarray(step[1], step[1] + step[2]));
    case "compact":
      return void compact(flash);
    case "list":
      return describe(Buffer.from(storage.list().join("/"), "latin1"));
    case "free":
      return storage.getFree();
    case "find":
      return flash.pageBytes;
  }
}

/** A file that somebody else's program left: of a kind that Storage keeps (64, 128) or drops at a compaction. */
function addForeign(storage: Storage, name: string, kind: number, length: number): void {
  const { flash } = storage;
  const address = flash.bytes.length - storage.getFree();
  if (address + 4096 + length > flash.bytes.length) return;
  const header = new Uint8Array(32);
  header.set([length & 255, length >> 8, 0, [64, 128, 32, 1, 0, 64, 64, 3][kind] ?? 0]);
  header.set(Buffer.from(name, "latin1"), 4);
  flash.write(address, header);
  flash.write(address + 32, window(0, length));
}

function window(from: number, length: number): Uint8Array {
  return PATTERN.subarray(from, from + length);
}

function describe(data: Uint8Array | undefined): string {
  return data === undefined ? "none" : `${data.length}:${crc32(data)}`;
}
