// A small engine for the studio's tests: a display of three offers that follows its sensor and its touches.
import { readFileSync } from "node:fs";
import type { Finding } from "../../host/compile/cards.ts";
import { HostError } from "../../host/error.ts";
import type { Board, Shop } from "../../host/shop/model.ts";
import type { BoardRecord, Hardware, Status, VirtualBoard } from "../../host/simulator/board.ts";
import { parseTrace, type TraceEvent } from "../../host/simulator/trace.ts";
import type { Bench, Engine } from "../../host/studio/engine.ts";
import { STATUS_FIELDS } from "../../shared/link/command.ts";

const SLOT_MS = 10_000;
const FORGET_MS = 20_000;
const OFFERS = ["noir-evening", "atlas", "tea"];
const TITLES = ["Crime night", "Old atlases", "A cup of tea"];

export const DAY_TRACE = `0,start,2026-11-27T10:00:00+01:00
60000,radar,1
100000,touch,40,200
100100,release
140000,radar,0
600000,end
`;

const boards: Board[] = [
  { id: "crime-shelf", kind: "esp32-cyd", sensors: ["touch", "radar", "scan"] },
  { id: "window", kind: "esp32c3-oled", sensors: ["pir", "button"] },
  { id: "till", kind: "esp32-cyd", sensors: ["touch", "pir"] },
].map((board) => ({
  ...(board as Pick<Board, "id" | "kind" | "sensors">),
  groups: ["all"],
  radio: "silent",
  readAtMetres: 1,
  place: { file: "shop.yaml", line: 1 },
}));

/** The shop that the small engine reads. */
export const SMALL_SHOP = makeShop("shop.yaml", "Small shop");

/** Starts the small display on a kind of board. */
export function startDisplay(hardware: Hardware): VirtualBoard {
  const { width, height, bitsPerPixel } = hardware.panel;
  const pixels = new Uint16Array(width * height);
  const records: BoardRecord[] = [];
  let isOn = false;
  let nowMs = 0;
  let startMs = 0;
  let nearSinceMs = -1;
  let leftMs = Number.NEGATIVE_INFINITY;
  let mood = 0;
  let tappedMs = 0;
  let minuteAtStart = -1;
  const slot = () => Math.floor((nowMs - startMs) / SLOT_MS);

  function setClock(value: string): void {
    const local = new Date(Date.parse(value) + 3_600_000 - nowMs);
    minuteAtStart =
      value === "unknown"
        ? -1
        : ((local.getUTCDay() + 6) % 7) * 1440 + local.getUTCHours() * 60 + local.getUTCMinutes();
  }

  return {
    hardware,
    get nowMs() {
      return nowMs;
    },
    readFile: () => undefined,
    writeFile: () => {},
    listFiles: () => [],
    advanceTo(atMs) {
      nowMs = Math.max(nowMs, atMs);
      if (nearSinceMs < 0 && nowMs - leftMs >= FORGET_MS) mood = 0;
    },
    happen({ atMs, event, values }: TraceEvent) {
      this.advanceTo(atMs);
      if (event === "start") {
        isOn = true;
        startMs = nowMs;
      }
      if (event === "start" || event === "clock") setClock(values[0] ?? "unknown");
      if (event === "radar" || event === "pir") {
        if (values[0] === "1" && nearSinceMs < 0) nearSinceMs = nowMs;
        if (values[0] === "0") {
          nearSinceMs = -1;
          leftMs = nowMs;
        }
      }
      if (event === "touch" || (event === "button" && values[0] === "1")) {
        // The lower left corner forgets; everything else is the first answer.
        const isForget = event === "touch" && Number(values[0]) < 20 && Number(values[1]) > height - 20;
        mood = isForget ? 0 : 1;
        tappedMs = nowMs;
        leftMs = nowMs;
      }
      if (event === "adverts") records.push({ atMs: nowMs, kind: "console", text: "a burst was heard" });
    },
    frame() {
      const lit = bitsPerPixel === 1 ? 1 : 0x2104;
      pixels.fill(bitsPerPixel === 1 ? 0 : 0xf79c);
      const wide = Math.round(width / (2 + (slot() % 3)));
      for (let y = 20; y < 40; y++) pixels.fill(lit, y * width + 10, y * width + wide);
      return { width, height, bitsPerPixel, pixels, isOn, light: 255 };
    },
    status() {
      if (!isOn) return undefined;
      const near = nearSinceMs >= 0;
      const blank = Object.fromEntries(STATUS_FIELDS.map((field) => [field, 0])) as Record<string, number>;
      return {
        ...blank,
        offer: mood === 1 ? 0 : slot() % 3,
        reason1: mood === 1 ? 2 : 12,
        slot: slot(),
        play: slot() + mood * 100,
        presence: near ? (nowMs - nearSinceMs > 10_000 ? 2 : 1) : 0,
        mood,
        episodeSeconds: near ? Math.floor((nowMs - nearSinceMs) / 1000) : 0,
        forgetSeconds: mood === 1 ? Math.max(0, 90 - Math.floor((nowMs - tappedMs) / 1000)) : 0,
        minuteOfWeek: minuteAtStart < 0 ? -1 : (minuteAtStart + Math.floor(nowMs / 60_000)) % 10080,
      } as Status;
    },
    command: () => [0],
    takeRecords: () => records.splice(0),
  };
}

