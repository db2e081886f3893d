import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { type Known, listKnown } from "../../../host/board/release/known.ts";
import { areOneChip, nameRelease } from "../../../host/board/release/name.ts";
import { openRelease } from "../../../host/board/release/source.ts";
import { HARDWARE } from "../../../host/simulator/hardware.ts";
import { makeBuild, makeTgz } from "./fixture.ts";

const folder = mkdtempSync(join(tmpdir(), "passerby-release-"));
const archive = makeTgz(makeBuild(0));
const sha256 = createHash("sha256").update(archive).digest("hex");
const path = join(folder, "espruino.tgz");
writeFileSync(path, archive);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/espruino.tgz`;
}

const known = (digest: string | null): Known[] => [
  { file: "espruino.tgz", chip: "ESP32", espruino: "2v29", sha256: digest },
];

describe("a file", () => {
  it("is read, and is verified only where somebody vouches for its digest", async () => {
    expect(await openRelease(path)).toMatchObject({ name: "espruino.tgz", sha256, isVerified: false });
    expect((await openRelease(path)).entries).toHaveLength(4);
    expect(await openRelease(path, sha256.toUpperCase())).toMatchObject({ isVerified: true });
    expect(await openRelease(path, undefined, known(sha256))).toMatchObject({ isVerified: true });
    expect(await openRelease(path, undefined, known(null))).toMatchObject({ isVerified: false });
  });

  it("with another digest than was asked for, or than its name is listed with, is refused", async () => {
    const other = "0".repeat(64);
    await expect(openRelease(path, other)).rejects.toMatchObject({ code: "release-digest" });
    await expect(openRelease(path, undefined, known(other))).rejects.toMatchObject({
      code: "release-digest",
    });
  });

  it.each([
    ["nowhere", "usage-from"],
    ["/dev/null", "usage-from"],
    ["ftp://example.org/x.tgz", "usage-from"],
    ["http://example.org/x.tgz", "usage-from"],
    ["https://user:secret@example.org/x.tgz", "usage-from"],
  ])("%s is refused as %s", async (from, code) => {
    await expect(openRelease(from)).rejects.toMatchObject({ code });
  });

  it("a digest that is none is wrong use", async () => {
    await expect(openRelease(path, "abc")).rejects.toMatchObject({ code: "usage-sha256" });
  });
});

describe("a folder", () => {
  it("gives its .bin files, and follows no link out of it", async () => {
    const unpacked = join(folder, "unpacked");
    mkdirSync(join(unpacked, "inner"), { recursive: true });
    for (const { name, bytes } of makeBuild(5)) writeFileSync(join(unpacked, name), bytes);
    writeFileSync(join(unpacked, "inner", "espruino-other.bin"), "x");
    symlinkSync(path, join(unpacked, "espruino-link.bin"));
    const { entries, isVerified } = await openRelease(unpacked);
    expect(entries.map(({ name }) => name).sort()).toEqual([
      "bootloader.bin",
      "espruino-esp32c3.bin",
      "partition-table.bin",
    ]);
    expect(isVerified).toBe(false);
    await expect(openRelease(unpacked, sha256)).rejects.toMatchObject({ code: "usage-sha256" });
  });
});

describe("an address", () => {
  it("is downloaded, and used only with a digest that somebody vouches for", async () => {
    const address = await serve((_, response) => response.end(archive));
    await expect(openRelease(address)).rejects.toMatchObject({
      code: "release-unverified",
      message: expect.stringContaining(sha256),
    });
    await expect(openRelease(address, "0".repeat(64))).rejects.toMatchObject({ code: "release-digest" });
    expect(await openRelease(address, sha256)).toMatchObject({ name: "espruino.tgz", isVerified: true });
    expect(await openRelease(address, undefined, known(sha256))).toMatchObject({ isVerified: true });
  });

  it.each<[string, RequestListener]>([
    ["an error", (_, response) => response.writeHead(404).end()],
    ["a connection that breaks", (_, response) => response.writeHead(200).destroy()],
    ["more than a release", (_, response) => flood(response)],
  ])("that gives %s fails", async (_, answer) => {
    await expect(openRelease(await serve(answer), sha256)).rejects.toMatchObject({
      code: "release-download",
    });
  });

  it("is not followed to where there is no https", async () => {
    const answer: RequestListener = (_, response) =>
      response.writeHead(302, { location: "ftp://127.0.0.1/x.tgz" }).end();
    await expect(openRelease(await serve(answer), sha256)).rejects.toMatchObject({
      code: expect.stringMatching(/^(usage-from|release-download)$/),
    });
  });
});

/** Never stops by itself. */
function flood(response: {
  write(bytes: Buffer): boolean;
  once(event: "drain", run: () => void): unknown;
}): void {
  while (response.write(Buffer.alloc(1 << 20)));
  response.once("drain", () => flood(response));
}

describe("the list of releases", () => {
  it("names a build for each chip, and every digest in it is one", () => {
    expect(new Set(listKnown().map(({ chip }) => chip))).toEqual(new Set(["ESP32", "ESP32-C3", "ESP32-S3"]));
  });

  it("has the build of every kind of board under the name that hints give it, and no other chip passes for it", () => {
    const files = listKnown().map(({ file }) => file);
    for (const { env } of Object.values(HARDWARE)) expect(files).toContain(nameRelease(env));
    expect(areOneChip("ESP32", "ESP32_CYD")).toBe(true);
    expect(areOneChip("ESP32C3_IDF4", "ESP32_CYD")).toBe(false);
  });

  it("that is damaged is refused (control)", () => {
    for (const text of ["", "{}", '{"version":1,"releases":[{"file":"x.tgz"}]}'])
      expect(() => listKnown(text)).toThrow(expect.objectContaining({ code: "release-list" }));
    const entry = { file: "x.tgz", chip: "ESP32", espruino: "2v29", sha256: "abc" };
    expect(() => listKnown(JSON.stringify({ version: 1, releases: [entry] }))).toThrow();
  });
});
