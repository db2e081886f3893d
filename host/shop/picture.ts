// The picture of an offer: a PNG file in the shop's folder, read once and kept small. Its bytes are not trusted: what
// could make the decoder allocate without a bound is refused before it sees them.
import { inflateSync } from "node:zlib";
import { PNG } from "pngjs";
import { type Path, readBytes } from "./document.ts";
import { resolveInside } from "./folder.ts";
import type { Picture } from "./model.ts";
import { shrinkPicture } from "./raster.ts";
import type { Report } from "./report.ts";
import type { RawOffer } from "./schema.ts";

/** Largest picture that is decoded, pixels along a side: 4 million pixels take about 50 MB for a moment. */
const MOST_SIDE_PX = 2048;
/** What is kept of it: no panel has room for more. */
const KEPT_PX = 160;
/** Pixels of all pictures of a shop together, each file counted once: they take some seconds. */
const MOST_PIXELS = 64_000_000;
const SIGNATURE = "89504e470d0a1a0a";
const HEAD = "IHDR";
/** Numbers of each pixel, by the kind of colour in the head. */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** Signature, then length, name, 13 bytes and checksum of the first chunk. */
const HEAD_END = 33;

/** What was read for a shop so far: offers may name the same file. */
interface Session {
  pixels: number;
  readonly known: Map<string, Picture>;
}

const sessions = new WeakMap<Report, Session>();

/**
 * Reads the picture that an offer names.
 * @returns undefined if it names none, or a sound one could not be read; the report says so
 */
export function readPicture(raw: RawOffer, path: Path, folder: string, report: Report): Picture | undefined {
  if (raw.picture === undefined) return undefined;
  const at = [...path, "picture"];
  if (raw.qr !== undefined) {
    const message = "A card has room for a picture or for a QR code, not for both.";
    report.error("shop-picture-qr", at, message, "Take out `picture` or `qr`.");
  }
  const file = resolveInside(folder, raw.picture);
  if (file === undefined) {
    const message = "This path leads out of the shop's folder.";
    report.error("shop-picture-outside", at, message, "Put the picture beside the shop file.");
    return undefined;
  }
  const session = sessions.get(report) ?? { pixels: 0, known: new Map<string, Picture>() };
  sessions.set(report, session);
  const before = session.known.get(file);
  if (before !== undefined) return before;
  const bytes = readBytes(file, false);
  if (!(bytes instanceof Uint8Array)) {
    const isLarge = bytes.code === "shop-too-large";
    const hint = isLarge ? "Save it smaller: a panel shows about 100 pixels of it." : bytes.hint;
    report.error("shop-picture-file", at, `The picture cannot be read: ${bytes.message}`, hint);
    return undefined;
  }
  const refusal = refuseBytes(bytes);
  if (refusal !== undefined) {
    report.error("shop-picture", at, refusal[0], refusal[1]);
    return undefined;
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  session.pixels += view.getUint32(16) * view.getUint32(20);
  if (session.pixels > MOST_PIXELS) {
    const message = `The pictures of this shop have more than ${MOST_PIXELS} pixels together.`;
    report.error(
      "shop-picture-many",
      at,
      message,
      "Save them smaller: a panel shows about 100 pixels of each.",
    );
    return undefined;
  }
  const picture = isWhole(bytes, view) ? decode(bytes) : undefined;
  if (picture === undefined) report.error("shop-picture", at, "This PNG is damaged.", "Save it again.");
  else session.known.set(file, picture);
  return picture;
}

function decode(bytes: Uint8Array): Picture | undefined {
  try {
    const { width, height, data } = PNG.sync.read(Buffer.from(bytes));
    return shrinkPicture({ width, height, rgba: new Uint8Array(data) }, KEPT_PX, KEPT_PX);
  } catch {
    return undefined;
  }
}

/** Why bytes are not decoded, and what to do; undefined where they are. */
function refuseBytes(bytes: Uint8Array): readonly [string, string] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const isPng =
    Buffer.from(bytes.subarray(0, 8)).toString("hex") === SIGNATURE &&
    bytes.length > HEAD_END &&
    view.getUint32(8) === 13 &&
    nameAt(bytes, 8) === HEAD;
  if (!isPng) return ["This is not a PNG picture.", "Save it as PNG."];
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  if (Math.max(width, height) > MOST_SIDE_PX || Math.min(width, height) < 1)
    return [
      `The picture has ${width} x ${height} pixels; 1 to ${MOST_SIDE_PX} a side are read.`,
      "Save it smaller: a panel shows about 100 pixels of it.",
    ];
  // The decoder unpacks interlaced pictures without a bound.
  if (bytes[28] !== 0) return ["The PNG is interlaced.", "Save it without interlacing (also called Adam7)."];
  return undefined;
}

/**
 * Whether the packed pixels are as many as the head says, and there is one head only: a second would give the decoder other
 * sizes. Where pixels are missing, the decoder takes whatever lies in memory for them.
 */
function isWhole(bytes: Uint8Array, view: DataView): boolean {
  const packed: Uint8Array[] = [];
  for (let at = HEAD_END; at + 8 <= bytes.length; at += 12 + view.getUint32(at)) {
    const name = nameAt(bytes, at);
    if (name === HEAD) return false;
    if (name === "IDAT") packed.push(bytes.subarray(at + 8, at + 8 + view.getUint32(at)));
  }
  const [depth, kind] = [bytes[24], bytes[25]];
  const rowBytes = 1 + Math.ceil((view.getUint32(16) * (CHANNELS[kind] ?? 0) * depth) / 8);
  const most = rowBytes * view.getUint32(20);
  try {
    return inflateSync(Buffer.concat(packed), { maxOutputLength: most }).length === most;
  } catch {
    return false;
  }
}

/** Name of the chunk whose length stands at an offset. */
function nameAt(bytes: Uint8Array, at: number): string {
  return Buffer.from(bytes.subarray(at + 4, at + 8)).toString("latin1");
}
