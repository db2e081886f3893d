// Where converters and rules put what they find.
import type { Finding } from "../compile/cards.ts";
import type { Place } from "../error.ts";
import type { Path, Range, Source } from "./document.ts";

/** More than this nobody reads; a hostile file could have a finding per byte. */
const MOST_FINDINGS = 200;

/** What to write instead, where that is beyond doubt. */
export interface Fix extends Range {
  readonly text: string;
}

/** A finding that the tool can mend by itself. */
export interface Fixable extends Finding {
  readonly fix?: Fix;
}

/** `fix` is the YAML that stands instead of the value (or key) at the path. */
type Add = (code: string, path: Path, message: string, hint: string, fix?: string) => void;

export interface Report {
  readonly findings: readonly Fixable[];
  /** An error at the value of a path. */
  readonly error: Add;
  /** An error at the key that a path ends with. */
  readonly errorAtKey: Add;
  readonly warning: Add;
  /** A finding with a place of its own, such as a line of a price log. */
  add(finding: Fixable): void;
  locate(path: Path, isKey?: boolean): Place;
  range: Source["range"];
  /** Nothing more will be listed: rules may stop. */
  isFull(): boolean;
  /** Whether a finding with severity error was made, however many. */
  hasErrors(): boolean;
}

export function createReport(source: Source): Report {
  const findings: Fixable[] = [];
  let errors = 0;
  const isFull = () => findings.length > MOST_FINDINGS;
  function add(finding: Fixable): void {
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
    (severity: Finding["severity"], isKey: boolean): Add =>
    (code, path, message, hint, text) => {
      if (isFull()) {
        if (severity === "error") errors++;
        return;
      }
      const finding = { code, severity, message, hint, place: source.locate(path, isKey) };
      const range = text === undefined ? undefined : source.range(path, isKey);
      add(range === undefined || text === undefined ? finding : { ...finding, fix: { ...range, text } });
    };
  return {
    findings,
    add,
    isFull,
    locate: source.locate,
    range: source.range,
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
