// `passerby check`: everything that is wrong with a shop, or may be.
import type { Command } from "commander";
import { Option } from "commander";
import { compileBoard } from "../compile/board.ts";
import type { Finding } from "../compile/cards.ts";
import { formatPlace, HostError } from "../error.ts";
import { standInMark } from "../label/fact.ts";
import { parseDate } from "../shop/date.ts";
import { readText } from "../shop/document.ts";
import { listMendable, mendText } from "../shop/fix.ts";
import type { Shop } from "../shop/model.ts";
import { checkShop } from "../shop/parse.ts";
import type { Fixable } from "../shop/report.ts";
import { writeSarif } from "../shop/sarif.ts";
import { partJsonSchema, shopJsonSchema } from "../shop/schema.ts";
import { writeWhole } from "./file.ts";
import { findShopFile, JSON_OPTION, SHOP_OPTION } from "./shop.ts";
import type { Terminal } from "./terminal.ts";

interface Options {
  readonly shop: string;
  readonly json?: boolean;
  readonly sarif?: boolean;
  readonly fix?: boolean;
  readonly strict?: boolean;
  readonly today?: string;
  readonly schema?: "shop" | "part";
}

const DAY_MS = 86_400_000;
/** What is mended may bring to light what can be mended next: a key, then its value. */
const MOST_ROUNDS = 10;

export function addCheck(program: Command, terminal: Terminal): void {
  program
    .command("check")
    .description("everything that is wrong with a shop, each with its place and what to do")
    .addOption(SHOP_OPTION)
    .addOption(JSON_OPTION)
    .option("--sarif", "the findings as SARIF, for code hosts and editors")
    .option("--fix", "mend what is beyond doubt in the files, comments and order untouched")
    .option("--strict", "warnings count as errors")
    .option("--today <date>", "check as on this day, such as 2026-12-24; today otherwise")
    .addOption(
      new Option("--schema [kind]", "print the JSON Schema of shop.yaml, or of a part that it includes")
        .choices(["shop", "part"])
        .preset("shop"),
    )
    .addHelpText(
      "after",
      "\nExamples:\n  passerby check --shop my-shop\n  passerby check --fix\n  passerby check --strict --sarif > findings.sarif" +
        "\n  passerby check --schema > shop.schema.json\n\nExit codes: 0 no errors, 1 errors (with --strict also warnings), 2 wrong use.",
    )
    .action((options: Options) => {
      if (options.schema !== undefined)
        return terminal.sayJson(options.schema === "part" ? partJsonSchema() : shopJsonSchema());
      const file = findShopFile(options.shop);
      const today = readToday(options.today);
      const fixed = options.fix ? mend(file, today) : 0;
      const findings = findEverything(file, today);
      const errors = findings.filter((finding) => finding.severity === "error").length;
      const warnings = findings.length - errors;
      terminal.exitCode = errors > 0 || (options.strict && warnings > 0) ? 1 : 0;
      if (options.sarif) return terminal.sayJson(writeSarif(findings, process.cwd()));
      if (options.json)
        return terminal.sayJson({ errors, warnings, ...(options.fix ? { fixed } : {}), findings });
      for (const finding of findings) terminal.complain(finding);
      if (options.fix) terminal.say(`${count(fixed, "mistake")} mended`);
      const left = findings.filter(({ fix }) => fix !== undefined).length;
      const hint = left === 0 ? "" : `; \`passerby check --fix\` mends ${left}`;
      terminal.say(`${count(errors, "error")}, ${count(warnings, "warning")}${hint}`);
    });
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** Days since 1970-01-01; where nothing is said, the day that this computer's calendar shows. */
function readToday(text: string | undefined): number {
  const now = new Date();
  const today =
    text === undefined
      ? Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / DAY_MS
      : parseDate(text);
  if (today !== undefined) return today;
  throw new HostError("usage-today", `"${text}" is not a day`, "Write it as 2026-12-24.");
}

/** Findings about the file and, if that can be read, about every card of every board. */
function findEverything(file: string, today: number): Fixable[] {
  const { shop, findings } = checkShop(file, today);
  const all = [...findings, ...(shop?.boards.flatMap((board) => checkBoard(shop, board)) ?? [])];
  const keys = new Set<string>();
  return all.filter((finding) => {
    const key = `${finding.code} ${formatPlace(finding.place)} ${finding.message}`;
    const isNew = !keys.has(key);
    keys.add(key);
    return isNew;
  });
}

function checkBoard(shop: Shop, board: Shop["boards"][number]): readonly Finding[] {
  try {
    return compileBoard(shop, board, standInMark(shop)).findings;
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    const { code, message, hint } = error;
    return [{ code, severity: "error", message, hint, place: error.place ?? board.place }];
  }
}

/** Writes what can be mended, each file whole or not at all. @returns how many mistakes were mended */
function mend(file: string, today: number): number {
  let fixed = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { findings } = checkShop(file, today);
    let mended = 0;
    for (const path of listMendable(findings)) {
      const { text } = readText(path);
      if (text === undefined) continue;
      const better = mendText(text, path, findings);
      if (better.fixes > 0) writeWhole(path, better.text);
      mended += better.fixes;
    }
    if (mended === 0) break;
    fixed += mended;
  }
  return fixed;
}
