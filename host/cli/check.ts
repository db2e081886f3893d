// `passerby check`: everything that is wrong with a shop, or may be.
import type { Command } from "commander";
import { compileBoard } from "../compile/board.ts";
import type { Finding } from "../compile/cards.ts";
import { formatPlace, HostError } from "../error.ts";
import type { Shop } from "../shop/model.ts";
import { checkShop } from "../shop/parse.ts";
import { findShopFile, JSON_OPTION, SHOP_OPTION } from "./shop.ts";
import type { Terminal } from "./terminal.ts";

export function addCheck(program: Command, terminal: Terminal): void {
  program
    .command("check")
    .description("everything that is wrong with a shop, each with its place and what to do")
    .addOption(SHOP_OPTION)
    .addOption(JSON_OPTION)
    .addHelpText("after", "\nExamples:\n  passerby check --shop my-shop\n  passerby check --json")
    .action((options: { shop: string; json?: boolean }) => {
      const findings = findEverything(findShopFile(options.shop));
      const errors = findings.filter((finding) => finding.severity === "error").length;
      const warnings = findings.length - errors;
      terminal.exitCode = errors > 0 ? 1 : 0;
      if (options.json) return terminal.sayJson({ errors, warnings, findings });
      for (const finding of findings) terminal.complain(finding);
      terminal.say(`${count(errors, "error")}, ${count(warnings, "warning")}`);
    });
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** Findings about the file and, if that can be read, about every card of every board. */
export function findEverything(file: string): Finding[] {
  const { shop, findings } = checkShop(file);
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
    return compileBoard(shop, board).findings;
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    const { code, message, hint } = error;
    return [{ code, severity: "error", message, hint, place: error.place ?? board.place }];
  }
}
