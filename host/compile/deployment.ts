// A deployment out of its compiled parts: rules alone (benches, tests) or rules and cards.
import { REASON_KINDS } from "../../shared/cards/list.ts";
import {
  FLAG_CLOCK,
  FLAG_DATES,
  FLAG_HOURS,
  FLAG_STOCK,
  OFFER_BYTES,
  OFFER_FLAGS,
  OFFER_FROM,
  OFFER_LANGUAGES,
  OFFER_MASKS,
  OFFER_PER_HOUR,
  OFFER_REST,
  OFFER_SHARE,
  OFFER_TIER,
  OFFER_UNTIL,
  SECTION_AXES,
  SECTION_BITS,
  SECTION_CALIBRATION,
  SECTION_CARD_INDEX,
  SECTION_CLAUSE_INDEX,
  SECTION_DATES,
  SECTION_FONTS,
  SECTION_GROUPS,
  SECTION_OFFERS,
  SECTION_PROGRAMS,
  SECTION_REASONS,
  SECTION_REGION_INDEX,
  SECTION_ROWS,
  SECTION_SCREEN_INDEX,
  SECTION_STATS,
  SECTION_ZONE,
  TIER_STAFF,
} from "../../shared/offers/deployment.ts";
import type { Clause, CompiledCards, Region } from "./cards.ts";
import type { Calendar } from "./cells.ts";
import type { Classes } from "./classes.ts";
import { crc32 } from "./crc.ts";
import { encodeDeployment, indexed, joinBytes, type Section, u16Bytes, u32Bytes } from "./encode.ts";
import { encodeFonts } from "./fontfile.ts";
import type { CompiledRows } from "./rows.ts";
import { hasHours, needsClock, type Rule } from "./rules.ts";
import type { ZoneOffset } from "./zone.ts";

export interface DeploymentParts {
  readonly rules: readonly Rule[];
  readonly calendar: Calendar;
  readonly classes: Classes;
  readonly rows: CompiledRows;
  readonly zone: readonly ZoneOffset[];
  readonly slotSeconds: number;
  readonly staffEvery: number;
  readonly languages: number;
  readonly answers: number;
  readonly calibration: readonly number[];
  /** Where statistics are on: see SECTION_STATS. */
  readonly statistics?: Uint8Array;
  /** Absent where only rules are wanted. */
  readonly cards?: CompiledCards;
}

function fixed(number: number, bytes: Uint8Array): Section {
  return { number, write: () => bytes };
}

function encodeOffer(rule: Rule): Uint8Array {
  const bytes = new Uint8Array(OFFER_BYTES);
  const view = new DataView(bytes.buffer);
  let flags = 0;
  if (rule.isStock) flags |= FLAG_STOCK;
  if (hasHours(rule)) flags |= FLAG_HOURS;
  if (rule.isDated) flags |= FLAG_DATES;
  if (needsClock(rule)) flags |= FLAG_CLOCK;
  bytes[OFFER_TIER] = rule.tier;
  bytes[OFFER_FLAGS] = flags;
  bytes[OFFER_LANGUAGES] = rule.languages;
  bytes[OFFER_PER_HOUR] = rule.perHour;
  bytes[OFFER_SHARE] = rule.share;
  view.setUint16(OFFER_REST, rule.restSlots, true);
  view.setUint16(OFFER_FROM, rule.firstDay, true);
  view.setUint16(OFFER_UNTIL, rule.lastDay, true);
  rule.masks.forEach((mask, axis) => {
    view.setUint16(OFFER_MASKS + axis * 2, mask, true);
  });
  return bytes;
}

type GroupsOf = readonly (readonly number[])[];

/** Groups of some periods: those of the first tier, then of the second, then of the third. */
function listGroups(periods: readonly number[], groupsOf: GroupsOf): number[] {
  return [0, 1, 2].flatMap((tier) => periods.map((period) => groupsOf[period][tier]));
}

function encodeDates(calendar: Calendar, groupsOf: GroupsOf): Uint8Array {
  const unknown = listGroups(calendar.unknown, groupsOf);
  return u16Bytes([calendar.days.length, ...calendar.days, ...calendar.programs, ...unknown]);
}

