// What Espruino calls the archives of its builds.

/** The release that Passerby was made for. */
const VERSION = "2v29";

/**
 * The archive of a build, as it is published and as releases.json lists it.
 * @param env `process.env.BOARD` of that build, such as "ESP32C3_IDF4"
 */
export function nameRelease(env: string): string {
  return `espruino_${VERSION}_${env.toLowerCase().replace(/_idf4$/, "")}.tgz`;
}

/** Are these two builds for the same chip? Their names begin with it: ESP32_CYD and ESP32, but not ESP32C3_IDF4. */
export function areOneChip(env: string, other: string): boolean {
  return env.split("_")[0] === other.split("_")[0];
}
