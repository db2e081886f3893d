// Findings as SARIF 2.1.0, which code hosts and editors show beside the lines (OASIS Standard, 27 March 2020).
import { isAbsolute, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";
import type { Fixable } from "./report.ts";

const SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

/**
 * One run of `passerby check`.
 * @param base folder to which paths are relative; what lies elsewhere is absolute
 */
export function writeSarif(findings: readonly Fixable[], base: string): unknown {
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  return {
    $schema: SCHEMA,
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "passerby", rules: codes.map((id) => ({ id })) } },
        columnKind: "utf16CodeUnits",
        results: findings.map(({ code, severity, message, hint, place }) => ({
          ruleId: code,
          ruleIndex: codes.indexOf(code),
          level: severity,
          message: { text: `${message} ${hint}` },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: writeUri(place.file, base) },
                ...(place.line === undefined
                  ? {}
                  : { region: { startLine: place.line, startColumn: place.column ?? 1 } }),
              },
            },
          ],
        })),
      },
    ],
  };
}

function writeUri(file: string, base: string): string {
  const path = relative(base, file);
  if (isAbsolute(path) || path === ".." || path.startsWith(`..${sep}`)) return pathToFileURL(file).href;
  return path.split(sep).map(encodeURIComponent).join("/");
}
