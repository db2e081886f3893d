// Texts for the interpreter: the shared core, peers, and bytes in Storage.
import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin, transform } from "esbuild";
import { shortenFunctions } from "../../host/build/arrow.ts";
import { readDeclarations } from "../../host/build/bundle.ts";
import { MEMBERS, STATICS } from "../../host/build/gate/name.ts";
import { readPortNames } from "../../host/build/ports.ts";

/** Bytes of one literal in a script. */
const PART_BYTES = 3000;

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Members of ours that the scripts name. */
const OWN_NAMES = "adverts axes day minuteOfWeek offer pacing period s slot".split(" ");

const OUTPUT = { target: "es6", minify: true, charset: "ascii", legalComments: "none" } as const;

/** Names that mean something outside a bundle: Espruino's, and those of ours that the scripts of the benches use. */
function listKept(own: readonly string[]): RegExp {
  const ports = readPortNames(readDeclarations(ROOT));
  const kept = [...own, ...OWN_NAMES, ...ports.globals, ...ports.members, ...MEMBERS];
  for (const [name, statics] of Object.entries(STATICS)) kept.push(name, ...statics);
  return new RegExp(`^(?:${kept.map((name) => name.replace(/\$/g, "\\$")).join("|")}|T)$`);
}

/** Arrows for functions, as the build writes them. */
const arrows: Plugin = {
  name: "arrows",
  setup(setup) {
    setup.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const { code } = await transform(readFileSync(path, "utf8"), { loader: "ts", target: "esnext" });
      return { contents: shortenFunctions(code), loader: "js" };
    });
  },
};

/**
 * Bundles some functions of the project, in the form in which the build writes the program, as members of `T`.
 * @param imports names by file; files as seen from the project's root, such as "./shared/offers/select.ts"
 */
export async function bundleCore(imports: Readonly<Record<string, readonly string[]>>): Promise<string> {
  const lines = Object.entries(imports).map(
    ([file, names]) => `import { ${names.join(", ")} } from "${file}";`,
  );
  const names = Object.values(imports).flat();
  const result = await build({
    ...OUTPUT,
    stdin: {
      contents: `${lines.join("\n")}\nglobal.T = { ${names.join(", ")} };`,
      resolveDir: ROOT,
      loader: "js",
    },
    bundle: true,
    write: false,
    platform: "neutral",
    format: "iife",
    logLevel: "silent",
    mangleProps: /./,
    reserveProps: listKept(names),
    plugins: [arrows],
  });
  const { code } = await transform(result.outputFiles[0].text, OUTPUT);
  return `${code.trim()}\nvar T=global.T;`;
}

/** Text of a peer, minified like ours. @param name of a file in test/peers */
export async function readPeer(name: string): Promise<string> {
  const file = fileURLToPath(new URL(`../peers/${name}.js`, import.meta.url));
  return (await transform(readFileSync(file, "utf8"), OUTPUT)).code.trim();
}

/** Script that writes bytes to Storage under a name, part by part, and leaves nothing of them in memory. */
export function storeText(name: string, bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += PART_BYTES) {
    const part = Buffer.from(bytes.subarray(at, at + PART_BYTES)).toString("base64");
    lines.push(`require("Storage").write("${name}",atob("${part}"),${at},${bytes.length});`);
  }
  return lines.join("\n");
}
