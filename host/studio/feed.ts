// Server-sent events to every open page.
import type { ServerResponse } from "node:http";
import type { StudioMessage } from "./protocol.ts";

/** A page this many bytes behind is let go: it comes back by itself and begins with the present. */
const BACKLOG_BYTES = 8_000_000;
const HEARTBEAT_MS = 5000;

export interface Feed {
  /** Keeps the answer open and sends the given messages first. */
  join(response: ServerResponse, first: readonly StudioMessage[]): void;
  send(message: StudioMessage): void;
  readonly readers: number;
  close(): void;
}

/** Makes a feed without readers. */
export function createFeed(): Feed {
  const open = new Set<ServerResponse>();
  // A silent connection looks like a dead one to the page: it would say that the studio is gone.
  const heartbeat = setInterval(() => {
    for (const response of open) response.write("event: beat\ndata: 0\n\n");
  }, HEARTBEAT_MS);
  heartbeat.unref();

  function write(response: ServerResponse, message: StudioMessage): void {
    if (response.writableLength > BACKLOG_BYTES) response.destroy();
    else response.write(`data: ${JSON.stringify(message)}\n\n`);
  }

  return {
    join(response, first) {
      response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
      open.add(response);
      response.on("close", () => open.delete(response));
      for (const message of first) write(response, message);
    },
    send(message) {
      for (const response of open) write(response, message);
    },
    get readers() {
      return open.size;
    },
    close() {
      clearInterval(heartbeat);
      for (const response of open) response.end();
      open.clear();
    },
  };
}
