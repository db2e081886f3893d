import { expect, test } from "vitest";
import { HostError } from "../../host/error.ts";
import { checkSender, isOwnHost } from "../../host/studio/guard.ts";

const PORT = 4321;
const TOKEN = "a-token-of-the-page";
const own = { origin: `http://127.0.0.1:${PORT}`, "x-studio-token": TOKEN };

function codeOf(act: () => void): string {
  try {
    act();
  } catch (error) {
    if (error instanceof HostError) return error.code;
    throw error;
  }
  return "";
}

test("a request to the studio's own names is its own, any other name is not", () => {
  expect(isOwnHost(`127.0.0.1:${PORT}`, PORT)).toBe(true);
  expect(isOwnHost(`localhost:${PORT}`, PORT)).toBe(true);
  for (const host of [undefined, "", "127.0.0.1", `evil.example:${PORT}`, `127.0.0.1:${PORT + 1}`])
    expect(isOwnHost(host, PORT)).toBe(false);
});

test("a command with the page's origin and token passes", () => {
  expect(codeOf(() => checkSender(own, PORT, TOKEN))).toBe("");
});

test.each([
  ["no origin", { "x-studio-token": TOKEN }],
  ["an origin elsewhere", { ...own, origin: "http://evil.example" }],
  ["an origin that only begins like ours", { ...own, origin: `${own.origin}.evil.example` }],
  ["an opaque origin", { ...own, origin: "null" }],
  ["no token", { origin: own.origin }],
  ["a shorter token", { ...own, "x-studio-token": TOKEN.slice(1) }],
  ["another token of the same length", { ...own, "x-studio-token": TOKEN.replace("a", "b") }],
])("a command with %s is refused", (_, headers) => {
  expect(codeOf(() => checkSender(headers, PORT, TOKEN))).toBe("studio-foreign");
});
