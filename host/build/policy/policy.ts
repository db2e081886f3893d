// The policy gate: what a program may use, read, keep and let out, checked on the modules that the bundler took in, and again
// on the text that is written to flash.
import { type AnyNode, parse } from "acorn";
import type { Place } from "../../error.ts";
import { resolveScopes } from "../gate/scope.ts";
import { checkApi, checkImports, findPromise, listAllowed } from "./access.ts";
import { checkAdverts } from "./advert.ts";
import { API, CLOSED, EXCEPTIONS, LANGUAGE, STATES } from "./allow.ts";
import { type Breach, collectBreaches, type ReportBreach } from "./breach.ts";
import {
  checkDoors,
  checkKept,
  checkOwners,
  checkState,
  checkTexts,
  checkTimes,
  checkWords,
} from "./flow.ts";
import { checkNames, findBan, listNames } from "./member.ts";
import { describeUse, listVisits, readModule, type Source } from "./module.ts";
import { checkReadings } from "./reading.ts";
import { type Code, checkShape } from "./shape.ts";
import { restoreShort } from "./short.ts";
import { checkSource } from "./source.ts";

/**
 * Checks the modules of a bundle, each by its own row.
 * @param entry "boot" is `.boot0`, whose list is shorter
 * @returns breaches in the order of the modules
 */
export function checkModules(sources: readonly Source[], entry: string): Breach[] {
  const { breaches, report } = collectBreaches();
  for (const source of sources) {
    checkSource(source, report);
    const module = readModule(source);
    // What the seals are is a function of their own module, and nothing on a board.
    if (module.file === "shared/policy/raw.ts") continue;
    checkApi(module, entry === "boot", report);
    checkImports(module, report);
    checkNames(module, report);
    checkShape(module, report);
    checkAdverts(module, report);
    checkKept(module, report);
    checkOwners(module, report);
    checkState(module, STATES, report);
    checkTexts(module, report);
    checkReadings(module, report);
    checkTimes(module, report);
    checkDoors(module, report);
    checkWords(module, report);
    // Last: where another rule has something to say of the same place, that one says why.
    checkState(module, CLOSED, report);
  }
  return breaches;
}

/**
 * Checks the text of a program, however it came about: API by what some module may use, and at its place by what that module
 * may; banned names; the handler of adverts.
 * @param findPlace place in the sources that an offset comes from, undefined where none is known
 */
export function checkText(
  written: string,
  entry: string,
  findPlace: (start: number) => Place | undefined,
): Breach[] {
  const { breaches, report } = collectBreaches();
  const { text, findOffset } = restoreShort(written);
  const visits = listVisits(parse(text, { ecmaVersion: "latest", sourceType: "script" }) as AnyNode);
  const code: Code = {
    text,
    visits,
    scopes: resolveScopes(visits),
    findPlace: (start) => findPlace(findOffset(start)) ?? { file: "firmware" },
  };
  checkUses(code, entry === "boot", report);
  for (const { name, start, isText } of listNames(visits)) {
    const place = code.findPlace(start);
    const ban = findBan(name, isText);
    if (ban !== undefined && !isExcepted(place.file, name)) report("banned", place, name, ban);
  }
  checkShape(code, report);
  checkAdverts(code, report);
  return breaches;
}

/** A port's calls stand in the module that they were written into; what that one's own source says was checked before. */
function isExcepted(file: string, name: string): boolean {
  const lists = API[file] === undefined ? Object.values(EXCEPTIONS) : [EXCEPTIONS[file] ?? []];
  return lists.some((names) => names.includes(name));
}

function checkUses(code: Code, isBoot: boolean, report: ReportBreach): void {
  const everywhere = new Set([...Object.keys(API).flatMap((file) => listAllowed(file, isBoot)), ...LANGUAGE]);
  for (const reference of code.scopes.references) {
    if (reference.binding !== undefined) continue;
    const use = describeUse(reference, code.text);
    const place = code.findPlace(reference.id.start);
    const isAllowed = everywhere.has(use) || isExcepted(place.file, reference.id.name);
    const isOwn = API[place.file] === undefined || listAllowed(place.file, isBoot).includes(use);
    if (!isAllowed || (!isOwn && !LANGUAGE.has(use)))
      report(use.includes("[") ? "computed" : "api", place, use, findPromise(use));
  }
}
