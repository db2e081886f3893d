import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { examine, type Request, type World } from "../../../host/board/health/examine.ts";
import type { Finding } from "../../../host/board/health/finding.ts";
import { HostError } from "../../../host/error.ts";
import { HARDWARE } from "../../../host/simulator/hardware.ts";
import { NEUTRAL_DOOR } from "../../../shared/link/slot.ts";
import { makeTable } from "../release/fixture.ts";
import { type ChipOptions, createChip, type FakeChip } from "../rom/chip.ts";
import { connectChip, inFastTime } from "../rom/stand.ts";
import { type Answers, createSession, look as lookInto, NOW_MS } from "./session.ts";

const BOARD = { path: "/dev/ttyUSB0", vendorId: "10c4" };
const silent = () => new HostError("board-silent", "nothing answers", "See to its cable.");

interface Scene extends Answers, Partial<Request> {
  ports?: object[] | null;
  rights?: boolean;
  chip?: ChipOptions;
  connected?: FakeChip;
  hasTable?: boolean;
  openError?: HostError;
  /** Somebody presses Ctrl-C when this was found. */
  stopAfter?: string;
}

async function look(scene: Scene): Promise<Finding[]> {
  const chip = scene.connected ?? createChip(scene.chip ?? { kind: "ESP32" });
  if (scene.hasTable) makeTable().copy(chip.flash, 0x8000);
  const stop = new AbortController();
  const world: World = {
    ports: {
      async list() {
        if (scene.ports === null) throw new Error("no udev");
        return (scene.ports ?? [BOARD]) as never;
      },
      connect: () => connectChip(chip),
    },
    describeRights: () => ({ isAllowed: scene.rights ?? true, group: "dialout", advice: "Join it." }),
    async openSession() {
      if (scene.openError !== undefined) throw scene.openError;
      return createSession(scene);
    },
    lookInside: async () => lookInto(scene),
    nowMs: () => NOW_MS,
  };
  const request = {
    port: scene.port,
    hardware: scene.hardware,
    isRestarting: scene.isRestarting ?? false,
    signal: stop.signal,
  };
  const findings: Finding[] = [];
  const report = (finding: Finding) => {
    findings.push(finding);
    if (finding.check === scene.stopAfter) stop.abort();
  };
  await inFastTime(() => examine(request, world, report));
  expect(chip.seen.writes + chip.seen.erases).toBe(0);
  return findings;
}

const states = (findings: readonly Finding[]) =>
  Object.fromEntries(findings.map(({ check, state }) => [check, state]));
const find = (findings: readonly Finding[], check: string) => findings.find((one) => one.check === check);

describe("a board", () => {
  it("that is well has nothing wrong with it, all the way in", async () => {
    expect(states(await look({}))).toEqual({
      ports: "ok",
      rights: "ok",
      firmware: "ok",
      memory: "ok",
      storage: "ok",
      console: "ok",
      content: "ok",
      clock: "ok",
      boot: "unknown",
    });
  });

  it.each<[string, Scene, Partial<Finding>]>([
    ["few variables", { free: 300, total: 4000 }, { check: "memory", state: "warning" }],
    ["a Storage that somebody else writes to", { trashBytes: 9 }, { check: "storage", state: "warning" }],
    ["no files", { files: [] }, { check: "content", state: "warning" }],
    ["files of something else", { files: ["x.js"] }, { check: "content", state: "warning" }],
    ["no whole slot", { whole: [] }, { check: "content", state: "problem" }],
    ["no program that answers", { status: null }, { check: "content", state: "warning" }],
    [
      "no program, on a process board that was not started",
      { status: null, env: "LINUX", console: "USB" },
      { check: "content", state: "unknown", advice: expect.stringContaining("--shop") },
    ],
    ["the neutral sign", { status: { deployment: -12 } }, { check: "content", state: "problem" }],
    [
      "the sign for a door that stays open",
      { status: { deployment: -NEUTRAL_DOOR } },
      {
        check: "content",
        state: "problem",
        advice: "Say `passerby flash` with the release that is made for this board.",
      },
    ],
    ["answers that were kept back", { status: { dropped: 3 } }, { state: "problem", code: "policy-dropped" }],
    ["a status that was kept back", { answer: "-4" }, { state: "problem", code: "policy-dropped" }],
    [
      "a radar that is stuck",
      { status: { sensorFault: 0b1000 } },
      {
        check: "content",
        state: "warning",
        what: expect.stringMatching(/; radar: stuck$/),
        advice: expect.stringContaining("what stands before it"),
      },
    ],
    [
      "a radio that is silent and a touch panel that floods",
      { status: { sensorFault: 0b11_01_00_00 } },
      {
        check: "content",
        state: "warning",
        what: expect.stringMatching(/; radio: silent, touch panel: flooding$/),
        advice: expect.stringMatching(
          /^If it is so from the start on, its firmware .+ days\. See to its cable; keep/,
        ),
      },
    ],
    ["a clock that was never set", { seconds: 12 }, { check: "clock", state: "warning" }],
    ["a clock that is behind", { driftSeconds: -90 }, { check: "clock", state: "warning" }],
    ["old firmware", { version: "2v08" }, { check: "firmware", state: "problem", code: "board-version" }],
    ["a build without a kind", { env: "PICO_R1_3" }, { check: "content", state: "warning" }],
    [
      "another console",
      { console: "Bluetooth" },
      { check: "console", state: "problem", code: "board-console" },
    ],
    [
      "another kind than in the shop's file",
      { hardware: HARDWARE["esp32c3-oled"] },
      { check: "firmware", state: "problem", code: "board-wrong" },
    ],
    [
      "another build for a chip that there is a kind with",
      { env: "ESP32" },
      { check: "content", advice: expect.stringContaining("espruino_2v29_esp32_cyd.tgz") },
    ],
    [
      "a console over the air",
      { console: "Bluetooth", isCable: false },
      { check: "console", state: "unknown" },
    ],
    ["an answer without sense", { facts: "{" }, { check: "console", state: "problem", code: "board-answer" }],
  ])("with %s: is told so, with what to do", async (_, scene, expected) => {
    const findings = await look(scene);
    expect(findings).toContainEqual(
      expect.objectContaining({ advice: expect.stringMatching(/\w/), ...expected }),
    );
  });

  it("that says anything at all is never believed to be code, and never ends the examination in another way", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (facts) => {
        for (const { state } of await look({ facts }))
          expect(state).toMatch(/^(ok|warning|problem|unknown)$/);
      }),
      { numRuns: 30 },
    );
  });
});

