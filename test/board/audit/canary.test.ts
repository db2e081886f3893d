import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { findCanaries, readCanaries, readCanary } from "../../../host/board/audit/canary.ts";
import { createRandom } from "../../../host/random.ts";
import { runs } from "../../arbitraries.ts";

const folder = mkdtempSync(join(tmpdir(), "passerby-canary-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ADDRESS = "5E:C7:01:93:A8:4D";
const BYTES = Buffer.from("5ec70193a84d", "hex");
const BACK = Buffer.from("4da89301c75e", "hex");

/** Flash of a board that was used: most of it erased, some text, some noise. */
function makeFlash(): Buffer {
  const random = createRandom(9);
  const flash = Buffer.alloc(300_000, 255);
  for (let i = 0; i < 100_000; i++) flash[i] = random.below(256);
  flash.write("E.setConsole(Serial1,{force:!0});5e:c7:01 5ec701 ".repeat(100), 120_000, "latin1");
  return flash;
}

const PLANTS: readonly (readonly [what: string, bytes: Buffer])[] = [
  ["text as Espruino writes it", Buffer.from("5e:c7:01:93:a8:4d random")],
  ["upper case", Buffer.from(ADDRESS)],
  ["no colons", Buffer.from("5ec70193a84d")],
  ["no colons, upper case", Buffer.from("5EC70193A84D")],
  ["six bytes", BYTES],
  ["six bytes backwards", BACK],
  ["text backwards, byte by byte", Buffer.from("4d:a8:93:01:c7:5e")],
  ["base64", Buffer.from(BYTES.toString("base64"))],
  ["base64 behind one byte", Buffer.from(Buffer.concat([Buffer.from("x"), BYTES, BACK]).toString("base64"))],
  ["base64 behind two", Buffer.from(Buffer.concat([Buffer.from("xy"), BYTES]).toString("base64"))],
  ["base64 for addresses", Buffer.from(Buffer.concat([Buffer.from("xy"), BACK]).toString("base64url"))],
  ["its first four bytes", BYTES.subarray(0, 4)],
  ["four in the middle", BYTES.subarray(1, 5)],
  ["its last four bytes", BYTES.subarray(2)],
  ["four of them backwards", BACK.subarray(1, 5)],
  ["four of them as digits", Buffer.from("c70193a8")],
  ["two bytes a letter", Buffer.from("5ec70193a84d", "utf16le")],
];

describe("canaries in flash", () => {
  it("P1: that was never near one, and has three bytes of it, are none", () => {
    expect(findCanaries(makeFlash(), [readCanary(ADDRESS)])).toEqual([]);
  });

  it.each(PLANTS)("P1: planted as %s are found, where they are (control)", (_what, bytes) => {
    for (const at of [0, 50_001, 299_000]) {
      const flash = makeFlash();
      bytes.copy(flash, at);
      const [first] = findCanaries(flash, [readCanary(ADDRESS)], 0x320000);
      expect(first?.canary).toBe(ADDRESS);
      expect(first.address - 0x320000).toBeGreaterThanOrEqual(at);
      expect(first.address - 0x320000).toBeLessThan(at + bytes.length);
    }
  });

  it("any address is found in any of the ways, anywhere, and another one's trace is not taken for it", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 6, maxLength: 6 }).filter((bytes) => new Set(bytes).size === 6),
        fc.constantFrom("hex", "base64", "latin1", "utf16le"),
        fc.nat({ max: 2_000 }),
        (bytes, form, at) => {
          const name = Buffer.from(bytes).toString("hex");
          const flash = Buffer.alloc(2_100, 255);
          const written =
            form === "utf16le"
              ? Buffer.from(name, form)
              : Buffer.from(Buffer.from(bytes).toString(form as BufferEncoding), "latin1");
          written.copy(flash, at);
          expect(findCanaries(flash, [readCanary(name)])).not.toEqual([]);
          const other = Buffer.from(bytes.map((byte) => byte ^ 0x55)).toString("hex");
          expect(findCanaries(flash, [readCanary(other)])).toEqual([]);
        },
      ),
      runs(300),
    );
  });

  it("a name is found as it is, in capitals and with two bytes a letter", () => {
    const canary = readCanary("text:Żaneta's phone");
    for (const text of ["Żaneta's phone", "ŻANETA'S PHONE", "żaneta's phone"])
      expect(findCanaries(Buffer.from(`x${text}y`), [canary])).not.toEqual([]);
    expect(findCanaries(Buffer.from("xŻaneta's phoney", "utf16le"), [canary])).not.toEqual([]);
    // Parts of names are words that a shop may use itself.
    expect(findCanaries(Buffer.from("aneta's phone"), [canary])).toEqual([]);
  });
});

describe("a canary", () => {
  it.each([
    "",
    "5e",
    "5e:c7:01",
    "zz:zz:zz:zz",
    "text:abc",
    "00:00:00:00:00:00",
    "ff:ff:ff:ff:01:02",
    "text:aaaaaaa",
    "ab".repeat(65),
    "5e:c7:01:93:a8:4",
  ])("%j is none", (name) => {
    expect(() => readCanary(name)).toThrowError(expect.objectContaining({ code: "usage-canary" }));
  });

  it("comes from a file with remarks; a wrong line is named", () => {
    const file = join(folder, "canaries.txt");
    writeFileSync(file, `# the test phone\n${ADDRESS}  # left pocket\r\n\ntext:Marked phone\n`);
    expect(readCanaries(file).map(({ name }) => name)).toEqual([ADDRESS, "text:Marked phone"]);
    writeFileSync(file, `${ADDRESS}\nnobody\n`);
    expect(() => readCanaries(file)).toThrowError(
      expect.objectContaining({ code: "usage-canary", place: { file, line: 2 } }),
    );
    expect(() => readCanaries(folder)).toThrowError(expect.objectContaining({ code: "usage-canary" }));
  });
});
