// What the YAML parser complains of, in a shopkeeper's words.

interface Wording {
  /** What is wrong, one sentence. */
  readonly message: string;
  /** What to do next, one sentence. */
  readonly hint: string;
}

const BRACKETS: Wording = {
  message: "Something here is opened and not closed, or a sign is missing.",
  hint: "Look for a quote, a bracket or a `-`, also in the lines above.",
};
const COLON: Wording = {
  message: "There is a second colon, or a line that should begin further left or right.",
  hint: 'Put a text that holds a colon in quotes, such as "Today: tea".',
};
const QUOTES: Wording = {
  message: "This cannot stand here without quotes.",
  hint: "Put the text in quotes.",
};

const WORDINGS: Readonly<Record<string, Wording>> = {
  TAB_AS_INDENT: { message: "This line begins with a tab.", hint: "Indent with blanks, not with tabs." },
  BAD_INDENT: {
    message: "This line begins too far left or right.",
    hint: "Lines that belong together begin in the same column.",
  },
  MULTIPLE_DOCS: {
    message: "A second file begins here.",
    hint: "Remove the line `---`: one file holds one shop.",
  },
  MISSING_CHAR: BRACKETS,
  BLOCK_AS_IMPLICIT_KEY: COLON,
  MULTILINE_IMPLICIT_KEY: {
    message: "A name and its colon must stand on one line.",
    hint: "Look for a missing colon, or a line that begins too far right.",
  },
  BLOCK_IN_FLOW: {
    message: "A list or group cannot begin on a line of its own inside brackets.",
    hint: "Close the bracket before it, or write all of it inside of the bracket.",
  },
  BAD_SCALAR_START: QUOTES,
  BAD_DQ_ESCAPE: {
    message: "A backslash in double quotes means something else than itself.",
    hint: "Write it twice, or use single quotes.",
  },
  BAD_ALIAS: { message: "There is nothing of this name to repeat.", hint: QUOTES.hint },
  BAD_DIRECTIVE: { message: "A line that begins with % is not for a shop file.", hint: QUOTES.hint },
  KEY_OVER_1024_CHARS: {
    message: "The name before the colon is far too long.",
    hint: "Look for a quote that is opened and not closed.",
  },
  RESOURCE_EXHAUSTION: {
    message: "The file is nested too deeply to be read.",
    hint: "A shop needs five levels: look for brackets that are opened again and again.",
  },
  UNEXPECTED_TOKEN: {
    message: "A sign stands here that does not belong here.",
    hint: "Look at this line and the one above it for a quote, a bracket or a comma too many.",
  },
};
const OTHER: Wording = {
  message: "This line cannot be read.",
  hint: "Look at this line and the one above it; put texts with special signs in quotes.",
};

/** @param code of the parser's error */
export function describeSyntax(code: string): Wording {
  return (Object.hasOwn(WORDINGS, code) ? WORDINGS[code] : undefined) ?? OTHER;
}
