// Bonds: what the firmware keeps of devices that were paired with it. Each is a lasting trace of somebody.
import { readSettings, type Setting } from "./nvs.ts";

/**
 * Bluedroid, which stock builds of Espruino use, keeps one text in pieces `bt_cfg_key0`, `bt_cfg_key1`, ...: a
 * section `[aa:bb:cc:dd:ee:ff]` for each device.
 */
const BLUEDROID_NAMESPACE = "bt_config.conf";
const BLUEDROID_KEY = /^bt_cfg_key(\d+)$/;
const SECTION = /^\[((?:[0-9a-f]{2}:){5}[0-9a-f]{2})\]/gim;
/** NimBLE keeps a record for each device under a key of its own. */
const NIMBLE_NAMESPACE = "nimble_bond";
const NIMBLE_KEY = /^peer_sec_\d+$/;

export interface Bonds {
  /** Devices that could come back by a bond. */
  readonly bonds: number;
  /** Pages of the settings that could not be read: what is in them is not counted. */
  readonly badPages: number;
}

/** @param partition bytes of the settings; never throws */
export function countBonds(partition: Uint8Array): Bonds {
  const { settings, badPages } = readSettings(partition);
  const nimble = settings.filter(
    ({ namespace, key }) => namespace === NIMBLE_NAMESPACE && NIMBLE_KEY.test(key),
  );
  return { bonds: countSections(settings) + new Set(nimble.map(({ key }) => key)).size, badPages };
}

function countSections(settings: readonly Setting[]): number {
  const pieces = settings.flatMap(({ namespace, key, value }) => {
    const match = namespace === BLUEDROID_NAMESPACE ? BLUEDROID_KEY.exec(key) : null;
    return match === null || value.length <= 8 ? [] : [{ number: Number(match[1]), value }];
  });
  pieces.sort((a, b) => a.number - b.number);
  const text = pieces.map(({ value }) => Buffer.from(value).toString("latin1")).join("");
  return new Set([...text.matchAll(SECTION)].map(([, address]) => address.toLowerCase())).size;
}
