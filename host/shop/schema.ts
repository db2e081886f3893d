// The shape of shop.yaml. What a shape cannot say (30 February, an unknown group) is checked later, in the
// converters and in rules/. Messages are what was expected, ready for "… is not <message>".
import { z } from "zod";
import { calibrationSchema } from "./calibration.ts";
import { address, faceShape, path } from "./face.ts";
import { MEASURE } from "./measure.ts";
import { DURATION, METRES } from "./span.ts";

const LONGEST_TEXT = 200;

const id = z
  .string("a short name")
  .max(32, "a name of at most 32 letters")
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    "a name of small letters, digits and single hyphens, such as crime-shelf",
  );
const date = z.string("a date such as 2026-12-24").regex(/^\d{4}-\d{2}-\d{2}$/, "a date such as 2026-12-24");
const words = z
  .string("a text (put it in quotes)")
  .min(1, "a text of at least one letter")
  .max(LONGEST_TEXT, `a text of at most ${LONGEST_TEXT} letters`);

/** One text for a shop with one language, else one for each language. */
const text = z.union(
  [words, z.record(z.string(), words)],
  "a text for each language, such as { pl: Dzień dobry, en: Good morning }",
);

/** One thing or a list of them. */
function oneOrMore<T extends z.ZodType>(one: T, expected: string) {
  return z.union([one, z.array(one).min(1, expected).max(20, expected)], expected);
}

/** A day, days from one to another, or such for every year. */
const DAY_RANGE = /^((\d{4}-)?\d{2}-\d{2})(\.\.(\d{4}-)?\d{2}-\d{2})?$/;
const RANGE_WORDS = "a day such as 2026-12-24, 12-24 for every year, or 2026-12-24..2026-12-26";
const measure = z.string("an amount such as 250 g").regex(MEASURE, "an amount such as 250 g");

const price = z
  .union([z.number(), z.string()], "a price such as 39.90")
  .meta({ description: "Decimal number in the shop's currency." });

const offerPrice = z.strictObject(
  {
    now: price,
    was: price.optional().meta({ description: "Lowest price of the 30 days before; needs a log." }),
    log: path
      .optional()
      .meta({ description: "Price log (lines `date,price`), a path beside the shop file." }),
    contents: measure.optional().meta({ description: "How much of it is sold for this price." }),
    unit: z
      .strictObject({ price, per: measure }, "a unit price such as { price: 15.96, per: 100 g }")
      .optional()
      .meta({ description: "Price for an amount; needs contents, and stands in the text." }),
    deposit: price.optional().meta({ description: "Paid at the till on top, and given back." }),
    fees: price.optional().meta({ description: "What everybody has to pay on top." }),
    total: price.optional().meta({ description: "Price, fees and deposit together." }),
  },
  "a price such as { now: 39.90 }",
);

