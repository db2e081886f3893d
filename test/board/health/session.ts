// A board's console as the examination asks it, with answers that a test chooses.

import type { Content } from "../../../host/board/health/console.ts";
import type { Session } from "../../../host/board/session/session.ts";
import type { HostError } from "../../../host/error.ts";
import { STATUS_FIELDS } from "../../../shared/link/command.ts";

export interface Answers {
  env?: string;
  version?: string;
  console?: string;
  isCable?: boolean;
  free?: number;
  total?: number;
  /** Difference of the board's clock to the host's. */
  driftSeconds?: number;
  seconds?: number;
  trashBytes?: number;
  /** Files by name; the layout's own where nothing is said. */
  files?: readonly string[];
  /** Slots that are whole. */
  whole?: Content["whole"];
  /** Fields of the program's status that are not 0; null = no program answers. */
  status?: Readonly<Record<string, number>> | null;
  /** Instead of a status. */
  answer?: string;
  /** Instead of the facts. */
  facts?: string;
  error?: HostError;
}

export const NOW_MS = Date.UTC(2026, 10, 27, 12);
const STORAGE_BYTES = 224 * 4096;

/** @returns a session that answers nothing but what an examination asks */
export function createSession(answers: Answers): Session {
  const { env = "ESP32_CYD", version = "2v29.277", total = 4000, free = 2000 } = answers;
  async function ask(): Promise<string> {
    if (answers.error !== undefined) throw answers.error;
    const seconds = answers.seconds ?? NOW_MS / 1000 + (answers.driftSeconds ?? 0);
    const stats = { totalBytes: STORAGE_BYTES, freeBytes: 8192, trashBytes: answers.trashBytes ?? 0 };
    return answers.facts ?? JSON.stringify({ total, seconds, stats });
  }
  return {
    name: "test",
    isCable: answers.isCable ?? true,
    traffic: { sent: 0, received: 0, requests: 0, repeats: 0 },
    async identify() {
      if (answers.error !== undefined) throw answers.error;
      return {
        env,
        version,
        console: answers.console ?? "Serial1",
        freeVariables: free,
        hasHeatshrink: true,
      };
    },
    ask,
    type: async () => {},
    hearText: () => {},
    restart: async () => {},
    abort: () => {},
    close: async () => {},
  } as Partial<Session> as Session;
}

/** What is in its Storage, as the answers have it. */
export function look({ files, whole = ["a"], status = {}, answer }: Answers): Content {
  const values = STATUS_FIELDS.map((field) => status?.[field] ?? 0);
  return {
    isOurs: files === undefined,
    files: files ?? [".boot0", "log", "a", "b"],
    whole,
    pointer: "a",
    status: answer ?? (status === null ? "" : [0, ...values].join()),
  };
}
