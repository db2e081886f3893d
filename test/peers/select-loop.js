// The best plain loop over a list of offers: for-of, the cheapest conditions first, what is rarely reached in a function
// of its own (a board reads over code that it does not run), `var` and one-letter members (both are cheaper there).
// o: m mood, d mask of days, p presence, w dwell, s and e start and end of hours, f and u first and last day, t tier,
// l slot of the last play, r slots it rests.

// biome-ignore-all lint/correctness/noUnusedVariables: what stands here is called by the script of a bench
// biome-ignore-all lint/suspicious/noVar: const in a loop makes a scope each time
// biome-ignore-all lint/suspicious/noDoubleEquals: cheaper, and both sides are numbers

function fits(o, s, best) {
  return (
    s.minute >= o.s &&
    s.minute < o.e &&
    s.date >= o.f &&
    s.date <= o.u &&
    (!best || o.t < best.t || (o.t == best.t && o.l < best.l))
  );
}

function chooseByLoop(offers, s) {
  var mood = s.mood;
  var day = s.day;
  var presence = s.presence;
  var dwell = s.dwell;
  var best;
  for (var o of offers)
    if (o.m == mood && o.d & day && o.p <= presence && o.w <= dwell && fits(o, s, best)) best = o;
  return best;
}

function chooseRestedByLoop(offers, s) {
  var mood = s.mood;
  var day = s.day;
  var presence = s.presence;
  var dwell = s.dwell;
  var best;
  for (var o of offers)
    if (o.m == mood && o.d & day && o.p <= presence && o.w <= dwell && fits(o, s, best) && s.slot - o.l > o.r)
      best = o;
  return best;
}
