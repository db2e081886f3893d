// What is wrong with a file as such, or beyond a limit: one bad and one good each. There is one way to go wrong, and nothing
// that a shopkeeper would write in ten different ways.
import { readFileSync } from "node:fs";
import { folderOf } from "./fixture.ts";

type Files = Readonly<Record<string, string | Uint8Array>>;

export interface Limit {
  readonly code: string;
  /** Why one of each is enough. */
  readonly why: string;
  /** What is checked, where it is not shop.yaml. */
  readonly open?: string;
  readonly bad: Files;
  readonly good: Files;
}

const APPROVED = "approved: { by: TK, review: 2027-06-30 }";
const HEAD =
  "shop: { name: T, languages: [en], timezone: Europe/Warsaw, currency: PLN, hours: Mon-Sun 10:00-19:00 }\n";
const BOARDS = "boards: { shelf: { board: esp32-cyd, sensors: [touch, pir, scan], offers: [g] } }\n";
const offer = (id: string, more = "") =>
  `  - { id: ${id}, group: g, title: A title, text: A text, ${more}${APPROVED} }\n`;
const list = (length: number, write: (index: number) => string) => Array.from({ length }, (_, i) => write(i));
const shop = (offers: string, more = "") => `${HEAD}${BOARDS}${more}offers:\n${offers}`;
const GOOD = shop(offer("a"));
const good: Files = { "shop.yaml": GOOD };

const STOCKED = (name: string, text: string): Files => ({
  "shop.yaml": shop(offer("a", "article: x, "), `lists: { ${name}: list.csv }\n`),
  "list.csv": text,
});
const LOGGED = (text: string): Files => ({
  "shop.yaml": shop(offer("a", "price: { now: 9.90, log: log.csv }, when: { from: 2026-11-20 }, ")),
  "log.csv": text,
});
const INCLUDING = (names: string, files: Files = {}): Files => ({
  "shop.yaml": shop(offer("a"), `include: ${names}\n`),
  "part.yaml": `offers:\n${offer("b")}`,
  ...files,
});
const MANY = "It is about how many there are, and one too many is the only mistake.";
const FILE = "It is about the file, before anything in it is read.";
const CELL =
  "Each mistake of a line is in test/shop/list.test.ts or log.test.ts; here is one of them with its code.";
const PART = "It is about the name or the shape of a part; test/shop/include.test.ts has each of them.";

/** One alias is 200 values, and this many of it are 600,000. */
const BOMB = `x: &x [${"1,".repeat(300)}]\ny: [${"*x,".repeat(1999)}]\n`;
/** Distinct days and hours: the times to look at grow with the cube of them. */
const reach = (count: number) =>
  list(count, (i) => {
    const [start, end] = [i % 1380, (i % 1380) + 60].map(
      (minute) =>
        `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`,
    );
    const day = (number: number) => new Date(Date.UTC(2026, 10, 27 + number)).toISOString().slice(0, 10);
    const when = `when: { hours: ${start}-${end}, from: ${day(i)}, until: ${day(i + 900)} }`;
    return offer(`o${i}`, `${when}, `).replace("review: 2027-06-30", "review: 2035-06-30");
  }).join("");
const wide = (index: number): Uint8Array => {
  const bytes = new Uint8Array(readFileSync(`${folderOf("pictures")}/tea.png`));
  // 2,048 pixels a side by its head, which is what counts; its name makes it another file.
  new DataView(bytes.buffer).setUint32(16, 2048);
  new DataView(bytes.buffer).setUint32(20, 2048);
  return index < 0 ? new Uint8Array() : bytes;
};
const pictures = (count: number): Files => ({
  "shop.yaml": shop(list(count, (i) => offer(`a${i}`, `picture: p${i}.png, `)).join("")),
  ...Object.fromEntries(list(count, String).map((i) => [`p${i}.png`, wide(Number(i))])),
});
const articles = (count: number): Files => ({
  "shop.yaml": shop(list(count, (i) => offer(`a${i}`, "article: x, price: { now: 9.90 }, ")).join("")),
});
const exceptions = (count: number): Files => ({
  "shop.yaml": GOOD.replace(
    " }\nboards",
    `, exceptions: { ${list(count, (i) => `${new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10)}: closed`).join(", ")} } }\nboards`,
  ),
});

