/** Where something is wrong: file, and line and column from 1 where they are known. */
export interface Place {
  file: string;
  line?: number;
  column?: number;
}

/** The one error that the host tool throws on purpose. `code` is stable; callers and tests never match on text. */
export class HostError extends Error {
  readonly code: string;
  readonly hint: string;
  readonly place: Place | undefined;

  /**
   * @param code stable kebab-case code, such as "shop-unknown-key"
   * @param message what is wrong, one sentence
   * @param hint what to do next, one sentence
   */
  constructor(code: string, message: string, hint: string, place?: Place, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "HostError";
    this.code = code;
    this.hint = hint;
    this.place = place;
  }
}

/** `file:line:column`, as far as they are known. */
export function formatPlace(place: Place): string {
  const line = place.line === undefined ? "" : `:${place.line}`;
  const column = place.line === undefined || place.column === undefined ? "" : `:${place.column}`;
  return `${place.file}${line}${column}`;
}
