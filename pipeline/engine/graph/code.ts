/**
 * The code a node can reach: its entry module, every project file that one
 * imports, directly or not, and the packages they reach, each by digest.
 *
 * The module graph comes from `deno info`. It is a function of the sources
 * alone, so it is kept under their digest and asked for again only when one of
 * them changes.
 */
import { CliError } from "../text/errors.ts";
import { canonicalJson } from "../text/canonical_json.ts";
import { type Digest, digestOf } from "../files/digest.ts";

/** Project file or package → digest. */
export type Code = Record<string, string>;

/** What one entry reaches: project files by path, packages by their name in the lock. */
export interface Reach {
  files: string[];
  packages: string[];
}

/** How this module touches the world. */
export interface CodeEffects {
  /** all source files of the project, path → content */
  sources(): Map<string, Uint8Array>;
  /** what `deno info --json` says of an entry */
  moduleGraph(entry: string): Promise<ModuleGraph>;
  recall(digest: Digest): Promise<Record<string, Reach> | undefined>;
  remember(digest: Digest, reach: Record<string, Reach>): void;
}

/** The part of `deno info --json` that is used here. */
export interface ModuleGraph {
  roots: string[];
  modules: {
    specifier: string;
    kind?: string;
    npmPackage?: string;
    error?: string;
    dependencies?: { code?: { specifier?: string; error?: string } }[];
  }[];
  redirects: Record<string, string>;
  npmPackages: Record<string, { dependencies: string[] }>;
}

/** The code of each entry. */
export async function codeOf(
  entries: string[],
  effects: CodeEffects,
): Promise<Map<string, Code>> {
  const sources = effects.sources();
  const digests: Code = {};
  for (const [path, content] of sources) digests[path] = digestOf(content);

  const state = digestOf(canonicalJson(digests));
  let reach = await effects.recall(state);
  if (!reach || entries.some((entry) => !reach![entry])) {
    const found = await Promise.all(
      entries.map(async (entry) =>
        [entry, reachOf(entry, await effects.moduleGraph(entry))] as const
      ),
    );
    reach = Object.fromEntries(found);
    effects.remember(state, reach);
  }

  const integrity = integrityOf(sources.get("deno.lock"));
  return new Map(entries.map((entry) => {
    const { files, packages } = reach![entry];
    const code: Code = {};
    for (const file of files) code[file] = required(digests, file, entry);
    for (const name of packages) {
      code[`npm:${name}`] = required(integrity, name, entry);
    }
    return [entry, code];
  }));
}

function required(digests: Code, name: string, entry: string): string {
  if (digests[name] === undefined) {
    throw new Error(
      `Internal error: ${entry} reaches ${name}, whose digest is not known`,
    );
  }
  return digests[name];
}

/** What an entry, the first root of its module graph, reaches. Types are not code: they are left out. */
export function reachOf(entry: string, graph: ModuleGraph): Reach {
  const modules = new Map(
    graph.modules.map((module) => [module.specifier, module]),
  );
  const root = graph.roots[0];
  // not searched for by name: any folder above the project may be named like one of its own
  const depth = entry.split("/").length - 1;
  const project = new URL(`./${"../".repeat(depth)}`, root).href;
  const files = new Set<string>();
  const packages = new Set<string>();

  const visitPackage = (name: string) => {
    if (packages.has(name)) return;
    packages.add(name);
    graph.npmPackages[name]?.dependencies.forEach(visitPackage);
  };
  const visit = (specifier: string) => {
    const module = modules.get(graph.redirects[specifier] ?? specifier);
    if (!module) return;
    if (module.error) {
      throw new CliError(`Cannot read the code: ${module.error}`);
    }
    if (module.npmPackage) return visitPackage(module.npmPackage);
    if (!module.specifier.startsWith(project)) return;
    const path = decodeURIComponent(module.specifier.slice(project.length));
    if (files.has(path)) return;
    files.add(path);
    for (const { code } of module.dependencies ?? []) {
      if (code?.error) {
        throw new CliError(`Cannot read the code: ${code.error}`);
      }
      if (code?.specifier) visit(code.specifier);
    }
  };
  visit(root);
  return { files: [...files].sort(), packages: [...packages].sort() };
}

/** Package → integrity, from the text of `deno.lock`. */
function integrityOf(lock: Uint8Array | undefined): Code {
  if (!lock) return {};
  const { npm = {} }: { npm?: Record<string, { integrity: string }> } = JSON
    .parse(new TextDecoder().decode(lock));
  return Object.fromEntries(
    Object.entries(npm).map(([name, { integrity }]) => [name, integrity]),
  );
}
