import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderReport } from "../../host/report/html.ts";
import { summariseDay } from "../../host/report/summary.ts";
import { escapeText, span } from "../../host/report/text.ts";
import { NEUTRAL } from "../../shared/offers/situation.ts";

const day = {
  endMs: 100_000,
  plays: [
    { atMs: 0, offer: NEUTRAL },
    { atMs: 20_000, offer: 1 },
    { atMs: 40_000, offer: 0 },
    { atMs: 50_000, offer: 1 },
    { atMs: 70_000, offer: NEUTRAL },
  ],
  presence: [
    { atMs: 0, presence: 0 },
    { atMs: 40_000, presence: 2 },
    { atMs: 60_000, presence: 0 },
  ],
};

describe("a day in numbers", () => {
  it("counts plays, shares, plays near, silence and changes", () => {
    expect(summariseDay(day, ["a", "b", "c"])).toEqual({
      seconds: 100,
      plays: 3,
      playsNear: 2,
      neutralShare: 0.5,
      longestSilenceSeconds: 30,
      cardChanges: 4,
      presenceChanges: 2,
      restsHit: 0,
      offers: [
        { offer: "a", plays: 1, share: 0.3333, playsNear: 1, shareNear: 0.5, shownSeconds: 10, restsHit: 0 },
        { offer: "b", plays: 2, share: 0.6667, playsNear: 1, shareNear: 0.5, shownSeconds: 40, restsHit: 0 },
        { offer: "c", plays: 0, share: 0, playsNear: 0, shareNear: 0, shownSeconds: 0, restsHit: 0 },
      ],
    });
  });

  it("that is empty divides by nothing", () => {
    expect(summariseDay({ plays: [], presence: [], endMs: 0 }, ["a"])).toMatchObject({
      plays: 0,
      neutralShare: 0,
    });
  });

  it("never shows more time than there was, and counts every play once", () => {
    const steps = fc.array(fc.record({ afterMs: fc.nat(60_000), offer: fc.constantFrom(0, 1, 2, NEUTRAL) }));
    fc.assert(
      fc.property(steps, (list) => {
        let atMs = 0;
        const plays = list.map(({ afterMs, offer }) => {
          atMs += afterMs;
          return { atMs, offer };
        });
        const summary = summariseDay({ plays, presence: [], endMs: atMs }, ["a", "b", "c"]);
        expect(summary.plays).toBe(list.filter(({ offer }) => offer !== NEUTRAL).length);
        const shown = summary.offers.reduce((sum, offer) => sum + offer.shownSeconds, 0);
        expect(shown).toBeLessThanOrEqual(atMs / 1000 + 3);
        expect(summary.neutralShare).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe("the page", () => {
  const hostile = `<script>alert("1")</script>&'`;
  const page = {
    shop: hostile,
    board: hostile,
    offers: [
      { id: "a", title: hostile },
      { id: "b", title: "B" },
    ],
    played: { start: hostile, day, summary: summariseDay(day, ["a", "b"]), errors: [hostile] },
  };

  it("shows hostile texts as texts", () => {
    const html = renderReport(page);
    expect(html).not.toContain("<script");
    expect(html).toContain(escapeText(hostile));
  });

  it("loads nothing and is well formed", () => {
    const html = renderReport(page);
    expect(html).not.toMatch(/(src|href)=|url\(|@import/);
    expect(html).toContain("default-src 'none'");
    for (const tag of ["svg", "table", "tbody", "style", "body", "h2"])
      expect(html.split(`<${tag}`).length, tag).toBe(html.split(`</${tag}>`).length);
    expect(html).not.toMatch(/NaN|undefined|Infinity/);
  });

  it("puts marks at round times of the clock", () => {
    const html = renderReport({
      ...page,
      played: { ...page.played, day: { ...day, endMs: 3 * 3_600_000, startMinute: 9 * 60 + 45 } },
    });
    for (const mark of ["10:00", "11:00", "12:00"]) expect(html).toContain(`>${mark}<`);
  });

  it("says spans in the two largest units", () => {
    expect([0, 59, 60, 61, 3600, 33_600].map(span)).toEqual([
      "0 s",
      "59 s",
      "1 min",
      "1 min 1 s",
      "1 h",
      "9 h 20 min",
    ]);
  });
});
