/** A project whose nodes run: where it is, its sources, and what Deno says of their imports. */
import type { Code, CodeEffects, ModuleGraph, Reach } from "../graph/code.ts";
import { digestOf } from "./digest.ts";
import { withLineFeeds } from "../text/line_feeds.ts";
import { CliError } from "../text/errors.ts";
import type { SourceEffects } from "../run/remember_sources.ts";
import { SourceMemory } from "../store/source_memory.ts";
import { writeWhole } from "./whole_files.ts";

/** A project, as the engine has to know it. */
export interface Project {
  name: string;
  version: string;
  /** its full path; it holds `deno.json`, and `outputs/` with the locks */
  folder: string;
  /** folders in it whose modules a node may reach */
  sources: readonly string[];
}

/** What `--version` prints. */
export function versionLine({ name, version }: Project): string {
  return `${name} ${version}`;
}

const sourceFiles = /\.(ts|js|json|wasm)$/;

/** Reads the sources and asks Deno for their graph, remembering it in `memory`. */
export function codeEffects(
  { folder, sources }: Project,
  memory: string,
): CodeEffects {
  return {
    sources() {
      const paths = ["deno.json", "deno.lock"];
      for (const source of sources) collect(folder, source, paths);
      return new Map(
        paths.map((path) => [path, readSource(folder, path)]),
      );
    },
    moduleGraph: (entry) => moduleGraph(folder, entry),
    async recall(state) {
      try {
        const text = await Deno.readTextFile(`${memory}/${state}.json`);
        const { reach, seal } = JSON.parse(text);
        return seal === sealOf(state, reach) ? reach : undefined;
      } catch {
        return undefined; // absent or torn: Deno is asked again
      }
    },
    remember(state, reach) {
      const seal = sealOf(state, reach);
      const text = JSON.stringify({ reach, seal });
      writeWhole(`${memory}/${state}.json`, text);
    },
  };
}

/** The bytes of a project file; of text, with line feeds alone, so that keys do not depend on the checkout. */
function readSource(folder: string, path: string): Uint8Array {
  const content = Deno.readFileSync(`${folder}/${path}`);
  return path.endsWith(".wasm") ? content : withLineFeeds(content);
}

/** What tells a damaged memory, or that of another state, from a good one: keys depend on it. */
function sealOf(state: string, reach: Record<string, Reach>): string {
  return digestOf(JSON.stringify([state, reach]));
}

/** A project file that is not, or no longer, as this code has it. */
export function editedSince(folder: string, code: Code): string | undefined {
  return Object.keys(code).find((path) => {
    if (path.startsWith("npm:")) return false;
    try {
      return digestOf(readSource(folder, path)) !== code[path];
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return true;
      throw error;
    }
  });
}

/** Reads sources of this checkout, and remembers them in `memory`. */
export function sourceEffects(
  { folder }: Project,
  memory: string,
): SourceEffects {
  const sources = new SourceMemory(memory);
  return {
    known: () => sources.known(),
    remember: (contents) => sources.remember(contents),
    read: (path) => readSource(folder, path),
  };
}

/** Adds the paths of a folder's sources; at once, since a turn of the event loop a file takes longer. */
function collect(project: string, folder: string, paths: string[]): void {
  for (const entry of Deno.readDirSync(`${project}/${folder}`)) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory) collect(project, path, paths);
    else if (sourceFiles.test(path)) paths.push(path);
  }
}

async function moduleGraph(
  folder: string,
  entry: string,
): Promise<ModuleGraph> {
  const { success, code, signal, stdout, stderr } = await new Deno.Command(
    Deno.execPath(),
    {
      args: ["info", "--json", entry],
      cwd: folder,
    },
  ).output();
  if (!success) {
    const complaint = new TextDecoder().decode(stderr).trim();
    throw new CliError(
      `Cannot read the code of ${entry}: ${
        complaint || `deno info ended with ${signal ?? `exit code ${code}`}`
      }`,
    );
  }
  return JSON.parse(new TextDecoder().decode(stdout));
}

/** The commit of the checkout, with `+` where files differ from it; null outside a repository. */
export async function commitOf(folder: string): Promise<string | null> {
  const git = async (...args: string[]) => {
    const { success, stdout } = await new Deno.Command("git", {
      args,
      cwd: folder,
      stderr: "null",
    }).output();
    return success ? new TextDecoder().decode(stdout).trim() : null;
  };
  try {
    const [commit, changes] = await Promise.all([
      git("rev-parse", "HEAD"),
      git("status", "--porcelain", "--untracked-files=no"),
    ]);
    return commit && (changes ? `${commit}+` : commit);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null; // no git here
    throw error;
  }
}