const offer = z.strictObject(
  {
    id: id.meta({ description: "Unique in the file; reports and staff commands use it." }),
    group: id.meta({ description: "Boards name the groups that they play." }),
    tier: z
      .enum(["staff", "campaign", "regular"])
      .optional()
      .meta({ description: "Campaigns go before regular offers; staff picks have slots of their own." }),
    title: text,
    text,
    ...faceShape,
    article: id
      .optional()
      .meta({ description: "What is sold. Offers with the same article must ask the same price." }),
    price: offerPrice.optional(),
    when: z
      .strictObject(
        {
          days: oneOrMore(
            z.string().regex(/^[A-Za-z]+( ?[-–] ?[A-Za-z]+)?$/, "days such as fri-sat or [mon, wed]"),
            "days such as fri-sat or [mon, wed]",
          ).optional(),
          hours: oneOrMore(
            z
              .string()
              .regex(
                /^(\d{1,2}:\d{2} ?[-–] ?\d{1,2}:\d{2}|24 ?h)$/,
                "hours such as 16:00-19:00 or 22:00-02:00",
              ),
            "hours such as 16:00-19:00 or a list of them",
          ).optional(),
          from: date.optional().meta({ description: "First day." }),
          until: date.optional().meta({ description: "Last day, included." }),
          except: oneOrMore(
            z.union([z.literal("closed"), z.string().regex(DAY_RANGE, RANGE_WORDS)], RANGE_WORDS),
            `${RANGE_WORDS}, or a list of them`,
          )
            .optional()
            .meta({ description: "Days on which it is not shown; closed: all days on which the shop is." }),
          presence: z
            .enum(["near", "lingering", "interacting"])
            .optional()
            .meta({ description: "At least." }),
          dwell: z
            .string("10 s, 30 s or 90 s")
            .regex(/^(10|30|90) ?s$/, "10 s, 30 s or 90 s")
            .optional()
            .meta({ description: "Somebody has been here for at least 10 s, 30 s or 90 s." }),
          mood: oneOrMore(id, "an answer of the question, or a list of them").optional(),
          busy: z
            .enum(["none", "few", "many"])
            .optional()
            .meta({ description: "At least; none means none." }),
          light: oneOrMore(
            z.enum(["dark", "dim", "bright"]),
            "dark, dim, bright or a list of them",
          ).optional(),
          temperature: oneOrMore(
            z.enum(["cold", "mild", "warm"]),
            "cold, mild, warm or a list of them",
          ).optional(),
          stock: z
            .boolean("true or false")
            .optional()
            .meta({ description: "true: staff can mark it sold out." }),
        },
        "conditions such as { days: fri-sat, hours: 16:00-19:00 }",
      )
      .optional(),
    plays: z
      .strictObject(
        {
          share: z
            .int("a whole number from 1 to 20")
            .min(1, "a whole number from 1 to 20")
            .max(20, "a whole number from 1 to 20")
            .optional()
            .meta({ description: "Turns it gets where others with share 1 get one." }),
          rest: z
            .string("a time such as 10 min")
            .regex(DURATION, "a time such as 10 min")
            .optional()
            .meta({ description: "Pause after a play, at most 2 h." }),
          perHour: z
            .int("a whole number from 1 to 255")
            .min(1, "a whole number from 1 to 255")
            .max(255, "a whole number from 1 to 255")
            .optional()
            .meta({ description: "Most plays in an hour on one board." }),
        },
        "plays such as { share: 2, rest: 10 min, perHour: 6 }",
      )
      .optional(),
    approved: z.strictObject(
      {
        by: z
          .string("initials, such as MK")
          .regex(/^\S.{0,39}$/u, "initials, such as MK")
          .meta({ description: "Who read the texts and stands for them." }),
        review: date.meta({ description: "Last day before somebody reads it again; then it stops playing." }),
      },
      "who approved it and until when, such as { by: MK, review: 2027-06-30 }",
    ),
  },
  "an offer with id, group, title, text and approved",
);

const board = z.strictObject(
  {
    board: z.enum(["esp32-cyd", "esp32c3-oled", "esp32c3-epaper213", "esp32c3-epaper290", "esp32s3-tft154"]),
    sensors: z
      .array(
        z.enum(["touch", "button", "pir", "radar", "radar-uart", "distance", "scan"]),
        "a list such as [pir, touch]",
      )
      .max(5),
    offers: z.array(id, "a list of groups such as [crime, seasonal]").min(1, "a list of at least one group"),
    radio: z.enum(["silent", "link", "bthome", "maintenance"]).optional().meta({
      description:
        "What it sends by itself. silent: nothing. link: a fixed address, see `link`. bthome: each minute whether somebody is near, to whoever listens.",
    }),
    link: z
      .string("an address such as https://example.org")
      .max(200, "a shorter address")
      .optional()
      .meta({ description: "With `radio: link`: an https address of at most 17 bytes in an advert." }),
    statistics: z
      .array(
        z.enum(["footfall", "answers", "plays"], "footfall, answers or plays"),
        "a list such as [footfall]",
      )
      .max(3, "a list such as [footfall]")
      .optional()
      .meta({ description: "What it counts over time, noisy from the start; nothing unless it is named." }),
    readAt: z
      .string("a distance such as 1 m")
      .regex(METRES, "a distance such as 1 m or 50 cm")
      .optional()
      .meta({ description: "Distance at which the title is read." }),
    calibration: calibrationSchema,
  },
  "a board such as { board: esp32-cyd, sensors: [pir], offers: [crime] }",
);

