// Waiting, in Node as in a browser.

/** @param ms milliseconds, 0 or more */
export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
