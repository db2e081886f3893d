// The advert of the profile `bthome`: BTHome version 2 (bthome.io/format), not encrypted. Nothing is imported here: the
// bundler then writes the numbers themselves.
//
// offset  bytes
//      0  02 01 06     flags: to be found by everybody, no classic Bluetooth
//      3  08 16 d2 fc  service data of 0xfcd2
//      7  40           version 2, not encrypted, sent at regular times
//      8  09 BB        count: how busy it is, 0 none, 1 few, 2 many
//     10  25 PP        presence: 0 nobody, 1 somebody
//
// No packet id: a number that counts tells how often something was sent. Objects stand in the order of their ids.

/** Where the busy level stands. */
export const BTHOME_BUSY_AT = 9;
/** Where the presence bit stands. */
export const BTHOME_PRESENCE_AT = 11;
