// What the torture says of a board with a door that cannot be closed: the other two count, and whatever runs behind it.
import { beforeAll, describe, expect, it } from "vitest";
import { assembleProgram } from "../../host/build/program.ts";
import { findRoot } from "../../host/build/root.ts";
import { createFlash } from "../../host/simulator/flash.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import { mountStorage } from "../../host/simulator/storage.ts";
import { type Boot, bootOn, type Fault } from "./judge.ts";
import { classify, type Operation } from "./verdict.ts";

const KIND = "esp32-cyd";
const STORAGE_BYTES = 262_144;
const FAULTS: readonly Fault[] = ["console", "services", "radio"];
const hardware = { ...HARDWARE[KIND], storageBytes: STORAGE_BYTES };
let boot = "";

beforeAll(async () => {
  boot = (await assembleProgram(KIND, { root: findRoot() })).boot;
});

/** What a board with nothing but this `.boot0` comes to. */
function start(text: string, fault: Fault): Boot {
  const flash = createFlash(STORAGE_BYTES);
  mountStorage(flash).write(".boot0", Buffer.from(text, "latin1"));
  return bootOn(flash, hardware, { fault });
}

describe.each(FAULTS)("of a board that cannot close its %s the torture", (fault) => {
  it("finds the other two doors closed, before anything is read", () => {
    expect(start(boot, fault)).toMatchObject({ state: "neutral", saying: "21", isClosed: true });
  });

  it("sees another door that is left open, that comes too late, or that is opened again (controls)", () => {
    const other = fault === "services" ? "setConsole" : "setServices";
    const given =
      other === "setConsole" ? "E.setConsole(USB,{force:true})" : "NRF.setServices({},{uart:true})";
    const left = `(function(o){o.${other}=function(){}})(${other === "setConsole" ? "E" : "NRF"});${boot}`;
    for (const text of [left, `require("Storage");${boot}`, `${boot};${given}`])
      expect(start(text, fault)).toMatchObject({ state: "neutral", saying: "21", isClosed: false });
  });

  it("calls anything but the sign for it, or the sign with another open door, open", () => {
    const flash = createFlash(4096);
    const operation: Operation = {
      name: `start-open-${fault}`,
      before: flash.bytes,
      run: () => undefined,
      old: ["OLD"],
      next: "21",
      mayBeNeutral: true,
      fault,
    };
    const judge = (change: Partial<Boot>): string => {
      const sign: Boot = { state: "neutral", saying: "21", slot: undefined, isClosed: true, error: "" };
      return classify(operation, flash, { ...sign, ...change }).verdict;
    };
    expect(judge({})).toBe("neutral");
    expect(judge({ isClosed: false })).toBe("open");
    expect(judge({ saying: "14" })).toBe("open");
    expect(judge({ state: "runs", saying: "OLD" })).toBe("open");
  });
});
