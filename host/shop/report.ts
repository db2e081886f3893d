// Where converters and rules put what they find.
import type { Finding } from "../compile/cards.ts";
import type { Place } from "../error.ts";
import type { Path, Source } from "./document.ts";

/** More than this nobody reads; a hostile file could have a finding per byte. */
const MOST_FINDINGS = 200;

export interface Report {
  readonly findings: readonly Finding[];
  /** An error at the value of a path. */
  error(code: string, path: Path, message: string, hint: string): void;
  /** An error at the key that a path ends with. */
  errorAtKey(code: string, path: Path, message: string, hint: string): void;
  warning(code: string, path: Path, message: string, hint: string): void;
  /** A finding with a place of its own, such as a line of a price log. */
  add(finding: Finding): void;
  locate(path: Path, isKey?: boolean): Place;
  /** Nothing more will be listed: rules may stop. */
  isFull(): boolean;
  /** Whether a finding with severity error was made, however many. */
  hasErrors(): boolean;
}

export function createReport(source: Source): Report {
  const findings: Finding[] = [];
  let errors = 0;
  const isFull = () => findings.length > MOST_FINDINGS;
  function add(finding: Finding): void {
    if (finding.severity === "error") errors++;
    if (findings.length < MOST_FINDINGS) findings.push(finding);
    else if (findings.length === MOST_FINDINGS)
      findings.push({
        code: "shop-many-findings",
        severity: "warning",
        message: `There are more than ${MOST_FINDINGS} findings; the others are not listed.`,
        hint: "Mend these first, then check again.",
        place: { file: finding.place.file },
      });
  }
  // To look for a place costs time: not for findings that nobody will see.
  const make =
    (severity: Finding["severity"], isKey: boolean) =>
    (code: string, path: Path, message: string, hint: string): void => {
      if (!isFull()) add({ code, severity, message, hint, place: source.locate(path, isKey) });
      else if (severity === "error") errors++;
    };
  return {
    findings,
    add,
    isFull,
    locate: source.locate,
    hasErrors: () => errors > 0,
    error: make("error", false),
    errorAtKey: make("error", true),
    warning: make("warning", false),
  };
}

/** A value as it is quoted in a message: short, on one line, no control characters. */
export function quote(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "a group of keys";
  const text = String(value).replace(/[\p{Cc}\p{Cf}]/gu, "?");
  return `"${text.length > 40 ? `${text.slice(0, 39)}…` : text}"`;
}
