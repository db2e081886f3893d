// SLIP: packets between two bytes 0xc0.

const END = 0xc0;
const ESCAPE = 0xdb;
const ESCAPED_END = 0xdc;
const ESCAPED_ESCAPE = 0xdd;

export function framePacket(bytes: Uint8Array): Buffer {
  const framed = [END];
  for (const byte of bytes) {
    if (byte === END) framed.push(ESCAPE, ESCAPED_END);
    else if (byte === ESCAPE) framed.push(ESCAPE, ESCAPED_ESCAPE);
    else framed.push(byte);
  }
  return Buffer.from([...framed, END]);
}

/** Takes bytes as they come, gives packets to `take`. */
export function createUnframer(take: (packet: Buffer) => void): (bytes: Uint8Array) => void {
  let packet: number[] | undefined;
  let isEscaped = false;
  return (bytes) => {
    for (const byte of bytes) {
      if (byte === END) {
        const whole = packet;
        packet = whole === undefined || whole.length === 0 ? [] : undefined;
        if (packet === undefined && whole !== undefined) take(Buffer.from(whole));
      } else if (byte === ESCAPE) isEscaped = true;
      else {
        packet?.push(isEscaped ? (byte === ESCAPED_END ? END : ESCAPE) : byte);
        isEscaped = false;
      }
    }
  };
}
