import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readArchive } from "../../../host/board/release/archive.ts";
import { HostError } from "../../../host/error.ts";
import { makeTar, makeTgz, makeZip, type TarEntry } from "./fixture.ts";

const FILES = [
  { name: "espruino/bootloader.bin", bytes: Buffer.from("boot") },
  { name: "espruino/espruino-esp32.bin", bytes: Buffer.alloc(3000, 5) },
  { name: "README.txt", bytes: Buffer.alloc(0) },
];
const MAKERS = { tgz: makeTgz, tar: makeTar, zip: makeZip };

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof HostError) return error.code;
    throw error;
  }
  return "none";
}

describe.each(Object.entries(MAKERS))("%s", (kind, make) => {
  it("gives every file, byte for byte, by its name", () => {
    const entries = readArchive(make(FILES), "release") ?? [];
    expect(entries.map(({ name }) => name)).toEqual(FILES.map(({ name }) => name));
    for (const [i, { bytes }] of FILES.entries())
      expect(Buffer.from(entries[i]?.bytes ?? [1])).toEqual(bytes);
  });

  it.each([
    "../../etc/passwd",
    "a/../../b",
    "/etc/passwd",
    "C:/windows",
    "a\\..\\b",
    "line\nend.bin",
    "\x1b[2J.bin",
    "x".repeat(201),
  ])("with a file named %j is refused", (name) => {
    // The old form of tar cuts a name at a hundred bytes.
    const tooLong = kind !== "zip" && name.length > 100;
    const expected = tooLong ? "none" : "release-name";
    expect(codeOf(() => readArchive(make([...FILES, { name, bytes: Buffer.from("x") }]), "r"))).toBe(
      expected,
    );
  });

  it("that is cut short anywhere is refused, or lacks nothing that it names", () => {
    const whole = make(FILES);
    let refused = 0;
    for (let length = 20; length < whole.length; length += 7) {
      const code = codeOf(() => readArchive(whole.subarray(0, length), "r"));
      if (code === "release-broken") refused++;
      else expect(code).toBe("none");
    }
    expect(refused).toBeGreaterThan(0);
  });

  it("whatever was changed in it gives files, no archive, or a refusal", () => {
    const whole = make(FILES);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.nat(255), (at, byte, other) => {
        const changed = Buffer.from(whole);
        changed[at] = byte;
        changed[(at * 7 + 3) % changed.length] = other;
        codeOf(() => readArchive(changed, "r"));
      }),
    );
  });
});

describe("tar", () => {
  it.each(["1", "2", "3", "4", "6"])("with an entry of kind %s, a link or a device, is refused", (kind) => {
    const entries: TarEntry[] = [...FILES, { name: "link", kind }];
    expect(codeOf(() => readArchive(makeTgz(entries), "r"))).toBe("release-broken");
  });

  it("takes long names of GNU tar and of PAX, and checks those as well", () => {
    const long = `${"folder/".repeat(20)}espruino.bin`;
    const record = (name: string) => Buffer.from(`${name.length + 10} path=${name}\n`);
    for (const extra of [
      { name: "././@LongLink", kind: "L", bytes: Buffer.from(`${long}\0`) },
      { name: "PaxHeader", kind: "x", bytes: record(long) },
    ]) {
      const entries = readArchive(makeTgz([extra, { name: "short", bytes: Buffer.from("x") }]), "r");
      expect(entries?.map(({ name }) => name)).toEqual([long]);
    }
    const upwards = [{ name: "PaxHeader", kind: "x", bytes: record("../up.bin") }, { name: "short" }];
    expect(codeOf(() => readArchive(makeTgz(upwards), "r"))).toBe("release-name");
  });
});

describe("size", () => {
  it("an archive that unpacks to more than a release is refused before it fills the memory", () => {
    const zeros = { name: "zeros.bin", bytes: Buffer.alloc(65 * 1024 * 1024) };
    expect(codeOf(() => readArchive(makeTgz([zeros]), "r"))).toBe("release-large");
    expect(codeOf(() => readArchive(makeZip([zeros]), "r"))).toBe("release-large");
  });

  it("a zip whose directory lies about a size is refused", () => {
    expect(codeOf(() => readArchive(makeZip(FILES, 10), "r"))).toBe("release-broken");
    expect(codeOf(() => readArchive(makeZip(FILES, 5000), "r"))).toBe("release-broken");
  });

  it("with thousands of files is refused", () => {
    const many = Array.from({ length: 2001 }, (_, i) => ({ name: `${i}.bin`, bytes: Buffer.from("x") }));
    expect(codeOf(() => readArchive(makeTar(many), "r"))).toBe("release-large");
  });
});

it("bytes that are no archive are none", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
      fc.pre(bytes[0] !== 0x1f && bytes[0] !== 0x50);
      expect(readArchive(bytes, "r")).toBeUndefined();
    }),
  );
});
