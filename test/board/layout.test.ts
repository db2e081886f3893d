import { describe, expect, it } from "vitest";
import { buildSlotImage, readSlotImage } from "../../host/board/image.ts";
import { listInstalled } from "../../host/board/install.ts";
import { findExtent, planLayout } from "../../host/board/layout.ts";
import { padBoot } from "../../host/board/plan.ts";
import { createRandom } from "../../host/random.ts";
import { createFlash, type Flash } from "../../host/simulator/flash.ts";
import { mountStorage } from "../../host/simulator/storage.ts";
import { BOOT_BYTES, HEADER_BYTES, PAGE_BYTES } from "../../shared/link/slot.ts";

const CHIP_BYTES = 224 * PAGE_BYTES;
const CONTENT = {
  program: "run();",
  deployment: new Uint8Array(5000).fill(7),
  fonts: new Uint8Array(300).fill(9),
};

/** Storage with everything installed; `onErase` hears of each page. */
function install(storageBytes: number, onErase: (address: number) => void = () => {}) {
  const plain = createFlash(storageBytes);
  const flash: Flash = {
    ...plain,
    erasePage(address) {
      onErase(address);
      plain.erasePage(address);
    },
  };
  const storage = mountStorage(flash);
  for (const [name, bytes] of listInstalled({ ...CONTENT, boot: "boot();" }, storageBytes))
    storage.write(name, bytes);
  return { storage, flash, layout: planLayout(storageBytes) };
}

describe("the layout", () => {
  it.each([
    [CHIP_BYTES, 104],
    [64 * PAGE_BYTES, 24],
    [128 * PAGE_BYTES, 56],
  ])("of %i bytes has %i pages for a slot, and every file where Storage puts it", (storageBytes, pages) => {
    const { storage, layout } = install(storageBytes);
    expect(layout.slotBytes).toBe(pages * PAGE_BYTES);
    for (const { name, address, size } of layout.extents)
      expect(storage.find(name)).toEqual({ address, size });
    expect(storage.getFree()).toBe(layout.freeBytes);
    expect(layout.freeBytes).toBeGreaterThanOrEqual(PAGE_BYTES);
    expect(layout.freeBytes % PAGE_BYTES).toBe(0);
  });

  it("keeps every header off the pages that are ever erased", () => {
    const { extents } = planLayout(CHIP_BYTES);
    const headers = extents.map(({ address }) => Math.floor((address - HEADER_BYTES) / PAGE_BYTES));
    for (const name of ["log", "day", "a", "b", "stats"]) {
      const { address, size } = findExtent(planLayout(CHIP_BYTES), name);
      expect([name, address % PAGE_BYTES, size % PAGE_BYTES]).toEqual([name, 0, 0]);
      for (let page = address / PAGE_BYTES; page < (address + size) / PAGE_BYTES; page++)
        expect(headers).not.toContain(page);
    }
    // Control: the file that fills up a page does share it.
    expect(headers).toContain((findExtent(planLayout(CHIP_BYTES), "log").address - PAGE_BYTES) / PAGE_BYTES);
  });

  it("is refused for a Storage that has no room for it", () => {
    expect(() => planLayout(15 * PAGE_BYTES)).toThrow(
      expect.objectContaining({ code: "board-storage-small" }),
    );
  });

  it.each([64 * PAGE_BYTES, CHIP_BYTES])(
    "of %i bytes is what it was after 10,000 compactions by others",
    (storageBytes) => {
      let compactions = 0;
      let lowest = storageBytes;
      let last = -1;
      const { storage, flash, layout } = install(storageBytes, (address) => {
        lowest = Math.min(lowest, address);
        if (address <= last || last < 0) compactions++;
        last = address;
      });
      const end = storageBytes - layout.freeBytes;
      const before = flash.bytes.slice(0, end);
      const random = createRandom(11);
      for (let round = 0; compactions < 10_000; round++)
        storage.write(`their${random.below(3)}`, new Uint8Array(500 + random.below(700)).fill(round));
      expect(Buffer.compare(before, flash.bytes.subarray(0, end))).toBe(0);
      expect(lowest).toBeGreaterThanOrEqual(end);
    },
  );
});

describe("the text of .boot0", () => {
  it("fills its page, or is refused", () => {
    expect(padBoot("x")).toHaveLength(BOOT_BYTES);
    expect(HEADER_BYTES + BOOT_BYTES).toBe(PAGE_BYTES);
    expect(() => padBoot("x".repeat(BOOT_BYTES + 1))).toThrow(
      expect.objectContaining({ code: "board-boot-large" }),
    );
  });
});

describe("the image of a slot", () => {
  it("is read back as what went in", () => {
    const image = buildSlotImage(CONTENT, planLayout(CHIP_BYTES).slotBytes);
    const directory = readSlotImage(image);
    const part = ({ offset, length }: { offset: number; length: number }): Uint8Array =>
      image.slice(offset, offset + length);
    if (directory === undefined) throw new Error("not whole");
    expect(Buffer.from(part(directory.program)).toString("latin1")).toBe(CONTENT.program);
    expect(part(directory.deployment)).toEqual(CONTENT.deployment);
    expect(part(directory.fonts)).toEqual(CONTENT.fonts);
    expect(
      [directory.deployment.offset, directory.fonts.offset].map((offset) => offset % PAGE_BYTES),
    ).toEqual([0, 0]);
    expect(image.subarray(0, 32).every((byte) => byte === 255)).toBe(true);
  });

  it("is packed where pages would not fit, and refused where nothing helps", () => {
    const image = buildSlotImage(CONTENT, 2 * PAGE_BYTES);
    expect(readSlotImage(image)?.deployment.offset).toBe(136);
    expect(() => buildSlotImage(CONTENT, PAGE_BYTES)).toThrow(
      expect.objectContaining({ code: "board-slot-full" }),
    );
  });

  it("is told from anything else, and from itself with one bit turned", () => {
    const image = buildSlotImage(CONTENT, planLayout(CHIP_BYTES).slotBytes);
    const random = createRandom(4);
    for (let round = 0; round < 500; round++) {
      const other = image.slice();
      const at = random.below(2) === 0 ? 32 + random.below(64) : 128 + random.below(image.length - 128);
      other[at] ^= 1 << random.below(8);
      expect([at, readSlotImage(other)]).toEqual([at, undefined]);
      const noise = Uint8Array.from({ length: random.below(400) }, () => random.below(256));
      expect(readSlotImage(noise)).toBeUndefined();
      expect(readSlotImage(image.subarray(0, random.below(image.length)))).toBeUndefined();
    }
  });
});
