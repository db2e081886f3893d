// The policy gate: what breaks a promise does not build.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  API,
  CLOSED,
  HELD,
  IMPORTS,
  NAMES,
  PORT_READERS,
  STATES,
  TEXTS,
} from "../../host/build/policy/allow.ts";
import { checkText } from "../../host/build/policy/policy.ts";
import { buildProgram, findBreaches } from "../../host/build/program.ts";
import { run } from "../self/leaks.ts";
import { copySources, ROOT } from "./fixture.ts";
import { type Caught, catchLeaks, readLeaks } from "./leak.ts";

const leaks = readLeaks();

describe("leaks", () => {
  let caught: Caught[] = [];
  beforeAll(async () => {
    caught = await catchLeaks(leaks);
    const count = caught.filter(({ fault }) => fault === undefined).length;
    process.stdout.write(`${count} of ${leaks.length} leaks caught\n`);
  }, 600_000);

  it.each(["P1", "P2", "P3", "P4", "P5", "P10"])(
    "%s: each published leak of it is refused with its code, at a line of a file that it changes",
    (promise) => {
      const own = leaks.filter((leak) => leak.promise === promise).map(({ name }) => name);
      expect(own.length).toBeGreaterThan(0);
      expect(caught.filter(({ name, fault }) => own.includes(name) && fault !== undefined)).toEqual([]);
      expect(caught.filter(({ name }) => own.includes(name))).toHaveLength(own.length);
    },
  );

  it("are at least forty, and no two are the same", () => {
    expect(leaks.length).toBeGreaterThanOrEqual(40);
    expect(new Set(leaks.map(({ edits }) => JSON.stringify(edits))).size).toBe(leaks.length);
  });

  it("P1: a change that is no leak, and a leak with another promise or code, are noticed (control)", async () => {
    const edits = [{ file: "firmware/timing.ts", from: "PAGE_MS = 30000", to: "PAGE_MS = 30001" }];
    const harmless = { name: "none", promise: "P1", code: "policy-api", what: "a time", edits };
    const [first] = leaks;
    const faults = await catchLeaks([
      harmless,
      { ...first, promise: "P7" },
      { ...first, code: "policy-other" },
      { ...first, edits: [...first.edits, ...edits] },
    ]);
    expect(faults.map(({ fault }) => fault)).toEqual([
      "the gate lets it pass",
      `${first.promise} ${first.code} in place of P7 ${first.code}`,
      `${first.promise} ${first.code} in place of ${first.promise} policy-other`,
      undefined,
    ]);
    const absent = { ...harmless, edits: [{ ...edits[0], from: "not there" }] };
    expect((await catchLeaks([absent]))[0].fault).toContain("0 times");
  });
});

describe("the audit of the project by itself", () => {
  it("P1: has a row for the leaks, which is not ok where one is missed or where there are few", async () => {
    const [first, second] = leaks;
    const { name, lines, isOk } = await run([first, { ...second, promise: "P7" }]);
    expect([name, isOk]).toEqual(["leaks", false]);
    expect(lines[0]).toBe("leaks: 1 of 2 caught; the sources as they are pass");
    expect(lines[1]).toContain(second.name);
    expect((await run([first])).isOk).toBe(false);
  });
});

describe("a build", () => {
  let copy: ReturnType<typeof copySources>;
  beforeAll(() => {
    copy = copySources();
  });
  afterAll(() => copy.remove());

  /** Builds with one part of a source changed, and puts it back. */
  async function buildWith(file: string, part: string, by: string): Promise<unknown> {
    const path = join(copy.root, file);
    const text = readFileSync(path, "utf8");
    expect(text.split(part)).toHaveLength(2);
    writeFileSync(
      path,
      text.replace(part, () => by),
    );
    try {
      return await buildProgram("esp32-cyd", { root: copy.root });
    } catch (error) {
      return error;
    } finally {
      writeFileSync(path, text);
    }
  }

  it("P4: that would answer scans ends with the promise, the place, why, and what to do instead", async () => {
    const call = "  NRF.sleep();";
    const file = "firmware/ports/radio.ts";
    const error = await buildWith(file, call, `${call}\n  NRF.setScanResponse([]);`);
    const line = readFileSync(join(ROOT, file), "utf8").split(call)[0].split("\n").length + 1;
    expect(error).toMatchObject({
      code: "policy-api",
      message: expect.stringMatching(/^P4 .*NRF\.setScanResponse\(\)/),
      hint: expect.stringContaining("shared/POLICY.md"),
      place: { file, line, column: 3 },
    });
  });

  it("P1: with an empty change of the same place builds (control)", async () => {
    const built = await buildWith("firmware/ports/radio.ts", "  NRF.sleep();", "  NRF.sleep();\n");
    expect(built).toMatchObject({ programBytes: expect.any(Number) });
  });

  it.each([
    ["esp32-cyd", ["touch", "radar-uart"]],
    ["esp32-cyd", ["touch", "distance", "scan"]],
    ["esp32c3-oled", ["button", "pir"]],
    ["esp32c3-epaper213", ["button", "radar"]],
  ] as const)(
    "P1: of the sources as they are has nothing against it on %s with %s",
    async (kind, sensors) => {
      expect(await findBreaches(kind, { sensors })).toEqual([]);
    },
  );
});

