/**
 * The code a node can reach: its program, every project file that this one
 * imports, directly or not, and the packages they reach, each by digest.
 *
 * The imports come from `deno info`. They are a function of the files that it has
 * read, so its answer is remembered, and asked for again when one of these changes.
 */
import { pathToFileURL } from "node:url";
import { CliError } from "../text/errors.ts";
import { type Digest, digestOf } from "../files/digest.ts";
import { ifThere } from "../files/folders.ts";
import { writeWhole } from "../files/whole_files.ts";
import type { NodeSpec } from "./node_spec.ts";
// evaluated when first used: it takes longer to load than a fresh run takes
import defer * as tokens from "./tokens.ts";

/** Project file or package → digest: of a script's tokens, of any other file's bytes. */
export type Code = Record<string, string>;

/** The code that a node reaches, and the SHA-256 of each project file that it follows from. */
interface Reach {
  code: Code;
  files: Record<string, Digest>;
}

/** What a node runs. */
type Programs = Pick<NodeSpec, "entry" | "frame">;

/** Where the code is, and what is known of it. */
interface Place {
  /** the project's folder */
  project: string;
  /** a folder for what Deno has said */
  memory: string;
  /** what `deno info --json` says of programs, given by their URLs */
  moduleGraph?: (programs: string[], project: string) => Promise<ModuleGraph>;
}

/** The part of `deno info --json` that is used here. */
export interface ModuleGraph {
  modules: {
    specifier: string;
    npmPackage?: string;
    error?: string;
    dependencies?: {
      code?: { specifier?: string; error?: string };
      /** `text` if any of this module's imports of that one takes it as text */
      assertionType?: string;
    }[];
  }[];
  redirects: Record<string, string>;
  npmPackages: Record<string, { dependencies: string[] }>;
}

/** The code of some nodes, as it was when it was read. */
export type ProjectCode = Awaited<ReturnType<typeof readCode>>;

/** Reads the code of nodes. */
export async function readCode(nodes: Iterable<Programs>, place: Place) {
  const reaches = new Map<string, Reach>();
  const unknown = new Map<string, Programs>();
  for (const node of nodes) unknown.set(nameOf(node), node);
  const fileOf = filesIn(place.project);
  for (const name of unknown.keys()) {
    const known = recall(place, name);
    const holds = known && Object.entries(known.files)
      .every(([path, digest]) => fileOf(path)?.digest === digest);
    if (!holds) continue;
    reaches.set(name, known);
    unknown.delete(name);
  }
  if (unknown.size > 0) await askReaches(unknown, reaches, place);
  const reachFrom = (node: Programs) => reaches.get(nameOf(node))!;
  return {
    /** the code that a node can reach, as its key has it */
    of: (node: Programs) => reachFrom(node).code,
    /** a project file in a node's code that is not as its key has it any more */
    editedSince(node: Programs): string | undefined {
      const { code, files } = reachFrom(node);
      const fileNow = filesIn(place.project);
      return Object.keys(code).find((path) => {
        if (path.startsWith("npm:")) return false;
        const file = fileNow(path);
        return !file || file.digest !== files[path] &&
            keyDigest("script", path, file.content) !== code[path];
      });
    },
  };
}

const programsOf = ({ entry, frame = entry }: Programs) => [frame, entry];
const nameOf = (node: Programs) => programsOf(node).join(" ");

/** The files of a project by their paths, each read once. */
function filesIn(project: string) {
  const read = (path: string) =>
    ifThere(() => {
      const place = `${project}/${path}`;
      const modified = Deno.statSync(place).mtime?.getTime() ?? Infinity;
      const content = Deno.readFileSync(place);
      return { content, modified, digest: digestOf(content) };
    });
  const files = new Map<string, ReturnType<typeof read>>();
  return (path: string) => files.getOrInsertComputed(path, () => read(path));
}

type ProjectFile = NonNullable<ReturnType<ReturnType<typeof filesIn>>>;

/** How a file's digest in keys is taken: scripts by their tokens, texts with line feeds alone, as no checkout changes them. */
type Kind = "script" | "text" | "bytes";

function keyDigest(kind: Kind, path: string, content: Uint8Array): Digest {
  if (kind === "bytes") return digestOf(content);
  const [lineFeed, carriageReturn] = [10, 13];
  const text = content.filter((byte, i) =>
    byte !== carriageReturn || content[i + 1] !== lineFeed
  );
  return kind === "text" ? digestOf(text) : tokens.digestOfTokens(text, path);
}

/** Milliseconds by which the clock of files may be behind. */
const clockSlack = 100;

