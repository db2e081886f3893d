import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("..", import.meta.url));

export default defineConfig({
  test: {
    root,
    include: ["test/**/*.test.ts"],
    // Nothing is timed: on a busy machine the longest take minutes.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // Most of it computes; on a small machine the default leaves one core idle.
    maxWorkers: "100%",
    globalSetup: "test/scratch.ts",
    // In CI the counts are read from a file.
    reporters: process.env.CI ? ["default", "json"] : ["default"],
    outputFile: { json: ".cache/tests.json" },
  },
});
