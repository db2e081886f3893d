// What is usually done with adverts: counts by address, in a table that is bounded by evicting the oldest address.

// biome-ignore-all lint/correctness/noUnusedVariables: what stands here is called by the script of a bench

const MOST_ADDRESSES = 64;
const seen = {};
let addresses = 0;

function countAdvert(advert) {
  const id = advert.id;
  const count = seen[id];
  if (count) seen[id] = count + 1;
  else {
    if (addresses < MOST_ADDRESSES) addresses++;
    else
      for (const oldest in seen) {
        delete seen[oldest];
        break;
      }
    seen[id] = 1;
  }
}