/** Adds what nodes reach, from Deno; remembered unless a file may have been written after Deno had read it. */
async function askReaches(
  nodes: ReadonlyMap<string, Programs>,
  reaches: Map<string, Reach>,
  place: Place,
): Promise<void> {
  const { project, moduleGraph = askDeno } = place;
  const folder = Deno.realPathSync(project);
  const urlsOf = (node: Programs) =>
    programsOf(node).map((path) => pathToFileURL(`${folder}/${path}`).href);
  const began = Date.now();
  const programs = new Set([...nodes.values()].flatMap(urlsOf));
  const asked = moduleGraph([...programs], project);
  // parsing takes longer than all else here: it begins while Deno reads, and is by content,
  // since a file may change meanwhile
  const taken = new Map<string, Digest>();
  const digestIn = (kind: Kind, path: string, file: ProjectFile) =>
    taken.getOrInsertComputed(
      `${kind} ${path} ${file.digest}`,
      () => keyDigest(kind, path, file.content),
    );
  const fileBefore = filesIn(project);
  for (const path of [...nodes.values()].flatMap(programsOf)) {
    const file = fileBefore(path);
    if (file) digestIn("script", path, file);
  }
  const graph = await asked;
  const fileOf = filesIn(project);
  const required = <T>(value: T | undefined, name: string): T => {
    if (value !== undefined) return value;
    throw new CliError(`Cannot read the code: ${name} is not there`);
  };
  for (const [name, node] of nodes) {
    const reach: Reach = { code: {}, files: {} };
    let newest = 0;
    const read = (path: string) => {
      const file = required(fileOf(path), path);
      reach.files[path] = file.digest;
      newest = Math.max(newest, file.modified);
      return file;
    };
    const { kinds, packages } = reachOf(urlsOf(node), graph, folder);
    for (const [path, kind] of kinds) {
      reach.code[path] = digestIn(kind, path, read(path));
    }
    read("deno.json"); // what it says of names decides what is imported
    const { npm = {} } = packages.length === 0
      ? {}
      : JSON.parse(new TextDecoder().decode(read("deno.lock").content));
    for (const each of packages) {
      reach.code[`npm:${each}`] = required(npm[each], each).integrity;
    }
    reaches.set(name, reach);
    if (newest < began - clockSlack) {
      writeWhole(memoryOf(place, name), sealed(name, reach));
    }
  }
}

/** What programs reach of the project in a folder. Types are not code: they are left out. */
function reachOf(programs: string[], graph: ModuleGraph, folder: string) {
  const base = pathToFileURL(`${folder}/`).href;
  const modules = new Map(
    graph.modules.map((module) => [module.specifier, module]),
  );
  const kinds = new Map<string, Kind>();
  const packages = new Set<string>();
  const visitPackage = (name: string) => {
    if (packages.has(name)) return;
    packages.add(name);
    graph.npmPackages[name]?.dependencies.forEach(visitPackage);
  };
  const visit = (specifier: string, as?: string) => {
    const module = modules.get(graph.redirects[specifier] ?? specifier);
    if (!module) return;
    refuse(module.error);
    if (module.npmPackage) return visitPackage(module.npmPackage);
    if (!module.specifier.startsWith(base)) return;
    const path = decodeURIComponent(module.specifier.slice(base.length));
    const kind = as === "bytes" || path.endsWith(".wasm")
      ? "bytes"
      : as === "text" || !/\.m?[jt]s$/.test(path)
      ? "text"
      : "script";
    // a module may be code and text at once: then its text decides
    const before = kinds.get(path);
    if (!before || before === "script" || kind === "bytes") {
      kinds.set(path, kind);
    }
    if (before) return;
    for (const { code, assertionType } of module.dependencies ?? []) {
      refuse(code?.error);
      if (code?.specifier) visit(code.specifier, assertionType);
    }
  };
  for (const program of programs) visit(program);
  return { kinds, packages: [...packages].sort() };
}

function refuse(error: string | undefined): void {
  if (error) throw new CliError(`Cannot read the code: ${error}`);
}

/** Asks Deno, once for all programs: of a module that is nowhere and imports them. */
async function askDeno(programs: string[], project: string) {
  const imports = programs.map((url) => `import ${JSON.stringify(url)};`);
  const module = `data:text/javascript,${encodeURIComponent(imports.join(""))}`;
  const { success, code, signal, stdout, stderr } = await new Deno.Command(
    Deno.execPath(),
    { args: ["info", "--json", module], cwd: project },
  ).output();
  const [answer, complaint] = [stdout, stderr]
    .map((bytes) => new TextDecoder().decode(bytes).trim());
  if (success) return JSON.parse(answer);
  const ending = `deno info ended with ${signal ?? `exit code ${code}`}`;
  throw new CliError(`Cannot read the code: ${complaint || ending}`);
}

const memoryOf = ({ memory }: Place, name: string) =>
  `${memory}/${digestOf(name)}.json`;
/** The seal tells a damaged memory, or that of another program, from a good one: keys depend on it. */
const sealed = (name: string, reach: Reach) =>
  JSON.stringify({ reach, seal: digestOf(JSON.stringify([name, reach])) });

function recall(place: Place, name: string): Reach | undefined {
  try {
    const text = Deno.readTextFileSync(memoryOf(place, name));
    const { reach } = JSON.parse(text);
    return sealed(name, reach) === text ? reach : undefined;
  } catch {
    return undefined; // absent or torn: Deno is asked again
  }
}
