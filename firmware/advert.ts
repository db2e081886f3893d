// What a board sends where its file asks for it: an advert whose bytes the host made. It is renewed at fixed times of
// the uptime, whether or not anything in it has changed.
import { AXIS_BUSY, AXIS_PRESENCE } from "../shared/offers/situation.ts";
import { BTHOME_BUSY_AT, BTHOME_PRESENCE_AT } from "../shared/radio/bthome.ts";
import { ADVERT, HAS_STATE } from "../shared/radio/profile.ts";
import type { App } from "./app.ts";
import { advertise } from "./ports/advert.ts";

const advert = /* @__PURE__ */ new Uint8Array(ADVERT);

/** Sends the advert anew, in the profile `bthome` with the two fields as they are now. */
export function renewAdvert(app: App): void {
  if (HAS_STATE) {
    const axes = app.turn.s.axes;
    advert[BTHOME_BUSY_AT] = axes[AXIS_BUSY];
    advert[BTHOME_PRESENCE_AT] = axes[AXIS_PRESENCE] > 0 ? 1 : 0;
  }
  advertise(advert);
}
