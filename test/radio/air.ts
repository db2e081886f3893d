// What a receiver makes of an advert: reelyActive's advlib, which knows nothing of us. It does not know BTHome; what is
// inside of that service's data is read here, by the lengths that bthome.io/format gives.
import { type Decoded, process as decode } from "advlib-ble";
import * as services from "advlib-ble-services";

/** An advert's payload as advlib reads it; it throws or gives nothing for what is none. */
export function readAir(payload: Uint8Array): Decoded {
  const decoded = decode(Buffer.from(payload), [services], { isPayloadOnly: true });
  if (decoded === null) throw new Error("no advert");
  return decoded;
}

/** Names and bytes of objects, by id: those of one byte, a few longer ones, and the binary ones from 0x0f to 0x2d. */
const OBJECTS = new Map<number, readonly [string, number]>([
  [0x00, ["packet id", 1]],
  [0x01, ["battery", 1]],
  [0x02, ["temperature", 2]],
  [0x03, ["humidity", 2]],
  [0x09, ["count", 1]],
  [0x0f, ["generic", 1]],
  [0x21, ["motion", 1]],
  [0x23, ["occupancy", 1]],
  [0x25, ["presence", 1]],
  [0x3d, ["count", 2]],
]);

/**
 * Reads the data of service 0xfcd2.
 * @param hex as advlib gives it
 * @returns what it says, in its order; throws for what a receiver would drop
 */
export function readBthome(hex: string): [string, number][] {
  const bytes = Buffer.from(hex, "hex");
  if (bytes[0] >> 5 !== 2) throw new Error("not version 2");
  if (bytes[0] & 1) throw new Error("encrypted");
  if (bytes[0] & 4) throw new Error("sent when something happens");
  const found: [string, number][] = [];
  let last = -1;
  for (let at = 1; at < bytes.length; ) {
    const id = bytes[at];
    const [name, length] = OBJECTS.get(id) ?? ["", 0];
    if (length === 0) throw new Error(`object ${id} is not known here`);
    if (id < last) throw new Error("objects out of order");
    if (at + 1 + length > bytes.length) throw new Error("cut off");
    found.push([name, bytes.readUIntLE(at + 1, length)]);
    last = id;
    at += 1 + length;
  }
  return found;
}

/** Both fields of a `bthome` advert. */
export function readState(payload: Uint8Array): [string, number][] {
  const [data, ...others] = readAir(payload).serviceData ?? [];
  if (data?.uuid !== "fcd2" || others.length > 0) throw new Error("no BTHome");
  return readBthome(data.data);
}
