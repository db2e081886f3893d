// The studio's server: 127.0.0.1 only, a fixed list of files, one feed, one way to send commands.
import { randomBytes } from "node:crypto";
import { existsSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { join, resolve } from "node:path";
import { watchShop } from "../cli/watch.ts";
import { HostError } from "../error.ts";
import { type Asset, loadAssets } from "./asset.ts";
import { obey, parseCommand } from "./command.ts";
import type { Engine } from "./engine.ts";
import { createFeed } from "./feed.ts";
import { BODY_BYTES, checkSender, isOwnHost, SAFE_HEADERS } from "./guard.ts";
import type { FindingLine } from "./protocol.ts";
import { type Session, startSession } from "./session.ts";
import { createWorkshop } from "./workshop.ts";

export interface StudioOptions {
  /** Folder with shop.yaml, or the shop's file itself. */
  readonly shop: string;
  /** Board to begin with; the shop's first otherwise. */
  readonly boardId?: string;
  /** Recording to play; the folder's own otherwise. */
  readonly tracePath?: string;
  /** 0 = any free port. */
  readonly port: number;
  /** Tests bring a small one. */
  readonly engine?: Engine;
  /** A file beside which an optional package is looked for; the checkout otherwise. See tools.ts. */
  readonly toolsBeside?: string;
}

export interface Studio {
  readonly url: string;
  /** What was to be mended in shop and recording when it started. */
  readonly findings: readonly FindingLine[];
  close(): Promise<void>;
}

/**
 * Starts the studio and leaves it running.
 * @throws HostError `studio-no-shop`, `studio-port-busy`, `studio-port`, `studio-page`
 */
export async function startStudio(options: StudioOptions): Promise<Studio> {
  const path = resolve(options.shop);
  const isFile = statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
  const shopFile = isFile ? path : join(path, "shop.yaml");
  if (!existsSync(shopFile))
    throw new HostError(
      "studio-no-shop",
      "there is no shop.yaml in this folder",
      "Make a shop with `passerby init`, or name another folder with --shop.",
      { file: shopFile },
    );
  const token = randomBytes(24).toString("base64url");
  const feed = createFeed();
  let context: Context | undefined;
  const server = createServer((request, response) => {
    if (context === undefined) reply(response, 503, "studio-opening");
    else void answer(request, response, context);
  });
  const port = await listen(server, options.port);
  let session: Session | undefined;
  let stopWatching = () => {};
  const close = async () => {
    stopWatching();
    session?.close();
    feed.close();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  try {
    const assets = await loadAssets(token, options.toolsBeside);
    session = await startSession({
      engine: options.engine ?? createWorkshop(),
      shopFile,
      boardId: options.boardId,
      tracePath: options.tracePath,
      instance: token.slice(0, 8),
      isWatched: () => feed.readers > 0,
      send: feed.send,
    });
    const running = session;
    stopWatching = watchShop(shopFile, () => void running.reload());
    context = { assets, feed, session: running, port, token };
  } catch (error) {
    await close();
    throw error;
  }
  return { url: `http://127.0.0.1:${port}`, findings: session.findings, close };
}

interface Context {
  readonly assets: ReadonlyMap<string, Asset>;
  readonly feed: ReturnType<typeof createFeed>;
  readonly session: Session;
  readonly port: number;
  readonly token: string;
}

async function answer(request: IncomingMessage, response: ServerResponse, context: Context): Promise<void> {
  for (const [name, value] of Object.entries(SAFE_HEADERS)) response.setHeader(name, value);
  // The path is only ever looked up in a list, so there is nothing to escape from.
  const path = (request.url ?? "").split("?")[0] ?? "";
  const isRead = request.method === "GET" || request.method === "HEAD";
  if (!isOwnHost(request.headers.host, context.port)) return reply(response, 421, "studio-host");
  if (path === "/command" && request.method === "POST") return answerCommand(request, response, context);
  if (!isRead) return reply(response, 405, "studio-method");
  if (path === "/feed") return context.feed.join(response, context.session.greet());
  const asset = context.assets.get(path);
  if (asset === undefined) return reply(response, 404, "studio-not-found");
  response.writeHead(200, { "content-type": asset.type, "content-length": asset.body.length });
  response.end(request.method === "HEAD" ? undefined : asset.body);
}

async function answerCommand(
  request: IncomingMessage,
  response: ServerResponse,
  { session, port, token }: Context,
): Promise<void> {
  try {
    checkSender(request.headers, port, token);
    const answer = await obey(parseCommand(await readBody(request)), session);
    if (answer === undefined) response.writeHead(204).end();
    else sendJson(response, 200, answer);
  } catch (error) {
    if (!(error instanceof HostError)) return reply(response, 500, "studio-internal");
    const status = error.code === "studio-foreign" ? 403 : error.code === "studio-too-long" ? 413 : 400;
    reply(response, status, error.code, error.message, error.hint);
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    length += part.length;
    if (length > BODY_BYTES)
      throw new HostError("studio-too-long", "the command is too long", "Send one command at a time.");
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

function reply(response: ServerResponse, status: number, code: string, message = "", hint = ""): void {
  sendJson(response, status, { code, message, hint });
}

function sendJson(response: ServerResponse, status: number, value: object): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", connection: "close" });
  response.end(JSON.stringify(value));
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((done, fail) => {
    server.once("error", (error: NodeJS.ErrnoException) => fail(explainPort(error, port)));
    server.listen(port, "127.0.0.1", done);
  });
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : port;
}

function explainPort(error: NodeJS.ErrnoException, port: number): HostError {
  if (error.code === "EADDRINUSE")
    return new HostError(
      "studio-port-busy",
      `port ${port} is in use by another program`,
      "Is the studio open already? Close it, or choose another port with --port, 0 for any free one.",
      undefined,
      error,
    );
  return new HostError(
    "studio-port",
    `port ${port} cannot be opened`,
    "Choose a port from 1024 to 65535 with --port, or 0 for any free one.",
    undefined,
    error,
  );
}
