// Runs the command line as a process would, and keeps what it says.
import { run } from "../../host/cli/main.ts";

export interface Said {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

/** @param words as typed after `passerby` */
export async function say(...words: string[]): Promise<Said> {
  const output: string[] = [];
  const errors: string[] = [];
  const code = await run(words, {
    output: { write: (text) => output.push(text) },
    errors: { write: (text) => errors.push(text) },
    environment: {},
    isAnswered: false,
  });
  return { code, output: output.join(""), errors: errors.join("") };
}
