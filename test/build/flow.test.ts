import { describe, expect, it } from "vitest";
import { checkUses, listFlows, listSinks } from "../../host/build/flow/agree.ts";
import { type RadioProfile, ROWS, type Setup, WIRES } from "../../host/build/flow/flow.ts";
import { PROFILES, SINKS } from "../../host/build/flow/sink.ts";
import { listUses } from "../../host/build/flow/use.ts";
import type { BoardKind, SensorKind } from "../../host/shop/model.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import { readText } from "../docs/document.ts";
import { shipProgram } from "../promises/stand.ts";
import { ROOT } from "./fixture.ts";

const SILENT = { radio: "silent", statistics: [], isAsking: false } as const;

function setUp(kind: BoardKind, sensors: readonly SensorKind[], radio: RadioProfile = "silent"): Setup {
  return { ...SILENT, kind, sensors, radio };
}

/** Boards whose programs together have every port. */
const BOARDS = [
  ["esp32-cyd", ["touch", "radar", "scan", "pir"]],
  ["esp32-cyd", ["touch", "radar-uart"]],
  ["esp32-cyd", ["touch", "distance"]],
  ["esp32-cyd", ["button"]],
  ["esp32c3-oled", ["button", "pir", "radar"]],
  ["esp32c3-oled", ["radar-uart", "scan"]],
  ["esp32c3-epaper213", ["button", "pir"]],
  ["esp32c3-epaper290", ["scan"]],
] as const satisfies readonly (readonly [BoardKind, readonly SensorKind[]])[];

function codeOf(setup: Setup, texts: { boot: string; program: string }): string {
  try {
    checkUses(setup, texts);
    return "agree";
  } catch (error) {
    return error instanceof Error && "code" in error ? `${error.code}: ${error.message}` : String(error);
  }
}

describe("what a program uses", () => {
  it.each(BOARDS)("P10: is what is declared for it: %s with %j", async (kind, sensors) => {
    expect(codeOf(setUp(kind, sensors), await shipProgram(kind, sensors))).toBe("agree");
  });

  it.each([
    ["pir", "watch 22"],
    ["radar", "watch 35"],
    ["scan", "advert"],
    ["touch", "touch"],
  ] as const)("P10: a port for %s that is not declared is found (control)", async (sensor, use) => {
    const [[kind, sensors]] = BOARDS;
    const texts = await shipProgram(kind, sensors);
    const without = setUp(
      kind,
      sensors.filter((other) => other !== sensor),
    );
    expect(codeOf(without, texts)).toMatch(/^policy-undeclared: /);
    expect(listUses(texts.program)).toContain(use);
  });

  it("P10: a sensor that is declared, and that the program has no port for, is found (control)", async () => {
    const texts = await shipProgram("esp32-cyd", ["touch", "distance"]);
    for (const sensor of ["pir", "scan", "radar-uart"] as const)
      expect(codeOf(setUp("esp32-cyd", ["touch", "distance", sensor]), texts)).toMatch(/^policy-missing: /);
    expect(codeOf(setUp("esp32-cyd", ["touch", "distance"], "bthome"), texts)).toMatch(/^policy-missing: /);
    expect(codeOf({ ...setUp("esp32-cyd", ["touch", "distance"]), statistics: ["footfall"] }, texts)).toMatch(
      /^policy-missing: /,
    );
  });

  it.each([
    'require("Storage").write("visits","1");',
    'let k="vis"+"its";require("Storage").write(k,"1");',
    'const s=require("Storage");s.write("log","1");',
    'require("Storage").writeJSON("log",1);',
    'require("Flash").erasePage(0);',
    "NRF.setAdvertising({},{});",
    "NRF.wake();",
    'NRF["setAdv"+"ertising"]({});',
    "const n=NRF;n.wake();",
    "NRF.setServices({},{uart:true});",
    "setWatch(()=>{},5,{});",
    "const h=p=>digitalRead(p);h(5);",
    "const h=p=>digitalRead(p);const k=h;k(5);",
    'E.on("swipe",()=>{});',
    "const o=E.on;",
    "const o=E;o.on(1);",
    "const o=global;o.spy=()=>1;",
    "global.spy=()=>1;",
    "global[String(1)]=()=>1;",
    'print("x");',
    "peek32(1);",
    "I2C1.readFrom(1,1);",
    "Serial1.setup(9600,{rx:20,tx:21});",
  ])("P10: what nothing declares is found: %s (control)", async (leak) => {
    const setup = setUp("esp32-cyd", ["touch", "pir"]);
    const { boot, program } = await shipProgram(setup.kind, setup.sensors);
    expect(codeOf(setup, { boot, program: `${program};{${leak}}` })).toMatch(
      /^policy-undeclared: the program/,
    );
    expect(codeOf(setup, { boot: `${boot};{${leak}}`, program })).toMatch(/^policy-undeclared: `\.boot0`/);
  });

  it("P10: a door that .boot0 no longer closes is found (control)", async () => {
    const setup = setUp("esp32-cyd", ["touch", "pir"]);
    const { boot, program } = await shipProgram(setup.kind, setup.sensors);
    for (const door of ["NRF.setServices({},{uart:!1})", "NRF.sleep()", "NRF.setScan()"]) {
      expect(boot).toContain(door);
      expect(codeOf(setup, { boot: boot.replaceAll(door, "0"), program })).toMatch(/^policy-missing: /);
    }
  });
});

