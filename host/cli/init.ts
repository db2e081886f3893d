// `passerby init`: a small working shop in a new folder. All is checked before the first byte is written.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { intro, isCancel, select, text, updateSettings } from "@clack/prompts";
import { compileBoard } from "../compile/board.ts";
import type { Finding } from "../compile/cards.ts";
import { fitShop } from "../compile/fit.ts";
import { HostError } from "../error.ts";
import { adaptShop, type ShopWishes } from "../shop/adapt.ts";
import type { BoardKind } from "../shop/model.ts";
import { checkShopText } from "../shop/parse.ts";
import { shopJsonSchema } from "../shop/schema.ts";
import { parseHours } from "../shop/window.ts";

export interface InitOptions {
  /** True: the sample as it is, no questions. */
  readonly yes: boolean;
  /** Folder that holds `bookshop/`. */
  readonly templateDir: string;
  /** Asks what the shop should be; undefined = called off. Default: in the terminal. */
  readonly ask?: () => Promise<ShopWishes | undefined>;
}

type Files = Map<string, string | Uint8Array>;

/** Files of the sample beside its shop file; a recorded day is of use to boards with a touch panel, or to those with a button. */
const FILES: readonly (readonly [string, "all" | "touch" | "button"])[] = [
  ["prices/lamp.csv", "all"],
  ["prices/noir.csv", "all"],
  ["prices/winter.csv", "all"],
  ["pictures/magnifier.png", "all"],
  ["pictures/tea.png", "all"],
  ["day.trace", "touch"],
  ["day-window.trace", "button"],
];
/** Every kind of board, as somebody would call it who has one on the table. */
export const BOARDS: readonly { value: BoardKind; label: string; hint: string }[] = [
  { value: "esp32-cyd", label: "ESP32 CYD", hint: "2.8 inch, colour, touch" },
  { value: "esp32s3-tft154", label: "ESP32-S3 with a square display", hint: "1.54 inch, colour, one button" },
  { value: "esp32c3-epaper290", label: "ESP32-C3 with e-paper", hint: "2.9 inch, one button" },
  { value: "esp32c3-epaper213", label: "ESP32-C3 with small e-paper", hint: "2.13 inch, one button" },
  { value: "esp32c3-oled", label: "ESP32-C3 with an OLED", hint: "0.96 inch, one button" },
];
const NAME = "Księgarnia Pod Lipą";
/** Longer ones do not fit on every panel. */
const MOST_LETTERS = 40;
/** What a terminal sends at Ctrl-D: nothing more is coming. */
const END = "\u0004";
const HOURS = "Mon-Sat 10:00-19:00, Sun 11:00-16:00";
const CURRENCIES = ["PLN", "EUR", "GBP", "USD", "CZK", "SEK", "CHF"] as const;

/**
 * Writes the sample bookshop into a new or empty folder.
 * @returns the files that were written, relative to the folder; none if the questions were called off
 * @throws HostError `init-…`; then nothing is left behind
 */
export async function initShop(dir: string, options: InitOptions): Promise<string[]> {
  checkFolder(dir);
  const template = join(options.templateDir, "bookshop");
  const original = readTemplate(join(template, "shop.yaml")).toString("utf8");
  const wishes = options.yes ? undefined : await (options.ask ?? askInTerminal)();
  if (!options.yes && wishes === undefined) return [];
  const shop = wishes === undefined ? original : fitShop(adaptShop(original, wishes), "shop.yaml", template);
  const wrong = listFindings(shop, template).find(({ severity }) => severity === "error");
  if (wrong !== undefined) throw new HostError("init-answer", wrong.message, wrong.hint);
  const files: Files = new Map<string, string | Uint8Array>([
    ["shop.yaml", shop],
    ["shop.schema.json", `${JSON.stringify(shopJsonSchema(), undefined, 2)}\n`],
  ]);
  const board = wishes?.board ?? "all";
  const input = board === "esp32-cyd" ? "touch" : "button";
  for (const [name, use] of FILES)
    if (use === "all" || board === "all" || use === input)
      files.set(name, readTemplate(join(template, name)));
  checkFolder(dir);
  writeAll(dir, files);
  return [...files.keys()];
}