describe("ports", () => {
  it.each<[string, object[] | null]>([
    ["none", []],
    ["a system that lists none", null],
    ["none with a board", [{ path: "/dev/ttyS0" }]],
    ["two boards", [BOARD, { ...BOARD, path: "/dev/ttyUSB1" }]],
  ])("%s: says what to do, and goes no further", async (_, ports) => {
    const findings = await look({ ports });
    expect(findings).toEqual([
      { check: "ports", state: "problem", what: expect.any(String), advice: expect.any(String) },
    ]);
  });

  it("that is named need not be listed", async () => {
    expect(states(await look({ ports: null, port: "/dev/ttyACM0" }))).toMatchObject({ clock: "ok" });
  });

  it("that may not be used is not opened", async () => {
    const findings = await look({ rights: false });
    expect(find(findings, "rights")).toMatchObject({
      state: "problem",
      what: expect.stringContaining("dialout"),
    });
    expect(findings).toHaveLength(2);
  });

  it("that another program has says so", async () => {
    const openError = new HostError("port-busy", "another program uses it", "Close it.");
    expect(find(await look({ openError }), "port")).toMatchObject({ state: "problem", code: "port-busy" });
  });

  it("of a process board needs no rights and has no ROM", async () => {
    const findings = await look({
      port: "process:/bin/espruino",
      env: "LINUX",
      console: "USB",
      error: silent(),
    });
    expect(states(findings)).toEqual({ console: "problem" });
  });
});

describe("a console that is silent: the chip's ROM", () => {
  it("finds a chip without Espruino, and names the release for it", async () => {
    const findings = await look({ error: silent(), chip: { kind: "ESP32-C3", banner: "" } });
    expect(find(findings, "chip")).toMatchObject({ state: "ok", what: expect.stringContaining("ESP32-C3") });
    expect(find(findings, "firmware")?.advice).toContain("esp32c3.tgz");
  });

  it.each(["ESP32", "ESP32-S3"] as const)(
    "of an %s finds Espruino whose console is elsewhere",
    async (kind) => {
      const findings = await look({ error: silent(), hasTable: true, chip: { kind, banner: "" } });
      const found = findings.filter(({ check }) => check === "console").at(-1);
      expect(found).toMatchObject({ state: "problem", advice: expect.stringMatching(/connector|socket/) });
    },
  );

  it("finds a board that answers after its restart", async () => {
    const findings = await look({ error: silent(), hasTable: true });
    expect(find(findings, "firmware")).toMatchObject({
      state: "warning",
      what: expect.stringContaining("stuck"),
    });
  });

  it("finds nobody, and says which button to hold", async () => {
    const findings = await look({ error: silent(), chip: { kind: "ESP32", isSilent: true } });
    expect(find(findings, "chip")).toMatchObject({
      code: "rom-silent",
      advice: expect.stringContaining("BOOT"),
    });
  });
});

describe("a Ctrl-C", () => {
  it("ends it before the board is asked, and while its chip is", async () => {
    expect((await look({ stopAfter: "rights" })).at(-1)).toMatchObject({ check: "port", code: "stopped" });
    const chip = createChip({ kind: "ESP32" });
    const findings = await look({ stopAfter: "console", error: silent(), connected: chip });
    expect(findings.at(-1)).toMatchObject({ check: "chip", state: "problem", code: "stopped" });
    expect(chip.mode).toBe("run");
  });
});

describe("how long the radio is open at a start", () => {
  it("is measured only where that was asked for", async () => {
    const measured = find(await look({ isRestarting: true }), "boot");
    expect(measured).toMatchObject({ state: "ok", what: expect.stringMatching(/ \d+ ms /) });
    expect(find(await look({}), "boot")).toMatchObject({ state: "unknown" });
  });

  it("is not claimed where the port cannot restart the board, or it does not answer", async () => {
    for (const chip of [
      { kind: "ESP32", hasNoLines: true },
      { kind: "ESP32", isSilent: true },
    ] satisfies ChipOptions[])
      expect(find(await look({ isRestarting: true, chip }), "boot")).toMatchObject({ state: "unknown" });
  });
});
