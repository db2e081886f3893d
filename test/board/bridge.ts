// A fake board behind a TCP port, for commands that open their own way to it.
import { createServer, type Socket } from "node:net";
import type { FakeBoard } from "./fake.ts";

export interface Bridge {
  /** As `--port` takes it. */
  readonly port: string;
  /** Hears of each piece that comes for the board, before it gets there. */
  onPiece: ((count: number) => void) | undefined;
  close(): void;
}

export async function bridgeBoard(board: FakeBoard): Promise<Bridge> {
  const sockets = new Set<Socket>();
  let count = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    const inner = board.connect();
    inner.hear({ data: (bytes) => socket.write(bytes), closed: () => socket.destroy() });
    socket.on("data", (bytes) => {
      bridge.onPiece?.(++count);
      void inner.write(bytes).catch(() => undefined);
    });
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const bridge: Bridge = {
    port: `tcp:127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`,
    onPiece: undefined,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
  return bridge;
}