describe("uses", () => {
  it("follow pins and files through variables and parameters, and say ? where they cannot", () => {
    const list = (text: string): string => listUses(text).join(", ");
    expect(list("let p=3;digitalRead(p)")).toBe("read 3");
    expect(list("let w=(a,b)=>setWatch(a,b,{});w(1,7);w(2,9);w=0")).toBe("watch 7, watch 9");
    expect(list("let w=(a,b)=>setWatch(a,b,{});let v=()=>w(1,Math.abs(2))")).toBe("watch ?");
    expect(list("function w(b){digitalRead(b)}w(4)")).toBe("read ?");
    expect(list("let p=3;p=4;digitalRead(p)")).toBe("read ?");
    expect(
      list('let f=(n,d)=>require("Storage").write(n,d,32);f("day","x");require("Storage").read("a")'),
    ).toBe("store day");
  });
});

describe("declarations", () => {
  it("name pins and registers as the board files and the simulator do", () => {
    for (const [kind, wires] of Object.entries(WIRES)) {
      const text = readText(ROOT, `firmware/boards/${kind}.ts`);
      const read = (name: string): string => new RegExp(`const ${name} = (-?\\w+);`).exec(text)?.[1] ?? "";
      const { pir, radar, radarRx, button, busy, hasTouch } = wires;
      expect([pir, radar, radarRx, button, busy, hasTouch].map(String)).toEqual(
        ["pirPin", "radarPin", "radarRxPin", "buttonPin", "busyPin", "hasTouch"].map(read),
      );
      const { pins } = HARDWARE[kind as BoardKind];
      expect([pins.pir ?? -1, pins.radar ?? -1, pins.button ?? -1]).toEqual([pir, radar, button]);
    }
  });

  it("have one row an id, and end in sinks that there are", () => {
    const ids = ROWS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const sinks = SINKS.map(({ id }) => id);
    for (const row of ROWS) for (const sink of row.sinks) expect(sinks).toContain(sink);
  });

  it("appear when they are asked for: statistics and what the radio sends", () => {
    const plain = setUp("esp32-cyd", ["touch", "pir"]);
    const ids = (setup: Setup): string[] => listFlows(setup).map(({ id }) => id);
    expect(ids(plain)).toEqual(["pir", "touch", "clock", "staff", "starts"]);
    const counted = { ...plain, statistics: ["footfall", "answers", "plays"], isAsking: true } as const;
    expect(ids(counted)).toEqual([
      ...ids(plain).slice(0, 2),
      "answer",
      "clock",
      "staff",
      "starts",
      "footfall",
      "plays",
      "answers",
    ]);
    expect(listFlows(counted).flatMap(({ epsilon }) => epsilon ?? [])).toEqual([
      0.2877,
      0.1335,
      expect.closeTo(Math.LN2, 4),
    ]);
    expect(ids({ ...plain, radio: "bthome" })).toContain("bthome");
    for (const radio of ["silent", "maintenance", "link", "bthome"] as const)
      expect(listSinks({ ...plain, radio }).find(({ id }) => id === "radio")?.gives).toBe(
        PROFILES[radio].sends,
      );
    expect(PROFILES.bthome.sends).toContain("whoever listens learns that somebody is near");
  });
});
