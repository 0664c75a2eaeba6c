/**
 * Modules as one script for a browser: the one door to esbuild, which is WebAssembly, so that every
 * machine gives the same bytes.
 */
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { build, initialize, type Plugin } from "esbuild-wasm/esm/browser.js";
import wasm from "esbuild-wasm/esbuild.wasm" with { type: "bytes" };

let ready: Promise<void> | undefined;

/**
 * A module and all that it imports, as a script that imports nothing, without types, comments and
 * long names; at its end, the licences of packages. What only syntax can say shorter is left as it
 * is: no number may change.
 *
 * @throws {Error} if a module is not there, or is no module.
 * @throws {SyntaxError} if a page would take a part of it for the script's end.
 */
export async function bundled(module: URL): Promise<string> {
  await (ready ??= initialize({
    wasmModule: new WebAssembly.Module(wasm),
    worker: false,
  }));
  const { outputFiles: [{ text: code }], metafile } = await build({
    entryPoints: [module.href],
    plugins: [asDenoLoads],
    ...{ bundle: true, write: false, format: "iife", target: "es2022" },
    banner: { js: '"use strict";' }, // as modules are
    ...{ minifyWhitespace: true, minifyIdentifiers: true },
    ...{ charset: "utf8", legalComments: "none", logLevel: "silent" },
    metafile: true,
  });
  const [{ inputs }] = Object.values(metafile.outputs);
  const used = Object.keys(inputs).filter((path) => inputs[path].bytesInOutput);
  const text = code + notices(used);
  if (/<\/script|<!--/i.test(text)) {
    throw new SyntaxError(
      "Cannot inline the script: it holds its own end; write </script and <!-- in two parts",
    );
  }
  return text.trim();
}

/** Finds and reads modules as Deno does, by the names in `deno.json`. */
const asDenoLoads: Plugin = {
  name: "as Deno loads",
  setup({ onResolve, onLoad }) {
    const all = { filter: /./, namespace: "module" };
    onResolve({ filter: /./ }, ({ path, importer, kind }) => ({
      namespace: "module",
      path: kind === "entry-point" ? path : urlOf(path, importer),
    }));
    onLoad(all, async ({ path, with: { type } }) => {
      const contents = await Deno.readFile(new URL(path));
      if (type === "bytes") return { contents, loader: "binary" };
      if (!path.endsWith(".ts")) return { contents, loader: "default" };
      // in one script all is evaluated at once
      const text = new TextDecoder().decode(contents)
        .replaceAll(/^import defer /gm, "import ");
      return { contents: text, loader: "ts" };
    });
  },
};

/** The licences of the packages whose modules these are, as a comment: their copies must carry them. */
function notices(modules: readonly string[]): string {
  const folders = new Set(
    modules.flatMap((path) =>
      /file:.*\/node_modules\/(@[^/]+\/)?[^/]+\//.exec(path)?.[0] ?? []
    ),
  );
  const read = (name: string, folder: string) =>
    Deno.readTextFileSync(new URL(name, folder)).trim();
  const texts = [...folders].map((folder) => {
    const { name, version, license } = JSON.parse(
      read("package.json", folder),
    );
    const file = Deno.readDirSync(new URL(folder))
      .find(({ name }) => /^licen[cs]e/i.test(name));
    return `${name} ${version} (${license})\n\n${
      file ? read(file.name, folder) : ""
    }`;
  });
  return texts.length > 0 ? `/*\n${texts.sort().join("\n\n")}\n*/` : "";
}

function urlOf(specifier: string, importer: string): string {
  if (/^\.{1,2}\//.test(specifier)) return new URL(specifier, importer).href;
  // what a package imports by name is that package's own affair
  return importer.includes("/node_modules/")
    ? pathToFileURL(createRequire(importer).resolve(specifier)).href
    : import.meta.resolve(specifier);
}
