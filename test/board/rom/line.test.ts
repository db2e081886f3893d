import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { describeRights, UDEV_RULE } from "../../../host/board/rom/rights.ts";
import { stand } from "./stand.ts";

const folder = mkdtempSync(join(tmpdir(), "passerby-line-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a line", () => {
  it("keeps what one call leaves out of the reset lines, as Web Serial does", async () => {
    const { chip, line } = stand({ kind: "ESP32" });
    await line.open({ baudRate: 115_200 });
    await line.setSignals({ dataTerminalReady: false, requestToSend: true });
    expect(chip.mode).toBe("off");
    // RTS stays as it is: with DTR raised as well, neither transistor pulls, and the chip starts.
    await line.setSignals({ dataTerminalReady: true });
    expect(chip.mode).toBe("run");
    await line.setSignals({ dataTerminalReady: false });
    await line.setSignals({ dataTerminalReady: true, requestToSend: false });
    expect(chip.mode).toBe("rom");
    await line.close();
  });

  it("can be closed twice, and opened again with fresh streams", async () => {
    const { chip, line } = stand({ kind: "ESP32", isInRom: true });
    await line.close();
    for (let i = 0; i < 2; i++) {
      await line.open({ baudRate: 115_200 });
      const reader = line.readable?.getReader();
      const writer = line.writable?.getWriter();
      await writer?.write(Buffer.from("c00008240000000000070712205555555555555555c0", "hex"));
      expect((await reader?.read())?.value?.length).toBeGreaterThan(0);
      reader?.releaseLock();
      writer?.releaseLock();
      await line.close();
      expect([line.readable, line.writable]).toEqual([null, null]);
    }
    expect(chip.seen.opens).toBe(2);
  });

  it("says that its port is gone to whoever waits, and not when it is closed on purpose", async () => {
    const { line } = stand({ kind: "ESP32", unplugAtBlock: 0, isInRom: true });
    await line.open({ baudRate: 115_200 });
    const gone = line.gone.catch((error: unknown) => error);
    const writer = line.writable?.getWriter();
    const block = Buffer.concat([
      Buffer.from([0xc0, 0, 3]),
      Buffer.alloc(6),
      Buffer.alloc(17),
      Buffer.from([0xc0]),
    ]);
    block[5] = 0xef;
    await writer?.write(block);
    expect(await gone).toMatchObject({ code: "port-gone" });
    const other = stand({ kind: "ESP32" }).line;
    await other.open({ baudRate: 115_200 });
    await other.close();
    const first = await Promise.race([
      other.gone.catch(() => "gone"),
      new Promise((done) => setImmediate(() => done("open"))),
    ]);
    expect(first).toBe("open");
  });
});

describe("rights", () => {
  const file = join(folder, "port");
  writeFileSync(file, "");
  const { gid } = statSync(file);

  it("name the group that owns the port, and how to join it", () => {
    const rights = describeRights(file, "linux", () => `other:x:${gid + 1}:\ndialout:x:${gid}:\n`);
    expect(rights).toMatchObject({ isAllowed: true, group: "dialout" });
    expect(rights.advice).toContain("usermod -aG dialout");
  });

  it("without a group that helps lead to a udev rule", () => {
    for (const groups of [
      () => "",
      () => `root:x:${gid}:`,
      () => `a b;rm:x:${gid}:`,
      () => {
        throw new Error("no file");
      },
    ])
      expect(describeRights(file, "linux", groups).advice).toContain("udev");
    expect(UDEV_RULE.split("\n").every((line) => line.includes("uaccess"))).toBe(true);
  });

  it("are refused where the port may not be used", () => {
    chmodSync(file, 0);
    // Whoever may do everything may do this as well.
    expect(describeRights(file, "linux", () => "").isAllowed).toBe(process.getuid?.() === 0);
    // Of a port that is not there nobody knows.
    expect(describeRights(join(folder, "none"), "linux", () => "").isAllowed).toBeUndefined();
  });

  it("are said in the words of each system", () => {
    expect(describeRights(file, "darwin").advice).toContain("/dev/cu.");
    expect(describeRights("COM3", "win32")).toMatchObject({ isAllowed: undefined });
  });
});