export const shopSchema = z.strictObject(
  {
    shop: z.strictObject(
      {
        name: words,
        languages: z
          .array(z.string("a language code such as pl"), "a list of languages such as [pl, en]")
          .min(1, "a list of 1 to 8 languages")
          .max(8, "a list of 1 to 8 languages"),
        timezone: z.string("a time zone such as Europe/Warsaw"),
        currency: z.string("three letters such as PLN").regex(/^[A-Z]{3}$/, "three letters such as PLN"),
        hours: words.meta({ description: "Such as: Mon-Sat 10:00-19:00, Sun 11:00-16:00" }),
        exceptions: z
          .record(
            z.string().regex(DAY_RANGE, RANGE_WORDS),
            z.string("hours such as 10:00-14:00, or closed").min(1, "hours, or closed").max(80, "shorter"),
            "days with their hours, such as { 2026-12-24: 10:00-14:00, 12-25..12-26: closed }",
          )
          .optional()
          .meta({ description: "Days with hours of their own; `closed` for holidays." }),
        contact: words.optional().meta({
          description:
            "Whom to ask about the displays, for the label: a telephone number, a person at the till.",
        }),
        label: address
          .optional()
          .meta({ description: "Where the shop keeps the label's page; the code is added behind a #." }),
        staffEvery: z
          .int("a whole number from 0 to 100")
          .min(0, "a whole number from 0 to 100")
          .max(100, "a whole number from 0 to 100")
          .optional()
          .meta({ description: "Every Nth slot belongs to staff picks; 0 = none." }),
      },
      "the shop's name, languages and so on",
    ),
    boards: z.record(id, board, "boards, each with a name of its own"),
    include: oneOrMore(path, "a file name or a list of them")
      .optional()
      .meta({ description: "Files beside this one with more offers and boards." }),
    lists: z
      .strictObject(
        {
          prices: path.optional().meta({ description: "CSV with columns article,now,was,log." }),
          stock: path.optional().meta({ description: "CSV with columns article,count,asOf." }),
        },
        "lists such as { prices: prices.csv, stock: stock.csv }",
      )
      .optional()
      .meta({ description: "Prices and stock from a spreadsheet or a till." }),
    question: z
      .strictObject(
        {
          text,
          chip: text.optional().meta({ description: "Short label of what opens the question." }),
          answers: z.record(id, text, "answers such as { crime: { pl: Kryminał, en: Crime } }"),
        },
        "a question with text and answers",
      )
      .optional(),
    offers: z.array(offer, "a list of offers").min(1, "a list of at least one offer"),
  },
  "a shop with shop, boards and offers",
);

/** The parts, for files in which only some are sound. */
export const partSchemas = { ...shopSchema.shape, offer, board } as const;

export type RawShop = z.infer<typeof shopSchema>["shop"];
export type RawBoard = z.infer<typeof board>;
export type RawOffer = z.infer<typeof offer>;
export type RawPrice = z.infer<typeof offerPrice>;
export type RawText = z.infer<typeof text>;
export type RawQuestion = NonNullable<z.infer<typeof shopSchema>["question"]>;

/**
 * JSON Schema (draft 7, which editors read) of shop.yaml. A file that includes others may leave its boards and
 * offers to them.
 */
export function shopJsonSchema(): Record<string, unknown> {
  return {
    ...z.toJSONSchema(shopSchema, { io: "input", target: "draft-7" }),
    title: "Passerby shop",
    required: ["shop"],
    anyOf: [{ required: ["boards", "offers"] }, { required: ["include"] }],
  };
}

/** The same of a file that a shop includes. */
export function partJsonSchema(): Record<string, unknown> {
  const { boards, offers } = shopSchema.shape;
  const part = z.strictObject({ boards: boards.optional(), offers: offers.optional() });
  return { ...z.toJSONSchema(part, { io: "input", target: "draft-7" }), title: "Part of a Passerby shop" };
}
