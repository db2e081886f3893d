// The radio as a sensor. Of an advert only its strength is used. The parsed event would hold copies of name and
// services that cannot be wiped, so the unparsed one is taken: the handler slot that NRF.setScan fills is set
// again after it. Identifier and payload are overwritten before anything else happens.

function ignoreAdvert(): void {}

/** Listens, passively. @param listener gets the strength in dBm, and nothing else */
export function startScan(listener: (rssiDbm: number) => void): void {
  NRF.setScan(ignoreAdvert, { active: false });
  global["#onblescan"] = (advert: EspruinoAdvert): void => {
    const rssiDbm = advert.rssi;
    new Uint8Array(E.toArrayBuffer(advert.id)).fill(0);
    new Uint8Array(advert.data as ArrayBuffer).fill(0);
    listener(rssiDbm);
  };
}
