import vm from "node:vm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createClient } from "../../host/board/packet/client.ts";
import { encodeRequest, quote } from "../../host/board/packet/frame.ts";
import { compress } from "../../host/board/packet/heatshrink.ts";
import type { Pace } from "../../host/board/packet/pace.ts";
import { createReader } from "../../host/board/packet/reader.ts";
import type { Hearer, Transport } from "../../host/board/transport/transport.ts";
import { createInlet } from "../../host/board/transport/transport.ts";
import { crc32 } from "../../host/compile/crc.ts";
import { HostError } from "../../host/error.ts";
import { createRandom } from "../../host/random.ts";
import { createFakeBoard } from "./fake.ts";
import { wrapFaulty } from "./faulty.ts";
import { decompress } from "./heatshrink.ts";

const QUICK: Pace = { quietMs: 40, workShare: 0.001, settleMs: 3, attempts: 12, writeMs: 200 };

const bytes = fc.uint8Array({ maxLength: 600 });
/** Bytes that repeat, as fonts and tables do. */
const patterns = fc
  .array(fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 9 }), fc.integer({ min: 1, max: 90 })), {
    maxLength: 8,
  })
  .map((parts) => Buffer.concat(parts.flatMap(([part, times]) => Array<Uint8Array>(times).fill(part))));

describe("compression", () => {
  it("any bytes come back from the plain decoder", () => {
    fc.assert(
      fc.property(fc.oneof(bytes, patterns), (data) => {
        expect(Buffer.from(decompress(compress(data)))).toEqual(Buffer.from(data));
      }),
    );
  });

  it("what repeats gets shorter, what does not grows by an eighth at most", () => {
    fc.assert(
      fc.property(bytes, (data) => {
        expect(compress(data).length).toBeLessThanOrEqual(Math.ceil((data.length * 9) / 8));
      }),
    );
    expect(compress(new Uint8Array(4096).fill(255)).length).toBeLessThan(200);
  });
});

describe("a packet", () => {
  it("has none of the bytes that interrupt, end or pause an interpreter, whatever it carries", () => {
    fc.assert(
      fc.property(bytes, fc.integer({ min: 1, max: 0xffffff }), (data, id) => {
        const packet = encodeRequest({ id, code: "d.length", data }) ?? new Uint8Array();
        for (const byte of packet.subarray(2)) expect([0, 3, 4, 10, 13, 17, 19]).not.toContain(byte);
        expect((packet[2] << 8) | packet[3]).toBe(0x2000 | (packet.length - 4));
      }),
    );
  });

  it("carries any bytes as the literal of themselves", () => {
    fc.assert(
      fc.property(bytes, (data) => {
        expect(Buffer.from(vm.runInNewContext(quote(data)), "latin1")).toEqual(Buffer.from(data));
      }),
    );
  });

  it("is refused where it would be longer than its length can say", () => {
    expect(encodeRequest({ id: 1, code: "d", data: new Uint8Array(8192) })).toBeUndefined();
  });
});

describe("what a board sends", () => {
  it("is taken for an answer only if its checksum says so, and prints go elsewhere", () => {
    const answers: string[] = [];
    const texts: string[] = [];
    let damages = 0;
    const read = createReader({
      answer: (id, text) => answers.push(`${id}${text}`),
      damaged: () => damages++,
      text: (text) => texts.push(text),
      paused: () => undefined,
    });
    const body = Buffer.from("=3");
    const answer = `\x06\x10\x01\0\0"~7,${crc32(body) ^ 7},${body.toString("base64")}~"`;
    for (const piece of [
      "hello\r\n",
      answer.slice(0, 9),
      answer.slice(9),
      "\x06",
      answer.replace("~7,", "~8,"),
    ])
      read(Buffer.from(piece, "latin1"));
    expect(answers).toEqual(["7=3"]);
    expect(texts.join("")).toBe("hello\r\n");
    expect(damages).toBe(1);
  });

  it("may ask for a pause anywhere, and a packet's length that looks so does not", () => {
    const pauses: boolean[] = [];
    const answers: number[] = [];
    const read = createReader({
      answer: (id) => answers.push(id),
      damaged: () => undefined,
      text: () => undefined,
      paused: (isPaused) => pauses.push(isPaused),
    });
    const body = Buffer.from("=3");
    const answer = (length: string) =>
      `\x06\x10\x01${length}"~7,${crc32(body) ^ 7},${body.toString("base64")}~"`;
    const lengths = ["\x00\x13", "\x11\x00", "\x13\x11"];
    for (const length of lengths) for (const char of answer(length)) read(Buffer.from(char, "latin1"));
    for (const length of lengths) read(Buffer.from(answer(length), "latin1"));
    expect([answers.length, pauses]).toEqual([6, []]);
    read(Buffer.from(answer("\x00\x20").replace("~7", "~\x137"), "latin1"));
    read(Buffer.from("\x11"));
    expect([answers.length, pauses]).toEqual([7, [true, false]]);
  });

  it("never makes the reader throw, and never counts as an answer by chance", () => {
    fc.assert(
      fc.property(fc.array(bytes), (pieces) => {
        const read = createReader({
          answer: () => expect.unreachable(),
          damaged: () => undefined,
          text: () => undefined,
          paused: () => undefined,
        });
        for (const piece of pieces) read(piece);
      }),
    );
  });
});

