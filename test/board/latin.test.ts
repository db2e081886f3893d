import fc from "fast-check";
import { expect, test } from "vitest";
import { areSame, decodeBase64, joinBytes, toBytes, toText } from "../../host/board/latin.ts";

const BYTES = fc.uint8Array({ maxLength: 300 });

test("texts, bytes and Base64 are what Buffer makes of them", () => {
  fc.assert(
    fc.property(BYTES, BYTES, (a, b) => {
      const buffer = Buffer.from(a);
      expect(toText(a)).toBe(buffer.toString("latin1"));
      expect(buffer.equals(toBytes(buffer.toString("latin1")))).toBe(true);
      expect(buffer.equals(decodeBase64(buffer.toString("base64")) ?? new Uint8Array(1))).toBe(true);
      expect(Buffer.concat([a, b]).equals(joinBytes([a, b]))).toBe(true);
      expect(areSame(a, b)).toBe(buffer.equals(b));
      expect(areSame(a, Uint8Array.from(a))).toBe(true);
    }),
  );
});

test("a text longer than one call takes comes whole", () => {
  const bytes = Uint8Array.from({ length: 300_000 }, (_, i) => (i * 31) & 255);
  expect(toText(bytes)).toBe(Buffer.from(bytes).toString("latin1"));
});

test("what is no Base64 is told, and throws nothing", () => {
  for (const text of ["A", "A===", "!!!!"]) expect(decodeBase64(text)).toBeUndefined();
});
