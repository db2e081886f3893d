// The plain way to choose an offer: filter the list, sort what is left, take the first. Otherwise as economical as
// select-loop.js, whose letters it shares.

// biome-ignore-all lint/correctness/noUnusedVariables: what stands here is called by the script of a bench
// biome-ignore-all lint/suspicious/noVar: shorter to run on a board
// biome-ignore-all lint/suspicious/noDoubleEquals: cheaper, and both sides are numbers

function fits(o, s) {
  return s.minute >= o.s && s.minute < o.e && s.date >= o.f && s.date <= o.u;
}

function chooseByFilter(offers, s) {
  var mood = s.mood;
  var day = s.day;
  var presence = s.presence;
  var dwell = s.dwell;
  return offers
    .filter((o) => o.m == mood && o.d & day && o.p <= presence && o.w <= dwell && fits(o, s))
    .sort((a, b) => a.t - b.t || a.l - b.l)[0];
}

function chooseRestedByFilter(offers, s) {
  var mood = s.mood;
  var day = s.day;
  var presence = s.presence;
  var dwell = s.dwell;
  return offers
    .filter(
      (o) => o.m == mood && o.d & day && o.p <= presence && o.w <= dwell && fits(o, s) && s.slot - o.l > o.r,
    )
    .sort((a, b) => a.t - b.t || a.l - b.l)[0];
}