describe("the client", () => {
  it("gets every answer right over a way that loses, delays and repeats", async () => {
    const board = createFakeBoard({ packetMs: 60 });
    const faults = { lose: 40, delay: 20, repeat: 20, cut: 0 };
    const client = createClient(wrapFaulty(board.connect(), createRandom(5), faults), QUICK);
    const random = createRandom(6);
    for (let i = 0; i < 60; i++) {
      const data = Uint8Array.from({ length: random.between(0, 1500) }, () => random.below(256));
      expect(await client.ask("d.length+','+E.CRC32(d)", data)).toBe(`${data.length},${crc32(data)}`);
    }
    // The control: these faults did happen.
    expect(client.traffic.repeats).toBeGreaterThan(3);
  });

  it("takes no answer for its own that another host asked for, where the line tells both", async () => {
    const inner = createFakeBoard().connect();
    const hearers: Hearer[] = [];
    let heard = 0;
    inner.hear({
      data: (part) => {
        heard++;
        for (const hearer of hearers) hearer.data(part);
      },
      closed: () => undefined,
    });
    const join = () => createClient({ ...inner, hear: (hearer) => void hearers.push(hearer) }, QUICK);
    const [one, other] = [join(), join()];
    expect(await Promise.all([one.ask("'one'"), other.ask("'other'")])).toEqual(["one", "other"]);
    // The control: both were told of both.
    expect(heard).toBeGreaterThan(1);
    expect(one.traffic.received).toBe(other.traffic.received);
  });

  it("tells the board's own error, once, and goes on", async () => {
    const client = createClient(createFakeBoard().connect(), QUICK);
    await expect(client.ask("nothing.here")).rejects.toMatchObject({ code: "board-error" });
    expect(await client.ask("6*7")).toBe("42");
    expect(client.traffic.repeats).toBe(0);
  });

  it.each([
    ["never answers", async () => undefined, "board-silent"],
    ["takes no bytes and never says so", () => new Promise<void>(() => undefined), "port-lost"],
    ["fails", () => Promise.reject(new Error("gone")), "port-lost"],
  ])("settles over a transport that %s", async (_, write, code) => {
    const inlet = createInlet();
    const transport: Transport = {
      name: "dead",
      mtu: 20,
      window: 2,
      byteMs: 0.002,
      isCable: true,
      write,
      hear: inlet.hear,
      close: async () => inlet.closed(),
    };
    const client = createClient(transport, { ...QUICK, attempts: 3, quietMs: 5 });
    const asked = [client.ask("1"), client.ask("2"), client.ask("3")];
    for (const one of asked) await expect(one).rejects.toMatchObject({ code });
    await expect(client.ask("4")).rejects.toMatchObject({ code });
  });

  it("says of a board that never answered that nothing on it was changed; one that did answer runs what it ran (control)", async () => {
    let isMute = true;
    const connect = () => {
      const inner = createFakeBoard().connect();
      return createClient(
        { ...inner, write: async (bytes) => (isMute ? undefined : inner.write(bytes)) },
        { ...QUICK, attempts: 3, quietMs: 5 },
      );
    };
    const never = { code: "board-silent", hint: expect.stringContaining("was not changed") };
    await expect(connect().ask("1")).rejects.toMatchObject(never);
    isMute = false;
    const client = connect();
    expect(await client.ask("1")).toBe("1");
    isMute = true;
    const later = { code: "board-silent", hint: expect.stringContaining("runs what it ran before") };
    await expect(client.ask("1")).rejects.toMatchObject(later);
  });

  it("gives up everything under way when it is told to", async () => {
    const client = createClient(createFakeBoard().connect(), QUICK);
    const asked = client.ask("1");
    client.abort(new HostError("aborted", "stopped", "again"));
    await expect(asked).rejects.toMatchObject({ code: "aborted" });
  });

  it("waits while the board asks for a pause, but not for ever", async () => {
    const inlet = createInlet();
    const sent: number[] = [];
    const transport: Transport = {
      name: "slow",
      mtu: 1,
      window: 1,
      byteMs: 0.002,
      isCable: true,
      async write(part) {
        sent.push(part[0]);
        if (sent.length === 5) inlet.data(Uint8Array.of(19));
      },
      hear: inlet.hear,
      close: async () => inlet.closed(),
    };
    const client = createClient(transport, { ...QUICK, quietMs: 10_000 });
    const asked = client.ask("1").catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(sent.length).toBe(5);
    inlet.data(Uint8Array.of(17));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(sent.length).toBeGreaterThan(20);
    await transport.close();
    await asked;
  });
});
