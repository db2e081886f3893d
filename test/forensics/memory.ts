// Adverts that exist only as events in the memory of a real interpreter, and the search of that process's memory for
// them. The feeder makes each of their bytes from a number, in place: neither the host nor a text holds a copy.
import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { join } from "node:path";
import { openSession, type Session } from "../../host/board/session/session.ts";
import { describeHardware } from "../../host/board/transport/hardware.ts";
import { openProcess } from "../../host/board/transport/process.ts";
import type { Hardware } from "../../host/simulator/board.ts";
import { PATIENT } from "./patience.ts";
import { countRemains, type Made, type Remains } from "./remains.ts";
import { createFragments, type Fragments } from "./sink.ts";

/** The characters of an address; its type follows. */
const ADDRESS_CHARS = 17;
const DATA_BYTES = 31;

/**
 * `canaries.feed(seed, count)` holds a burst of events, shaped as the firmware queues them; `deliver()` gives them to
 * the program one after the other and drops them; `drop()` drops them unseen. Nothing but the events' own storage ever
 * has two bytes of an advert side by side.
 */
const FEEDER = `
global.canaries=(function(){
  var state=1,burst=[],digits="0123456789abcdef",address="aa:aa:aa:aa:aa:aa random",room="...............................";
  function draw(){state^=state<<13;state^=state>>>17;state^=state<<5;return state&255;}
  function make(){
    var id=address.substr(0,24),view=new Uint8Array(E.toArrayBuffer(id)),k,byte;
    for(k=0;k<${ADDRESS_CHARS};k+=3){byte=draw();view[k]=digits.charCodeAt(byte>>4);view[k+1]=digits.charCodeAt(byte&15);}
    var data=E.toArrayBuffer(room.substr(0,${DATA_BYTES}));
    view=new Uint8Array(data);
    for(k=0;k<${DATA_BYTES};k++)view[k]=144+draw()%111;
    return {rssi:-60,id:id,data:data};
  }
  return {
    feed:function(seed,count){state=seed;burst=[];for(var k=0;k<count;k++)burst.push(make());return burst.length;},
    deliver:function(){var hear=global["#onblescan"],k=burst.length;while(k--)hear(burst.pop());return k;},
    drop:function(){burst=[];return 0;}
  };
})();
`;

/** The same bytes once more, on the host. @param seed not 0 */
function makeBurst(seed: number, count: number): Made[] {
  let state = seed;
  const draw = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state & 255;
  };
  return Array.from({ length: count }, () => {
    const bytes = Array.from({ length: 6 }, draw);
    const address = Buffer.from(bytes.map((byte) => byte.toString(16).padStart(2, "0")).join(":"));
    return { address, data: Uint8Array.from({ length: DATA_BYTES }, () => 144 + (draw() % 111)) };
  });
}

export interface Subject {
  readonly session: Session;
  /** Makes a burst and holds it. */
  feed(seed: number, count: number): Promise<void>;
  deliver(): Promise<void>;
  drop(): Promise<void>;
  /** Searches for the burst that was fed last. */
  search(): Remains;
  close(): Promise<void>;
}

/**
 * Starts what is installed in a state folder as a process board with a feeder.
 * @param innocent fragments that are in its flash anyway
 */
export async function openSubject(
  path: string,
  state: string,
  hardware: Hardware,
  innocent: Fragments,
): Promise<Subject> {
  const text = `${describeHardware(hardware)}\n${FEEDER}`;
  const session = await openSession(
    () => openProcess({ path, state, hardware: text, isBooted: true }),
    PATIENT,
  );
  const { child } = JSON.parse(readFileSync(join(state, "board.lock"), "utf8"));
  let burst: Made[] = [];
  let known: Fragments = innocent;
  /** As it was last read: until the next burst little happens to it. */
  let memory: Fragments | undefined;
  return {
    session,
    async feed(seed, count) {
      burst = makeBurst(seed, count);
      // Four characters that are there before they are made come from somewhere else.
      known = memory ?? readMemory(child);
      await session.ask(`canaries.feed(${seed},${count})`);
    },
    deliver: async () => void (await session.ask("canaries.deliver()")),
    drop: async () => void (await session.ask("canaries.drop()")),
    search() {
      const seen = readMemory(child);
      memory = seen;
      const isNew = (one: number): boolean => seen.has(one) && !known.has(one) && !innocent.has(one);
      return countRemains(burst, isNew);
    },
    close: () => session.close(),
  };
}

/** Every fragment in the memory that a process may write to. It has to be a child of this one. */
function readMemory(pid: number): Fragments {
  const fragments = createFragments();
  const file = openSync(`/proc/${pid}/mem`, "r");
  try {
    for (const line of readFileSync(`/proc/${pid}/maps`, "latin1").split("\n")) {
      const [, from, to] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? [];
      if (from === undefined) continue;
      const start = Number.parseInt(from, 16);
      const bytes = new Uint8Array(Number.parseInt(to, 16) - start);
      fragments.take(bytes.subarray(0, readSync(file, bytes, 0, bytes.length, start)));
    }
  } finally {
    closeSync(file);
  }
  return fragments;
}
