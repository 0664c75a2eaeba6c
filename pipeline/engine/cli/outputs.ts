/** What people come for, copied out of the store and named for people; and the file of `-o`. */
import { digestOfFile } from "../files/digest.ts";
import { inShell } from "../files/shell_paths.ts";
import { tryPlace, writeWhole } from "../files/whole_files.ts";
import type { Graph } from "../graph/graph.ts";
import type { NodeRecord } from "../store/records.ts";
import type { Store } from "../store/store.ts";
import { writeTo } from "../terminal/stream.ts";
import { refusal } from "../text/errors.ts";
import { defaultsOf } from "./option.ts";
import { optionsOf } from "./options.ts";
import type { Pipeline } from "./pipeline.ts";

/** Every path in `outputs/` that a pipeline shows, and the node and its output that are shown there. */
export function everythingShown(
  pipeline: Pipeline,
): Map<string, { node: string; output: string }> {
  const nodes = pipeline.nodes(defaultsOf(optionsOf(pipeline)));
  return new Map(
    nodes.flatMap(({ name: node, shown = {} }) =>
      Object.entries(shown).map(([output, path]) => [path, { node, output }])
    ),
  );
}

/**
 * Sees that all that a graph shows can be written, before anything is done for it.
 *
 * @throws {CliError} if it cannot.
 */
export function requireOutputs(graph: Graph, folder: string): void {
  for (const { shown = {} } of graph.values()) {
    for (const place of Object.values(shown)) {
      const path = `${folder}/${place}`;
      try {
        tryPlace(path);
      } catch (error) {
        throw refusal(`write ${inShell(path)}`, error, {
          remedy: "make room for it or name another folder with --outputs DIR",
        });
      }
    }
  }
}

/**
 * Writes what finished nodes show; a file that is already right is not touched.
 *
 * @returns the paths in the folder that are now right
 */
export async function showOutputs(
  graph: Graph,
  { records, store, folder }: {
    records: Map<string, NodeRecord>;
    store: Store;
    folder: string;
  },
): Promise<string[]> {
  const right: string[] = [];
  for (const { name, shown = {} } of graph.values()) {
    const record = records.get(name);
    if (!record) continue;
    for (const [output, place] of Object.entries(shown)) {
      const { digest } = record.outputs[output];
      const path = `${folder}/${place}`;
      if (await digestOfFile(path) !== digest) {
        writeWhole(path, await Deno.readFile(store.blobs.path(digest)));
      }
      right.push(place);
    }
  }
  return right;
}

/**
 * Sees that the file of `-o`, if one is given, can be written, before anything is done
 * for it; what it holds is left, and nothing where there was none.
 *
 * @throws {CliError} if it cannot.
 */
export async function requireWritable(path: string | null): Promise<void> {
  if (path === null) return;
  const isNew = await Deno.lstat(path).then(() => false, () => true);
  await writing(
    path,
    async () => (await Deno.open(path, { write: true, create: true })).close(),
  );
  if (isNew) await Deno.remove(path);
}

/**
 * Writes the file of `-o`, in place of what it held, or else to standard output.
 *
 * @throws {CliError} if it cannot be written.
 */
export async function writeOutput(
  path: string | null,
  content: ReadableStream<Uint8Array>,
): Promise<void> {
  if (path !== null) {
    await writing(path, () => Deno.writeFile(path, content));
  } else for await (const piece of content) writeTo("stdout", piece);
}

async function writing(path: string, write: () => Promise<void>) {
  try {
    await write();
  } catch (error) {
    throw refusal(`write ${inShell(path)}`, error);
  }
}
