// Downloads a release: https only, no more bytes than a release can have, and an end to waiting.
import { HostError } from "../../error.ts";
import { MOST_BYTES } from "./archive.ts";

const PATIENCE_MS = 120_000;
/** A server on this machine needs no certificate. */
const OWN_HOSTS = ["127.0.0.1", "localhost", "[::1]"];

/**
 * @param signal ends it
 * @returns the bytes, and the last part of the address as a name
 * @throws HostError `usage-from` for an address that is not https, `release-download` for all that goes wrong
 */
export async function download(
  address: string,
  signal?: AbortSignal,
): Promise<{ name: string; bytes: Uint8Array }> {
  const url = checkAddress(address);
  try {
    const late = AbortSignal.timeout(PATIENCE_MS);
    const response = await fetch(url, { signal: signal ? AbortSignal.any([late, signal]) : late });
    checkAddress(response.url);
    if (!response.ok || response.body === null) throw new Error(`the server answered ${response.status}`);
    const chunks: Uint8Array[] = [];
    let total = 0;
    for await (const chunk of response.body) {
      total += chunk.length;
      // Leaving the loop ends the transfer.
      if (total > MOST_BYTES) throw new Error("it is larger than any release");
      chunks.push(chunk);
    }
    return { name: url.pathname.split("/").at(-1) || url.hostname, bytes: Buffer.concat(chunks) };
  } catch (error) {
    if (error instanceof HostError) throw error;
    throw new HostError(
      "release-download",
      `the download failed: ${explain(error)}`,
      "Check the address and the network, or download the file by other means and give its path.",
      { file: address },
      error,
    );
  }
}

function checkAddress(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isSafe =
    url?.protocol === "https:" || (url?.protocol === "http:" && OWN_HOSTS.includes(url.hostname));
  if (url !== undefined && isSafe && url.username === "") return url;
  throw new HostError("usage-from", "this is no https address", "Firmware is downloaded by https only.", {
    file: address,
  });
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // What fetch itself says is only that it failed.
  return error.cause instanceof Error ? error.cause.message : error.message;
}
