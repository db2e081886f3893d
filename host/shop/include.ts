// A shop in several files: `include` names parts that hold more offers and boards. A part includes nothing itself.
import type { Finding } from "../compile/cards.ts";
import { type Opened, openSource, type Path, readText, type Source } from "./document.ts";
import { resolveInside } from "./folder.ts";

const MOST_FILES = 50;
/** All files of a shop together. */
const MOST_BYTES = 4 << 20;
const PART_KEYS = ["offers", "boards"];

type Values = Record<string, unknown>;
type Say = (finding: Finding) => void;

/** Opens a shop file's text with its parts; places are those of the file in which something stands. */
export function openShop(text: string, file: string, folder: string): Opened {
  const opened = openSource(text, file);
  const main = opened.source;
  if (main === undefined || !isObject(main.value) || !Object.hasOwn(main.value, "include")) return opened;
  const findings = [...opened.findings];
  const names = listNames(main, (finding) => findings.push(finding));
  const parts: Source[] = [];
  let bytes = Buffer.byteLength(text);
  for (const [name, path] of names) {
    const fail = (code: string, message: string, hint: string) =>
      findings.push({ code, severity: "error", message, hint, place: main.locate(path) });
    const target = resolveInside(folder, name);
    if (target === undefined) {
      fail("shop-include-outside", "This path leads out of the shop's folder.", "Put the part beside it.");
      continue;
    }
    const read = readText(target, true);
    bytes += Buffer.byteLength(read.text ?? "");
    if (bytes > MOST_BYTES) {
      const hint = `All files of a shop have at most ${MOST_BYTES} bytes.`;
      fail("shop-too-large", "The parts are too large together.", hint);
      break;
    }
    const part = read.text === undefined ? read : openSource(read.text, target);
    const [first] = part.findings;
    if (read.text === undefined && first !== undefined)
      fail("shop-include-file", `The part cannot be read: ${first.message}`, first.hint);
    else findings.push(...part.findings);
    if ("source" in part && part.source !== undefined && isPart(part.source, findings))
      parts.push(part.source);
  }
  return { source: join(main, parts, findings), findings };
}

function listNames(main: Source, say: Say): (readonly [string, Path])[] {
  const raw = isObject(main.value) ? main.value.include : undefined;
  const list: readonly unknown[] = Array.isArray(raw) ? raw : [raw];
  const names: (readonly [string, Path])[] = [];
  const seen = new Set<unknown>();
  list.forEach((name, index) => {
    const path = Array.isArray(raw) ? ["include", index] : ["include"];
    const fail = (message: string, hint: string) =>
      say({ code: "shop-include", severity: "error", message, hint, place: main.locate(path) });
    // What is no text is a mistake of shape, said elsewhere.
    if (typeof name !== "string" || name === "") return;
    if (seen.has(name)) fail("This part is named twice.", "Keep one of them.");
    else if (index === MOST_FILES) fail("There are too many parts.", `At most ${MOST_FILES} are read.`);
    else if (index < MOST_FILES) names.push([name, path]);
    seen.add(name);
  });
  return names;
}

function isPart({ value, locate }: Source, findings: Finding[]): boolean {
  const add = (path: Path, message: string, hint: string) =>
    findings.push({
      code: "shop-include-part",
      severity: "error",
      message,
      hint,
      place: locate(path, path.length > 0),
    });
  const hint = `A part holds ${PART_KEYS.map((key) => `\`${key}\``).join(" and ")} only.`;
  if (!isObject(value)) {
    add([], "This is not a part of a shop.", hint);
    return false;
  }
  for (const key of Object.keys(value))
    if (!PART_KEYS.includes(key)) add([key], `\`${key.slice(0, 40)}\` does not belong into a part.`, hint);
  const { offers, boards } = value;
  if (offers !== undefined && !Array.isArray(offers)) add(["offers"], "This is not a list of offers.", hint);
  if (boards !== undefined && !isObject(boards)) add(["boards"], "These are not boards.", hint);
  return true;
}

/** One value of several files; a path into it leads back to the file that it came from. */
function join(main: Source, parts: readonly Source[], findings: Finding[]): Source {
  const value: Values = { ...(isObject(main.value) ? main.value : {}) };
  const offers: unknown[] = Array.isArray(value.offers) ? [...value.offers] : [];
  const boards: Values = isObject(value.boards) ? { ...value.boards } : {};
  const origins: { from: number; source: Source }[] = [{ from: 0, source: main }];
  const boardOf = new Map<string, Source>();
  for (const part of parts) {
    if (!isObject(part.value)) continue;
    origins.push({ from: offers.length, source: part });
    if (Array.isArray(part.value.offers)) for (const offer of part.value.offers) offers.push(offer);
    for (const [id, board] of Object.entries(isObject(part.value.boards) ? part.value.boards : {})) {
      if (Object.hasOwn(boards, id))
        findings.push({
          code: "shop-duplicate-key",
          severity: "error",
          message: `There is a board \`${id.slice(0, 40)}\` in another file.`,
          hint: "Keep one of them.",
          place: part.locate(["boards", id], true),
        });
      else {
        Object.defineProperty(boards, id, { value: board, enumerable: true, configurable: true });
        boardOf.set(id, part);
      }
    }
  }
  if (offers.length > 0 || value.offers === undefined) value.offers = offers;
  if (Object.keys(boards).length > 0) value.boards = boards;
  const find = (path: Path): readonly [Source, Path] => {
    const [head, second, ...rest] = path;
    if (head === "boards") return [boardOf.get(String(second)) ?? main, path];
    const origin = typeof second === "number" ? origins.findLast(({ from }) => from <= second) : undefined;
    if (head !== "offers" || origin === undefined || typeof second !== "number") return [main, path];
    return [origin.source, [head, second - origin.from, ...rest]];
  };
  const locate: Source["locate"] = (path, isKey) => {
    const [source, own] = find(path);
    return source.locate(own, isKey);
  };
  const range: Source["range"] = (path, isKey) => {
    const [source, own] = find(path);
    return source.range(own, isKey);
  };
  return { value, locate, range };
}

function isObject(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
