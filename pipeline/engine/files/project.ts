/**
 * This checkout: where it is, its sources, and what Deno says of their imports.
 */
import { resolve } from "node:path";
import config from "../../../deno.json" with { type: "json" };
import type { Code, CodeEffects, ModuleGraph, Reach } from "../graph/code.ts";
import { digestOf } from "./digest.ts";
import { withLineFeeds } from "../text/line_feeds.ts";
import { CliError } from "../text/errors.ts";
import type { SourceEffects } from "../run/remember_sources.ts";
import { SourceMemory } from "../store/source_memory.ts";
import { writeWhole } from "./whole_files.ts";

/** The project's folder. */
export const projectFolder = resolve(import.meta.dirname!, "../../..");

/** The version of the project: it stands in `deno.json`, and CITATION.cff repeats it. */
export const projectVersion = config.version;

/** What `--version` prints. */
export const versionLine = `dynamic-inversion ${projectVersion}`;

/** Folders whose modules a node may reach. */
const sourceFolders = ["lib", "pipeline", "data"];
const sourceFiles = /\.(ts|js|json|wasm)$/;

/** Reads the sources and asks Deno for their graph, remembering it in `memory`. */
export function codeEffects(memory: string): CodeEffects {
  return {
    sources() {
      const paths = ["deno.json", "deno.lock"];
      for (const folder of sourceFolders) collect(folder, paths);
      return new Map(
        paths.map((path) => [path, readSource(path)]),
      );
    },
    moduleGraph,
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
function readSource(path: string): Uint8Array {
  const content = Deno.readFileSync(`${projectFolder}/${path}`);
  return path.endsWith(".wasm") ? content : withLineFeeds(content);
}

/** What tells a damaged memory, or that of another state, from a good one: keys depend on it. */
function sealOf(state: string, reach: Record<string, Reach>): string {
  return digestOf(JSON.stringify([state, reach]));
}

/** A project file that is not, or no longer, as this code has it. */
export function editedSince(code: Code): string | undefined {
  return Object.keys(code).find((path) => {
    if (path.startsWith("npm:")) return false;
    try {
      return digestOf(readSource(path)) !== code[path];
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return true;
      throw error;
    }
  });
}

/** Reads sources of this checkout, and remembers them in `memory`. */
export function sourceEffects(memory: string): SourceEffects {
  const sources = new SourceMemory(memory);
  return {
    known: () => sources.known(),
    remember: (contents) => sources.remember(contents),
    read: readSource,
  };
}

/** Adds the paths of a folder's sources; at once, since a turn of the event loop a file takes longer. */
function collect(folder: string, paths: string[]): void {
  for (const entry of Deno.readDirSync(`${projectFolder}/${folder}`)) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory) collect(path, paths);
    else if (sourceFiles.test(path)) paths.push(path);
  }
}

async function moduleGraph(entry: string): Promise<ModuleGraph> {
  const { success, code, signal, stdout, stderr } = await new Deno.Command(
    Deno.execPath(),
    {
      args: ["info", "--json", entry],
      cwd: projectFolder,
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
export async function commitOfProject(): Promise<string | null> {
  const git = async (...args: string[]) => {
    const { success, stdout } = await new Deno.Command("git", {
      args,
      cwd: projectFolder,
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
