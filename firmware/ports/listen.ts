// The radio while a board is calibrated: the same handler as in scan.ts, and the strength goes to the counts.
import { noteStrength, type Survey } from "../../shared/presence/survey.ts";

function ignoreAdvert(): void {}

/**
 * Listens, passively; `survey` is told the strength of each advert in dBm, and nothing else. Where the build does not deliver
 * unparsed adverts it hears nothing.
 */
export function listenTo(survey: Survey): void {
  NRF.setScan(ignoreAdvert, { active: false });
  if (global["#onblescan"] === undefined) {
    NRF.setScan();
    return;
  }
  global["#onblescan"] = (advert: EspruinoAdvert): void => {
    new Uint16Array(E.toArrayBuffer(advert.id)).fill(0);
    new Uint8Array(advert.data as ArrayBuffer).fill(0);
    noteStrength(survey, advert.rssi);
  };
}
