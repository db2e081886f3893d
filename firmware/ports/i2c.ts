// The first I2C bus.
import { type Raw, sealRaw } from "../../shared/policy/raw.ts";

export function openBus(scl: number, sda: number): void {
  I2C1.setup({ scl: scl, sda: sda, bitrate: 400000 });
}

/** @param address 7 bit */
export function writeBus(address: number, bytes: Uint8Array): void {
  I2C1.writeTo(address, bytes);
}

/** @returns so many bytes, from this register on */
export function readBus(address: number, register: Uint8Array, count: number): Raw<Uint8Array> {
  I2C1.writeTo(address, register);
  return sealRaw(I2C1.readFrom(address, count));
}
