// What is usually done with an advert or a radar's bytes, event by event.

// biome-ignore-all lint/correctness/noUnusedVariables: what stands here is called by the script of a bench

// A Kalman filter for each address, as room-assistant keeps one (R .008, Q 4), at most 64 of them.
const filters = {};
let filterCount = 0;

function smoothAdvert(advert) {
  const filter = filters[advert.id];
  if (filter) {
    const predicted = filter.covariance + 0.008;
    const gain = predicted / (predicted + 4);
    filter.estimate += gain * (advert.rssi - filter.estimate);
    filter.covariance = predicted * (1 - gain);
    return;
  }
  if (filterCount < 64) filterCount++;
  else
    for (const oldest in filters) {
      delete filters[oldest];
      break;
    }
  filters[advert.id] = { estimate: advert.rssi, covariance: 4 };
}

// A line that holds for a fixed time.
let movedMs = 0;

function holdLine(isHigh, nowMs) {
  if (isHigh) movedMs = nowMs;
  return nowMs - movedMs < 30000;
}

// A decoder that takes byte after byte into a buffer and looks for the end mark, as drivers of this radar do.
const bytes = new Uint8Array(64);
let filled = 0;
const target = { state: 0, movingCm: 0, movingEnergy: 0, stillCm: 0, stillEnergy: 0 };

function readBytes(data) {
  for (let i = 0; i < data.length; i++) {
    bytes[filled++] = data.charCodeAt(i);
    if (filled >= 64) filled = 0;
    if (
      filled >= 23 &&
      bytes[filled - 1] === 0xf5 &&
      bytes[filled - 2] === 0xf6 &&
      bytes[filled - 3] === 0xf7 &&
      bytes[filled - 4] === 0xf8
    ) {
      if (bytes[0] === 0xf4 && bytes[1] === 0xf3 && bytes[7] === 0xaa) {
        target.state = bytes[8];
        target.movingCm = bytes[9] | (bytes[10] << 8);
        target.movingEnergy = bytes[11];
        target.stillCm = bytes[12] | (bytes[13] << 8);
        target.stillEnergy = bytes[14];
      }
      filled = 0;
    }
  }
}
