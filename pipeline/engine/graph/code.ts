/**
 * The code a node can reach: its program, every project file that this one
 * imports, directly or not, and the packages they reach, each by digest.
 *
 * The imports come from `deno info`. They are a function of the files that it has
 * read, so its answer is remembered, and asked for again when one of these changes.
 */
import { CliError } from "../text/errors.ts";
import { type Digest, digestOf } from "../files/digest.ts";
import { ifThere } from "../files/folders.ts";
import { writeWhole } from "../files/whole_files.ts";
import type { NodeSpec } from "./node_spec.ts";
// evaluated when first used: it takes longer to load than a fresh run takes
import defer * as tokens from "./tokens.ts";

/** Project file or package → digest: of a script's tokens, of any other file's bytes. */
export type Code = Record<string, string>;

/** The code of one program, and the bytes that it follows from. */
export interface Reach {
  code: Code;
  /** project file → SHA-256 */
  files: Record<string, Digest>;
}

/** What a node runs. */
type Programs = Pick<NodeSpec, "entry" | "frame">;

/** The code of some nodes, as it was when it was read. */
export interface ProjectCode {
  /** the code that a node can reach, as its key has it */
  of(node: Programs): Code;
  /** a project file in a node's code that is not as its key has it any more */
  editedSince(node: Programs): string | undefined;
}

/** How this module touches the world. */
export interface CodeEffects {
  /** a project file, and when it was last written; `undefined` if there is none */
  read(path: string): { content: Uint8Array; modified: number } | undefined;
  /** what `deno info --json` says of a program */
  moduleGraph(program: string): Promise<ModuleGraph>;
  recall(program: string): Reach | undefined;
  remember(program: string, reach: Reach): void;
}