export const LIMITS: readonly Limit[] = [
  { code: "shop-missing-file", why: FILE, open: "none.yaml", bad: good, good: { "none.yaml": GOOD } },
  { code: "shop-not-a-file", why: FILE, open: ".", bad: good, good },
  { code: "shop-unreadable", why: FILE, open: "shop.yaml/shop.yaml", bad: good, good },
  { code: "shop-encoding", why: FILE, bad: { "shop.yaml": new Uint8Array([115, 255]) }, good },
  {
    code: "shop-too-large",
    why: MANY,
    bad: { "shop.yaml": GOOD.padEnd((1 << 20) + 1, "#") },
    good: { "shop.yaml": `${GOOD}#`.padEnd(1 << 20, "#") },
  },
  {
    code: "shop-aliases",
    why: MANY,
    bad: { "shop.yaml": BOMB },
    good: {
      "shop.yaml": shop(`${offer("a", "when: &w { days: fri }, ")}${offer("b", "when: *w, ")}${offer("c")}`),
    },
  },
  { code: "shop-exceptions", why: MANY, bad: exceptions(101), good: exceptions(100) },
  { code: "shop-many-offers", why: MANY, bad: articles(501), good: articles(500) },
  {
    code: "shop-many-findings",
    why: MANY,
    bad: { "shop.yaml": shop(list(202, (i) => offer(`a${i}`, "tier: no, ")).join("")) },
    good,
  },
  {
    code: "shop-reach",
    why: MANY,
    bad: {
      "shop.yaml": shop(`${reach(900)}${offer("base")}`).replace(
        BOARDS,
        `boards:\n${list(4, (i) => `  b${i}: { board: esp32-cyd, sensors: [touch], offers: [g] }\n`).join("")}`,
      ),
    },
    good: { "shop.yaml": shop(`${reach(20)}${offer("base")}`) },
  },
  { code: "shop-picture-many", why: MANY, bad: pictures(16), good },
  { code: "shop-include", why: PART, bad: INCLUDING("[part.yaml, part.yaml]"), good: INCLUDING("part.yaml") },
  { code: "shop-include-outside", why: PART, bad: INCLUDING("../part.yaml"), good: INCLUDING("[part.yaml]") },
  {
    code: "shop-include-file",
    why: PART,
    bad: INCLUDING("[part.yaml, none.yaml]"),
    good: INCLUDING("./part.yaml"),
  },
  {
    code: "shop-include-part",
    why: PART,
    bad: INCLUDING("part.yaml", { "part.yaml": "offers: 7\n" }),
    good: INCLUDING("part.yaml", { "part.yaml": `offers:\n${offer("c")}` }),
  },
  {
    code: "shop-list-column",
    why: CELL,
    bad: STOCKED("stock", "article,number\nx,3\n"),
    good: STOCKED("stock", "article,count\nx,3\n"),
  },
  {
    code: "shop-list-row",
    why: CELL,
    bad: STOCKED("stock", "article,count\nx,some\n"),
    good: STOCKED("stock", "article;count\nx;3\n"),
  },
  {
    code: "shop-list-unused",
    why: CELL,
    bad: STOCKED("prices", "article,now\nx,9.90\ny,9.90\n"),
    good: STOCKED("prices", "article,now\nx,9.90\n"),
  },
  {
    code: "shop-log-line",
    why: CELL,
    bad: LOGGED("date,price\n2026-10-01,9.90\n2026-13-01,9.90\n"),
    good: LOGGED("date,price\n2026-10-01,9.90\n"),
  },
];
