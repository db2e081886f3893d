// The page's line to the server: what it says, and asking it for something.
import { HostError } from "../../error.ts";
import type {
  ContentAnswer,
  LearntAnswer,
  PlaceCounts,
  StudioCommand,
  StudioMessage,
  SurveyAnswer,
} from "../protocol.ts";

const RETRY_MS = 1200;
/** The server sends a beat every 5 s; a line that is silent for longer is dead. */
const SILENT_MS = 12_000;

/** Of the server that this page was loaded from. */
let instance = "";

/**
 * Listens to the server and comes back by itself when the line breaks.
 * @param onLine true when the server answers, false when it is gone
 */
export function listen(onMessage: (message: StudioMessage) => void, onLine: (isOpen: boolean) => void): void {
  let silence = 0;
  const source = new EventSource("/feed");

  function lose(): void {
    source.close();
    clearTimeout(silence);
    onLine(false);
    setTimeout(() => listen(onMessage, onLine), RETRY_MS);
  }

  function hear(): void {
    clearTimeout(silence);
    silence = window.setTimeout(lose, SILENT_MS);
  }

  source.onopen = () => {
    hear();
    onLine(true);
  };
  source.onerror = lose;
  source.addEventListener("beat", hear);
  source.onmessage = (event: MessageEvent<string>) => {
    hear();
    const message = JSON.parse(event.data) as StudioMessage;
    if (message.kind === "shop") {
      // A new server has a new token, and perhaps a new page.
      if (instance !== "" && instance !== message.instance) location.reload();
      instance = message.instance;
    }
    onMessage(message);
  };
}

let queue: Promise<unknown> = Promise.resolve();

/**
 * Asks the server for something. One after the other: a release must not overtake its touch.
 * @returns "" when it was done, else what went wrong, in words
 */
export function ask(command: StudioCommand): Promise<string> {
  const answer = queue.then(() => post(command));
  queue = answer;
  return answer;
}

async function post(command: StudioCommand): Promise<string> {
  try {
    const response = await send(command);
    if (response.ok) return "";
    const { message, hint } = (await response.json()) as Refusal;
    return `${message || "That did not work."} ${hint ?? ""}`.trim();
  } catch {
    return "The studio's server does not answer.";
  }
}

/**
 * Asks for what goes onto a real board.
 * @param id of the board that the page shows
 * @throws HostError with the server's own code, or `studio-gone`
 */
export function fetchContent(id: string): Promise<ContentAnswer> {
  return fetchAnswer({ do: "content", id });
}

/** Asks for what a walk needs. @throws HostError as fetchContent */
export function fetchSurvey(id: string): Promise<SurveyAnswer> {
  return fetchAnswer({ do: "survey", id });
}

/** Has the server learn from a walk, and write it down. @throws HostError as fetchContent */
export function sendWalk(id: string, places: readonly PlaceCounts[]): Promise<LearntAnswer> {
  return fetchAnswer({ do: "learn", id, places });
}

async function fetchAnswer<Answer>(command: StudioCommand): Promise<Answer> {
  let response: Response;
  try {
    response = await send(command);
  } catch (error) {
    throw new HostError(
      "studio-gone",
      "the studio's server does not answer",
      "Start `passerby studio` again; this page comes back by itself.",
      undefined,
      error,
    );
  }
  if (response.ok) return (await response.json()) as Answer;
  const { code, message, hint } = (await response.json()) as Refusal;
  throw new HostError(code ?? "studio-internal", message || "the studio has nothing to give", hint ?? "");
}

interface Refusal {
  readonly code?: string;
  readonly message?: string;
  readonly hint?: string;
}

function send(command: StudioCommand): Promise<Response> {
  const token = document.querySelector<HTMLMetaElement>('meta[name="studio-token"]')?.content ?? "";
  return fetch("/command", {
    method: "POST",
    headers: { "content-type": "application/json", "x-studio-token": token },
    body: JSON.stringify(command),
  });
}