/** The part of `deno info --json` that is used here. */
export interface ModuleGraph {
  roots: string[];
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

/** Reads the code of nodes. */
export async function readCode(
  nodes: Iterable<Programs>,
  effects: CodeEffects,
): Promise<ProjectCode> {
  const digests = new Map<string, Digest | undefined>();
  const digestNow = (path: string) =>
    digests.getOrInsertComputed(path, () => {
      const file = effects.read(path);
      return file && digestOf(file.content);
    });
  const programsOf = (
    { entry, frame = entry }: Programs,
  ) => [...new Set([frame, entry])];
  const programs = new Set([...nodes].flatMap(programsOf));
  // programs share most of their files, and parsing takes longer than all else here
  const taken = new Map<string, Digest>();
  const takeOnce: TakeDigest = (kind, path, content) =>
    taken.getOrInsertComputed(
      `${kind} ${path} ${digestOf(content)}`,
      () => keyDigest(kind, path, content),
    );
  const reaches = new Map(
    await Promise.all([...programs].map(async (program) => {
      const known = effects.recall(program);
      const holds = known && Object.entries(known.files)
        .every(([path, digest]) => digestNow(path) === digest);
      const reach = holds ? known : await askReach(program, effects, takeOnce);
      return [program, reach] as const;
    })),
  );
  const reachFrom = (node: Programs): Reach =>
    programsOf(node).map((program) => {
      const reach = reaches.get(program);
      if (reach) return reach;
      throw new Error(`Internal error: the code of ${program} is not known`);
    }).reduce(union);
  return {
    of: (node) => reachFrom(node).code,
    editedSince(node) {
      const { code, files } = reachFrom(node);
      return Object.keys(code).find((path) => {
        if (path.startsWith("npm:")) return false;
        const content = effects.read(path)?.content;
        return !content || digestOf(content) !== files[path] &&
            keyDigest("script", path, content) !== code[path];
      });
    },
  };
}

function union(a: Reach, b: Reach): Reach {
  const code = { ...a.code, ...b.code };
  for (const [path, digest] of Object.entries(a.code)) {
    // one takes it as code and one as text
    if (code[path] !== digest) code[path] = digestOf(digest + code[path]);
  }
  return { code, files: { ...a.files, ...b.files } };
}

/** How a file's digest in keys is taken: scripts by their tokens, texts with line feeds alone, as no checkout changes them. */
type Kind = "script" | "text" | "bytes";

type TakeDigest = (kind: Kind, path: string, content: Uint8Array) => Digest;

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

/** What a program reaches, from Deno; remembered unless a file may have been written after Deno had read it. */
async function askReach(
  program: string,
  effects: CodeEffects,
  take: TakeDigest,
): Promise<Reach> {
  const began = Date.now();
  const graph = await effects.moduleGraph(program);
  const reach: Reach = { code: {}, files: {} };
  let newest = 0;
  const read = (path: string) => {
    const { content, modified } = required(effects.read(path), path);
    reach.files[path] = digestOf(content);
    newest = Math.max(newest, modified);
    return content;
  };
  const required = <T>(value: T | undefined, name: string): T => {
    if (value !== undefined) return value;
    throw new Error(
      `Internal error: ${program} reaches ${name}, which is not there`,
    );
  };
  const { kinds, packages } = reachOf(program, graph);
  for (const [path, kind] of kinds) {
    reach.code[path] = take(kind, path, read(path));
  }
  read("deno.json"); // what it says of names decides what is imported
  const { npm = {} } = packages.length === 0
    ? {}
    : JSON.parse(new TextDecoder().decode(read("deno.lock")));
  for (const name of packages) {
    reach.code[`npm:${name}`] = required(npm[name], name).integrity;
  }
  if (newest < began - clockSlack) effects.remember(program, reach);
  return reach;
}

/** What a program, the first root of its module graph, reaches. Types are not code: they are left out. */
export function reachOf(
  program: string,
  graph: ModuleGraph,
): { kinds: Map<string, Kind>; packages: string[] } {
  const modules = new Map(
    graph.modules.map((module) => [module.specifier, module]),
  );
  const root = graph.roots[0];
  // not searched for by name: any folder above the project may be named like one of its own
  const depth = program.split("/").length - 1;
  const project = new URL(`./${"../".repeat(depth)}`, root).href;
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
    if (!module.specifier.startsWith(project)) return;
    const path = decodeURIComponent(module.specifier.slice(project.length));
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
  visit(root);
  return { kinds, packages: [...packages].sort() };
}

function refuse(error: string | undefined): void {
  if (error) throw new CliError(`Cannot read the code: ${error}`);
}

/** Reads the project in a folder and asks Deno, whose answers are kept in another. */
export function codeEffects(project: string, memory: string): CodeEffects {
  const placeOf = (program: string) => `${memory}/${digestOf(program)}.json`;
  // tells a damaged memory, or that of another program, from a good one: keys depend on it
  const sealOf = (program: string, reach: Reach) =>
    digestOf(JSON.stringify([program, reach]));
  return {
    read: (path) =>
      ifThere(() => {
        const place = `${project}/${path}`;
        const modified = Deno.statSync(place).mtime?.getTime() ?? Infinity;
        return { content: Deno.readFileSync(place), modified };
      }),
    async moduleGraph(program) {
      const { success, code, signal, stdout, stderr } = await new Deno.Command(
        Deno.execPath(),
        { args: ["info", "--json", program], cwd: project },
      ).output();
      const [answer, complaint] = [stdout, stderr]
        .map((bytes) => new TextDecoder().decode(bytes).trim());
      if (success) return JSON.parse(answer);
      const ending = `deno info ended with ${signal ?? `exit code ${code}`}`;
      throw new CliError(
        `Cannot read the code of ${program}: ${complaint || ending}`,
      );
    },
    recall(program) {
      try {
        const text = Deno.readTextFileSync(placeOf(program));
        const { reach, seal } = JSON.parse(text);
        return seal === sealOf(program, reach) ? reach : undefined;
      } catch {
        return undefined; // absent or torn: Deno is asked again
      }
    },
    remember(program, reach) {
      const seal = sealOf(program, reach);
      writeWhole(placeOf(program), JSON.stringify({ reach, seal }));
    },
  };
}
