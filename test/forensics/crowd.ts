// A crowd of canaries walks past the shipping program on the simulator; afterwards everything that the program wrote,
// said, sent, drew or showed is searched for them.
import { crc32 } from "node:zlib";
import { createRandom } from "../../host/random.ts";
import { type SimulatedBoard, startBoard } from "../../host/simulator/start.ts";
import { happen, NOON, withTexts } from "../promises/stand.ts";
import { type Canary, createPeople } from "./people.ts";
import { createFragments, type Fragments, listFragments, takeSink } from "./sink.ts";
import { install, type Variant } from "./variant.ts";

/** Below what the filter takes for a flood. */
const ADVERTS_A_SECOND = 40;
const VISIT_S = 45;

/** What a program of its own would leave behind; stands behind the shipping one, in front of its handler. */
export function leak(subject: Variant, statement: string): Variant {
  const { boot, program } = subject.files;
  const wrap = `(function(){var h=global["#onblescan"];global["#onblescan"]=function(advert){${statement};h(advert);};})();`;
  return { ...subject, ...withTexts(subject, { boot, program: `${program};${wrap}` }) };
}

/** Tells what is drawn as text and what the radio is told, with everything that it is told, as lines of the console. */
const LISTENER = `(function(){
  function write(value){
    if(!value||typeof value!=="object")return ""+value;
    if(value.buffer)return new Uint8Array(value.buffer).join();
    return Object.keys(value).map(function(key){return key+"="+write(value[key]);}).join(";");
  }
  function tap(owner,name){
    var real=owner[name];
    if(typeof real!=="function")return;
    owner[name]=function(a,b,c,d,e){print("told "+name+" "+write([a,b,c]));return real(a,b,c,d,e);};
  }
  if(global.g)["drawString","stringWidth"].forEach(function(name){tap(global.g,name);});
  ["sleep","wake","setAdvertising","setServices","setScan"].forEach(function(name){tap(NRF,name);});
})();`;

/** The same program, heard by a listener on radio and glass. */
export function listen(subject: Variant): Variant {
  const { boot, program } = subject.files;
  return { ...subject, ...withTexts(subject, { boot, program: LISTENER + program }) };
}

export interface Crowd {
  readonly people: readonly Canary[];
  /** Everything that can be read out of flash, console, status answers, records, texts drawn and frames. */
  readonly sinks: Fragments;
  /** Adverts that the program was given, and of those the ones that it overwrote before its callback returned. */
  readonly delivered: number;
  readonly wiped: number;
  /** Bytes that were looked at, and different frames. */
  readonly bytes: number;
  readonly frames: number;
  /** Lines that tell of a text drawn. */
  readonly texts: number;
}

/**
 * Lets so many transmitters walk past, while people come, tap and go.
 * @param seed who they are; nothing else depends on it
 */
export function watchCrowd(subject: Variant, count: number, seed: number): Crowd {
  const people = createPeople(seed);
  const board = startBoard({ hardware: subject.hardware, files: install(subject), air: people.transmit });
  const sinks = createFragments();
  const frames = new Set<number>();
  let [bytes, texts, drawings] = [0, 0, -1];
  const take = (sink: Uint8Array): void => {
    bytes += sink.length;
    takeSink(sinks, sink);
  };
  const look = (): void => {
    if (board.drawings !== drawings) {
      drawings = board.drawings;
      const { pixels } = board.frame();
      const frame = new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength);
      const sum = crc32(frame);
      if (!frames.has(sum)) {
        frames.add(sum);
        take(frame);
      }
    }
    const records = board.takeRecords().map(({ kind, text }) => `${kind} ${text}\n`);
    texts += records.filter((line) => line.startsWith("console told drawString")).length;
    // Times and counts are the clock's; whoever hides bytes in them is found by the two worlds.
    take(Buffer.from(records.join(""), "latin1"));
    take(Buffer.from(JSON.stringify(board.command(0, 0, 0))));
  };
  happen(board, 0, "start", NOON);
  look();
  visit(board, count, look);
  take(board.flash);
  return {
    people: people.seen,
    sinks,
    ...board.adverts,
    bytes,
    frames: frames.size,
    texts,
  };
}

/** Adverts each second; every so often somebody comes, taps a few places and goes. */
function visit(board: SimulatedBoard, count: number, look: () => void): void {
  const random = createRandom(5);
  for (let second = 1, left = count; left > 0; second++, left -= ADVERTS_A_SECOND) {
    const atMs = second * 1000;
    happen(
      board,
      atMs,
      "adverts",
      `${Math.min(left, ADVERTS_A_SECOND)}`,
      `${-45 - Math.floor(random.below(45))}`,
    );
    const phase = second % VISIT_S;
    if (phase === 5 || phase === 25) happen(board, atMs, "pir", phase === 5 ? "1" : "0");
    if (phase > 5 && phase < 20) {
      happen(board, atMs + 100, "touch", `${random.below(320)}`, `${random.below(240)}`);
      happen(board, atMs + 200, "release");
    }
    board.advanceTo(atMs + 900);
    look();
  }
}

/**
 * Canaries of which four bytes or more can be read out of what is left.
 * @param innocent what the same world leaves with other people in it: what is there as well comes from none of these
 */
export function findPeople({ people, sinks }: Crowd, innocent: Fragments): Canary[] {
  return people.filter(({ address, data, id }) =>
    [address, data, Buffer.from(id)].some((bytes) =>
      listFragments(bytes).some((fragment) => sinks.has(fragment) && !innocent.has(fragment)),
    ),
  );
}