/** Of the file, or where it is sound of the cards: a name may be too long for a panel. */
function listFindings(text: string, template: string): readonly Finding[] {
  const { shop, findings } = checkShopText(text, "shop.yaml", template);
  if (shop === undefined) return findings;
  return [...findings, ...shop.boards.flatMap((board) => compileBoard(shop, board).findings)];
}

function readTemplate(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    const hint = "Install Passerby again: its own files are not complete.";
    throw new HostError("init-template", "The sample shop is missing.", hint, { file: path }, cause);
  }
}

function checkFolder(dir: string): void {
  if (!existsSync(dir)) return;
  if (!statSync(dir).isDirectory())
    throw new HostError("init-not-a-folder", "There is a file of this name.", "Choose another name.", {
      file: dir,
    });
  // A fresh repository is as good as an empty folder.
  if (readdirSync(dir).some((name) => name !== ".git"))
    throw new HostError("init-not-empty", "This folder is not empty.", "Choose a new or empty folder.", {
      file: dir,
    });
}

/** All files or none: what was written is removed again when one fails. */
function writeAll(dir: string, files: Readonly<Files>): void {
  const made: string[] = [];
  try {
    for (const [name, content] of files) {
      const path = join(dir, name);
      const firstMade = mkdirSync(dirname(path), { recursive: true });
      if (firstMade !== undefined) made.push(firstMade);
      writeFileSync(path, content, { flag: "wx" });
      made.push(path);
    }
  } catch (cause) {
    for (const path of made.reverse()) rmSync(path, { recursive: true, force: true });
    const hint = "Check that you may write there and that the disk is not full.";
    throw new HostError("init-write", "The shop could not be written.", hint, { file: dir }, cause);
  }
}

/** Every question has an answer that Enter takes; all of them can be changed in the file later. */
async function askInTerminal(): Promise<ShopWishes | undefined> {
  // Without this the questions would wait for ever for somebody who has left.
  updateSettings({ aliases: { [END]: "cancel" } });
  intro(
    "A small shop to start from. Enter takes what is shown; everything can be changed in shop.yaml later.",
  );
  const name = await text({
    message: "What is the shop called?",
    placeholder: NAME,
    defaultValue: NAME,
    validate: findNameFault,
  });
  if (isCancel(name)) return undefined;
  const languages = await select({
    message: "Which languages do the displays speak?",
    options: [
      { value: "pl en", label: "Polish and English" },
      { value: "en pl", label: "English and Polish" },
      { value: "pl", label: "Polish" },
      { value: "en", label: "English" },
    ],
  });
  if (isCancel(languages)) return undefined;
  const hours = await text({
    message: "When is it open?",
    initialValue: HOURS,
    validate: (value) => whatIsWrong(typeof parseHours(value ?? "") === "string", `Write it as ${HOURS}.`),
  });
  if (isCancel(hours)) return undefined;
  const timezone = await text({
    message: "In which time zone is it?",
    initialValue: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    validate: (value) => whatIsWrong(!isTimezone(value ?? ""), "Write it as Europe/Warsaw."),
  });
  if (isCancel(timezone)) return undefined;
  const currency = await select({
    message: "Which currency are the prices in?",
    options: CURRENCIES.map((value) => ({ value, label: value })),
  });
  if (isCancel(currency)) return undefined;
  const board = await select<ShopWishes["board"]>({
    message: "Which boards do you have?",
    options: [
      { value: "all", label: "None yet, or several", hint: "three virtual boards to play with" },
      ...BOARDS,
    ],
  });
  if (isCancel(board)) return undefined;
  return { name, languages: languages.split(" "), hours, timezone, board, currency };
}

function findNameFault(name = ""): string | undefined {
  if (name !== "" && name.trim() === "") return "Write at least one letter.";
  return whatIsWrong([...name].length > MOST_LETTERS, `Write at most ${MOST_LETTERS} letters.`);
}

function whatIsWrong(isWrong: boolean, hint: string): string | undefined {
  return isWrong ? hint : undefined;
}

/** Does this computer know a zone of that name? An offset such as +01:00 is none: it knows no summer. */
function isTimezone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