const cyd: Hardware = {
  kind: "esp32-cyd",
  env: "ESP32_CYD",
  panel: { driver: "builtin", width: 320, height: 240, bitsPerPixel: 16, pixelsPerMm: 5.6 },
  pins: { radar: 35, pir: 22, button: 0, backlight: 21 },
  hasTouch: true,
  console: "Serial1",
  storageBytes: 917504,
};
const oled: Hardware = {
  kind: "esp32c3-oled",
  env: "ESP32C3_IDF4",
  panel: { driver: "ssd1306", width: 128, height: 64, bitsPerPixel: 1, pixelsPerMm: 5.9 },
  pins: { pir: 3, button: 9 },
  hasTouch: false,
  console: "USB",
  storageBytes: 917504,
};

/** The engine: shop.yaml is good unless it contains "wrong"; its first line is the shop's name. */
export function createSmallEngine(): Engine {
  return {
    read(file) {
      const text = readFileSync(file, "utf8");
      const at = text.split("\n").findIndex((line) => line.includes("wrong"));
      const findings: Finding[] =
        at < 0
          ? []
          : [
              {
                code: "shop-wrong",
                severity: "error",
                message: "This line is wrong.",
                hint: "Take the line away.",
                place: { file, line: at + 1, column: 1 },
              },
            ];
      return { shop: at < 0 ? makeShop(file, text.split("\n")[0] ?? "") : undefined, findings, text };
    },
    async prepare(_, board) {
      const hardware = board.kind === "esp32-cyd" ? cyd : oled;
      const tell: Bench["tell"] = (status) =>
        status.mood === 1 ? "Because you chose Crime." : "Because it is its turn.";
      return {
        board,
        hardware,
        offers: OFFERS.map((id, i) => ({ id, title: TITLES[i] ?? "", restMs: i * 30_000, line: i })),
        findings: [],
        start: () => startDisplay(hardware),
        pack: () => ({
          boot: "print(1)",
          program: "// \xa7 a program of one byte a character",
          deployment: Uint8Array.from({ length: 3000 }, (_, i) => (i * 7) & 255),
          fonts: Uint8Array.of(1, 2, 3),
        }),
        tell,
        explain: (status) => ({
          offer: OFFERS[status.offer] ?? "",
          title: TITLES[status.offer] ?? "Neutral card",
          sentence: tell(status),
          facts: ["Friday 10:00", status.presence > 0 ? "somebody is near" : "nobody is near"],
          others: OFFERS.filter((_offer, i) => i !== status.offer).map((offer) => ({
            offer,
            title: TITLES[OFFERS.indexOf(offer)] ?? "",
            why: "it is not its turn",
          })),
        }),
      };
    },
    readTrace(_, __, tracePath) {
      if (tracePath !== undefined) throw new HostError("trace-missing", "no such trace", "Name another.");
      return parseTrace(DAY_TRACE, "day.trace");
    },
  };
}

function makeShop(file: string, name: string): Shop {
  return {
    name,
    languages: ["pl", "en"],
    timezone: "Europe/Warsaw",
    currency: "PLN",
    hours: [],
    hoursText: { pl: "10-19", en: "10-19" },
    staffEvery: 0,
    question: {
      text: { pl: "Na co?", en: "What?" },
      chip: { pl: "Wybierz", en: "Choose" },
      answers: [{ id: "crime", text: { pl: "Kryminał", en: "Crime" } }],
    },
    boards,
    offers: [],
    file,
  };
}
