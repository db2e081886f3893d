// P1 Nobody is identified. Seen from outside the program, on the simulator. What the interpreter's own memory holds
// after a callback, and the firmware below it, are not looked at here: that comes with the canaries on the interpreter.
import { crc32 } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type Advert, createRadio } from "../../host/simulator/radio.ts";
import type { SimulatedBoard } from "../../host/simulator/start.ts";
import { breakProgram, cutDay, happen, openSubject, playDay, readDay, start, withTexts } from "./stand.ts";

const SEED = 11;
const BURSTS = 30;
const BURST = 12;
const RSSI_DBM = -60;
const SCAN = "firmware/ports/scan.ts";
const WIPE_ID = "new Uint16Array(E.toArrayBuffer(advert.id)).fill(0);";
const WIPE_DATA = "new Uint8Array(advert.data as ArrayBuffer).fill(0);";
const HOUR_MS = 3_600_000;

/** Prints every number and text that can be reached from the program's global object. */
const DUMP = `(function(){
  var seen=[];
  function walk(o,depth){
    if(typeof o==="string"||typeof o==="number"){print("dump "+o);return;}
    if(!o||typeof o!=="object"||depth>6||seen.indexOf(o)>=0)return;
    seen.push(o);
    if(o instanceof ArrayBuffer)o=new Uint8Array(o);
    if(o.buffer&&o.length!==undefined){print("dump "+String.fromCharCode.apply(null,new Uint8Array(o.buffer)));return;}
    for(var k in o)walk(o[k],depth+1);
  }
  for(var k in global)walk(global[k],0);
})()`;

/** A board that hears a crowd: 360 transmitters within 30 s. */
function hearCrowd(board: SimulatedBoard): void {
  for (let i = 1; i <= BURSTS; i++) happen(board, i * 1000, "adverts", `${BURST}`, `${RSSI_DBM}`);
}

/** The same transmitters once more. */
function listCrowd(): Advert[] {
  const radio = createRadio(SEED);
  return Array.from({ length: BURSTS * BURST }, () => radio.create(RSSI_DBM));
}

/** In how many ways an advert may be written down. */
function listTraces({ id, data }: Advert): string[] {
  const [address = ""] = id.split(" ");
  const raw = Buffer.from(address.replaceAll(":", ""), "hex");
  const payload = Buffer.from(data);
  return [
    address,
    raw.toString("hex"),
    raw.toString("latin1"),
    Buffer.from(raw).reverse().toString("latin1"),
    payload.toString("latin1"),
    payload.subarray(5).toString("latin1"),
    payload.subarray(5).toString("hex"),
    payload.subarray(5).toString("base64").slice(0, 8),
    `dump ${crc32(id)}`,
    `dump ${crc32(data)}`,
  ];
}

/** All that the board wrote, said, showed, or keeps where its own console can reach it. */
function collect(board: SimulatedBoard): string {
  const { pixels } = board.frame();
  const frame = Buffer.from(pixels.buffer, pixels.byteOffset, pixels.byteLength).toString("latin1");
  const flash = Buffer.from(board.flash).toString("latin1");
  board.evaluate(DUMP);
  const records = board.takeRecords().map(({ kind, text }) => `${kind} ${text}\n`);
  return [flash, frame, JSON.stringify(board.status()), ...records].join("\n");
}

function findTraces(board: SimulatedBoard): string[] {
  const all = collect(board);
  return listCrowd()
    .flatMap(listTraces)
    .filter((trace) => all.includes(trace));
}

describe("an advert", () => {
  it("P1: is overwritten, identifier and payload, before its callback returns", async () => {
    const board = start(await openSubject("crime-shelf"), { seed: SEED });
    hearCrowd(board);
    expect(board.adverts).toEqual({ delivered: BURSTS * BURST, wiped: BURSTS * BURST, unheard: 0 });
  });

  it.each([
    ["the identifier", WIPE_ID, ""],
    ["the payload", WIPE_DATA, ""],
    ["anything in time", WIPE_ID, `setTimeout(() => { ${WIPE_ID} }, 1);`],
  ])("P1: a program that does not overwrite %s is caught (control)", async (_what, part, by) => {
    const broken = await breakProgram("esp32-cyd", SCAN, part, by);
    const board = start(withTexts(await openSubject("crime-shelf"), broken), { seed: SEED });
    hearCrowd(board);
    expect(board.adverts).toEqual({ delivered: BURSTS * BURST, wiped: 0, unheard: 0 });
  });

  it("P1: leaves no trace in Storage, console, records, frame, status and globals", async () => {
    const board = start(await openSubject("crime-shelf"), { seed: SEED });
    hearCrowd(board);
    happen(board, 31_000, "end");
    expect(board.status()?.busy).toBeGreaterThan(0);
    expect(findTraces(board)).toEqual([]);
  });

  it.each([
    ["keeps an identifier in a global", "global.last = advert.id;"],
    [
      "keeps a payload in a global",
      "global.last = new Uint8Array(new Uint8Array(advert.data as ArrayBuffer));",
    ],
    ["keeps a hash in a global", "global.last = E.CRC32(advert.id);"],
    ["writes an identifier into Storage", 'require("Storage").write("seen", advert.id);'],
  ])("P1: a program that %s is caught (control)", async (_what, leak) => {
    const broken = await breakProgram("esp32-cyd", SCAN, WIPE_ID, `${leak}\n${WIPE_ID}`);
    const board = start(withTexts(await openSubject("crime-shelf"), broken), { seed: SEED });
    hearCrowd(board);
    expect(findTraces(board)).not.toEqual([]);
  });

  it.each(["till", "window"])(
    "P1: is not even heard by board %s, whose file does not ask for it",
    async (id) => {
      const board = start(await openSubject(id), { seed: SEED });
      hearCrowd(board);
      expect(board.adverts).toEqual({ delivered: 0, wiped: 0, unheard: BURSTS * BURST });
      expect(board.status()?.scanning).toBe(0);
    },
  );
});

/** All that can be seen of an hour of the recorded day, in which transmitters have the identities of a seed. */
async function watchHour(subject: Awaited<ReturnType<typeof openSubject>>, seed: number) {
  const board = start(subject, { seed });
  const seen: unknown[] = [];
  playDay(board, cutDay(readDay("crime-shelf"), 3 * HOUR_MS, 4 * HOUR_MS), () => {
    const { pixels, light } = board.frame();
    const frame = crc32(new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength));
    seen.push([board.nowMs, frame, light, board.status()]);
  });
  return { seen, flash: crc32(board.flash), records: board.takeRecords(), heard: board.adverts.delivered };
}

describe("two worlds with equal strengths and other identities", () => {
  it("P1: look the same: frames, statuses, Storage and records", async () => {
    const subject = await openSubject("crime-shelf");
    const one = await watchHour(subject, 1);
    expect(one.heard).toBeGreaterThan(10_000);
    expect(await watchHour(subject, 2)).toEqual(one);
  });

  it("P1: do not, to a program that looks at identifiers (control)", async () => {
    const broken = await breakProgram(
      "esp32-cyd",
      SCAN,
      "(advert: EspruinoAdvert): void => {",
      "(advert: EspruinoAdvert): void => {\n    senseAdvert(presence, advert.rssi - (advert.id.charCodeAt(0) & 31));",
    );
    const subject = withTexts(await openSubject("crime-shelf"), broken);
    expect((await watchHour(subject, 2)).seen).not.toEqual((await watchHour(subject, 1)).seen);
  });
});
