// The radio as a sensor. Of an advert only its strength is used. The parsed event would hold copies of name and
// services that cannot be wiped, so the unparsed one is taken: the handler slot that NRF.setScan fills is set
// again after it. Identifier and payload are overwritten before anything else happens. A build that does not fill the slot
// would hand parsed events to the function that does nothing: there the radio stays off, and its sensor says so.

// It happens many times a second: no local, no call but the one that counts.
import { loseScan, type Presence, senseAdvert } from "../../shared/presence/filter.ts";

function ignoreAdvert(): void {}

/**
 * Listens, passively; `presence` is told the strength of each advert in dBm, and nothing else.
 * @returns false: the build does not deliver unparsed adverts, nothing is listened to, and the sensor is silent from now on
 */
export function startScan(presence: Presence): boolean {
  NRF.setScan(ignoreAdvert, { active: false });
  if (global["#onblescan"] === undefined) {
    NRF.setScan();
    loseScan(presence);
    return false;
  }
  global["#onblescan"] = (advert: EspruinoAdvert): void => {
    // Two characters at a time: an odd one at the end is of the address's type, which has no part of the address.
    new Uint16Array(E.toArrayBuffer(advert.id)).fill(0);
    new Uint8Array(advert.data as ArrayBuffer).fill(0);
    senseAdvert(presence, advert.rssi);
  };
  return true;
}