describe("a finished text", () => {
  const SCAN = "NRF.setScan(i,{active:!1})";
  const HANDLER =
    'global["#onblescan"]=l=>{new Uint16Array(E.toArrayBuffer(l.id)).fill(0),new Uint8Array(l.data).fill(0);let t=l.rssi;t>=e.A&&e.B++}';
  const check = (text: string, entry = "main"): string[] =>
    checkText(text, entry, () => undefined).map(({ promise, rule }) => `${promise} ${rule}`);

  it.each([
    ["the handler as the bundler writes it", `var e={A:1,B:2},i=()=>{};${SCAN},${HANDLER};`],
    [
      "a handler whose letter is used again further in",
      `var e={A:1,B:2},i=()=>{};${SCAN};${HANDLER};var f=l=>l.A;`,
    ],
    ["a common name under a short one", "var W=Uint8Array,g=getTime;new W(3);g();"],
    ["a timer with a function", "var f=()=>0;setInterval(f,500);setInterval(()=>f(),1);"],
    [
      "the files in flash",
      'var t=require("Storage").read("day",32,9);require("Storage").write("log","S",40);',
    ],
  ])("P1: passes with %s", (_what, text) => {
    expect(check(text)).toEqual([]);
  });

  it.each([
    [
      "a handler that keeps the identifier",
      `var e={A:1,B:2};${HANDLER.replace("let t=", "e.A=l.id;let t=")};`,
      "P1 advert",
    ],
    [
      "a handler that reads the strength twice",
      `var e={A:1,B:2};${HANDLER.replace("t>=", "l.rssi>=")};`,
      "P1 advert",
    ],
    ["a handler that overwrites nothing", 'global["#onblescan"]=l=>{let t=l.rssi};', "P1 advert"],
    ["a handler that is made elsewhere", 'var h=l=>{};global["#onblescan"]=h;', "P1 advert"],
    ["a parsed advert that somebody looks at", `var i=l=>{l};${SCAN};`, "P1 scan"],
    ["active scanning", "var i=()=>{};NRF.setScan(i,{active:!0});", "P1 scan"],
    ["a name that is put together", 'var n="sle";NRF[n+"ep"]();', "P4 computed"],
    ["a global that is called by a variable", "var n=1;global[n]=2;", "P1 computed"],
    ["the radio under another name", "var n=NRF;", "P4 api"],
    ["a short name that is given away", "var W=Uint8Array,h=W;new W(3);", "P1 api"],
    ["a short name that is set again", "var W=Uint8Array;W=0;new W(3);", "P1 api"],
    ["Storage under another name", 'var s=require("Storage");', "P5 api"],
    ["another module", 'require("http");', "P4 api"],
    ["a banned name on anything", "var a={};a.getAddress();", "P1 banned"],
    ["a banned name in a text", 'var a="NRF.setAdvertising({})";', "P4 banned"],
    ["a text that is run", 'eval("1");', "P10 api"],
    ["a timer with a text", 'setInterval("f()",500);', "P10 disguise"],
    ["a getter", "var a={get b(){return 1}};", "P10 disguise"],
  ])("P1: is refused with %s", (_what, text, expected) => {
    expect(check(text)).toContain(expected);
  });

  it("P4: of .boot0 has a shorter list than that of the program", () => {
    for (const [text, expected] of [
      ["setTime(1);", "P2 api"],
      ['E.on("touch",()=>0);', "P1 api"],
      ["setWatch(()=>0,1,{});", "P1 api"],
      [`var i=()=>{};${SCAN};global["#onblescan"]=l=>{};`, "P1 computed"],
    ] as const) {
      expect(check(text, "boot")).toContain(expected);
      expect(check(text)).not.toContain(expected);
    }
    expect(check("NRF.sleep();E.kickWatchdog();", "boot")).toEqual([]);
  });

  it("P10: is judged by the module that each use comes from", () => {
    const text = "NRF.sleep();";
    const from = (file: string) => checkText(text, "main", () => ({ file })).map(({ rule }) => rule);
    expect(from("firmware/ports/radio.ts")).toEqual([]);
    expect(from("firmware/ports/clock.ts")).toEqual(["api"]);
  });
});

describe("the lists of the gate", () => {
  it("name modules that there are, and what these export", () => {
    const rows = [...Object.values(NAMES), ...Object.values(IMPORTS)].flatMap(({ modules }) => modules);
    for (const file of [
      ...rows,
      ...Object.keys(API),
      ...Object.keys(STATES),
      ...Object.keys(CLOSED),
      ...Object.keys(HELD),
      ...Object.keys(PORT_READERS),
      ...TEXTS,
    ])
      expect([file, existsSync(join(ROOT, file))]).toEqual([file, true]);
  });
});
