// Where chance comes from: the register of the chip's noise generator, and a hash to spread what is known of it.
// Espruino's own generators are not used: on these chips they give the same numbers after every start.

/** RNG_DATA_REG by `process.env.BOARD` (technical reference manuals). At another chip's address a constant is read. */
const REGISTERS: { readonly [board: string]: number | undefined } = {
  ESP32_CYD: 0x3ff75144,
  ESP32C3_IDF4: 0x600260b0,
};

/** Address of the register with noise; undefined = there is none that is known. */
export function findNoise(): number | undefined {
  return REGISTERS[process.env.BOARD];
}

/** 32 bits of noise. @param register what findNoise gave */
export function readNoise(register: number): number {
  return peek32(register);
}

/** SHA-512 (FIPS 180-4), 64 bytes. */
export function hashBytes(bytes: Uint8Array): ArrayBuffer {
  // biome-ignore lint/style/useNodejsImportProtocol: a module of Espruino's, not of Node
  return require("crypto").SHA512(bytes);
}