function encodePrograms(calendar: Calendar, groupsOf: GroupsOf): Uint8Array[] {
  return calendar.runs.map((runs) => {
    const periods = runs.map((run) => run.period);
    return u16Bytes([runs.length, ...runs.map((run) => run.minute), ...listGroups(periods, groupsOf)]);
  });
}

function encodeZone(zone: readonly ZoneOffset[]): Uint8Array {
  const entries = zone.map((entry) =>
    joinBytes([u32Bytes([entry.utcMinute]), u16Bytes([entry.offsetMinutes & 0xffff, 0])]),
  );
  return joinBytes([u16Bytes([zone.length, 0]), ...entries]);
}

function encodeRegions(regions: readonly Region[]): Uint8Array {
  return u16Bytes([
    regions.length,
    ...regions.flatMap((region) => [region.x, region.y, region.width, region.height, region.action]),
  ]);
}

function encodeClause(clause: Clause): Uint8Array {
  return joinBytes([
    u16Bytes([clause.width]),
    Uint8Array.of(clause.lines, clause.bytes.length),
    clause.bytes,
  ]);
}

/** The deployment and the fonts file that belongs to it. */
export function writeDeployment(parts: DeploymentParts): { deployment: Uint8Array; fonts: Uint8Array } {
  const { rules, calendar, rows, cards } = parts;
  const fontFile = encodeFonts(cards?.fonts ?? []);
  const everyLanguage = (1 << parts.languages) - 1;
  const isPartial = rules.some((rule) => (rule.languages & everyLanguage) !== everyLanguage);
  const sections: Section[] = [
    fixed(SECTION_ZONE, encodeZone(parts.zone)),
    fixed(SECTION_AXES, u16Bytes(parts.classes.weights)),
    fixed(SECTION_DATES, encodeDates(calendar, rows.groupsOf)),
    indexed(SECTION_PROGRAMS, encodePrograms(calendar, rows.groupsOf), 2),
    fixed(SECTION_GROUPS, u16Bytes(rows.groups.flat())),
    fixed(SECTION_ROWS, u16Bytes(rows.rows.flat())),
    fixed(SECTION_OFFERS, joinBytes(rules.map(encodeOffer))),
    fixed(SECTION_CALIBRATION, u16Bytes(parts.calibration)),
  ];
  if (parts.statistics !== undefined) sections.push(fixed(SECTION_STATS, parts.statistics));
  if (rows.isBits) sections.push(fixed(SECTION_BITS, u16Bytes(rows.bits)));
  if (cards !== undefined)
    sections.push(
      indexed(SECTION_CARD_INDEX, cards.cards, 1),
      indexed(SECTION_SCREEN_INDEX, cards.screens, 1),
      indexed(SECTION_REGION_INDEX, cards.regions.map(encodeRegions), 2),
      indexed(SECTION_CLAUSE_INDEX, cards.clauses.map(encodeClause), 2),
      fixed(SECTION_REASONS, u16Bytes(cards.reasons)),
      fixed(SECTION_FONTS, fontFile.table),
    );
  const deployment = encodeDeployment(
    [
      [16, 4, crc32(fontFile.bytes)],
      [20, 4, fontFile.bytes.length],
      [24, 2, rules.length],
      [26, 2, parts.slotSeconds],
      [30, 1, parts.languages],
      [31, 1, parts.answers],
      [32, 1, parts.staffEvery],
      [33, 1, isPartial ? 1 : 0],
      [34, 2, rows.isBits ? 1 : parts.classes.count],
      [36, 2, rows.isBits ? 1 : 0],
      [38, 2, Math.ceil(3600 / parts.slotSeconds)],
      [40, 2, cards?.screensPerLanguage ?? 0],
      [42, 1, cards?.fonts.length ?? 0],
      [43, 1, REASON_KINDS],
      [46, 2, rules.filter((rule) => rule.tier === TIER_STAFF).length],
    ],
    sections,
  );
  return { deployment, fonts: fontFile.bytes };
}
