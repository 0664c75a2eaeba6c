/** What people come for, copied out of the store and named for people; and the file of `-o`. */
import { digestOfFile } from "../files/digest.ts";
import { ifThere } from "../files/folders.ts";
import { inShell } from "../files/shell_paths.ts";
import {
  isReplaced,
  tryBeside,
  tryPlace,
  writeStream,
  writeWhole,
} from "../files/whole_files.ts";
import type { Graph } from "../graph/graph.ts";
import type { NodeSpec } from "../graph/node_spec.ts";
import type { NodeRecord } from "../store/records.ts";
import type { Store } from "../store/store.ts";
import { writeTo } from "../terminal/stream.ts";
import { refusal, usageError } from "../text/errors.ts";
import { listed } from "../text/suggest.ts";
import { plural } from "../text/words.ts";
import { readOptions } from "./option.ts";
import { optionsOf } from "./options.ts";
import type { Figures, Pipeline } from "./pipeline.ts";

/** What nodes show: the path of each in `outputs/`, and the node and its output that are shown there. */
export function shownBy(nodes: Iterable<NodeSpec>) {
  return [...nodes].flatMap(({ name: node, shown = {} }) =>
    Object.entries(shown).map(([output, place]) => ({ place, node, output }))
  );
}

/** All that a pipeline shows, under some of its profiles, figures of pixels too; what several show, once. */
export function everythingShown(
  pipeline: Pipeline,
  profiles = pipeline.profiles,
) {
  const usual = readOptions([], optionsOf(pipeline));
  const shown = profiles.flatMap((profile) =>
    shownBy(pipeline.nodes({ ...usual, profile, scale: 1 }))
  );
  return [...new Map(shown.map((one) => [one.place, one])).values()];
}

/**
 * Sees that a file can be written whole, before anything is done for it.
 *
 * @param deed what is to be done, where that is not to write the file
 * @throws {CliError} if it cannot.
 */
export function requirePlace(
  path: string,
  remedy?: string,
  deed = `write ${inShell(path)}`,
): void {
  try {
    tryPlace(path);
  } catch (error) {
    throw refusal(deed, error, { remedy });
  }
}

/** @throws {CliError} if not all that a graph shows can be written. */
export function requireOutputs(graph: Graph, folder: string): void {
  const remedy = "make room for it or name another folder with --outputs DIR";
  for (const { place } of shownBy(graph.values())) {
    requirePlace(`${folder}/${place}`, remedy);
  }
}

/**
 * Writes what finished nodes show; a file that is already right is not touched.
 *
 * @returns the paths of what is now right, and what is to be said of it
 */
export async function showOutputs(
  graph: Graph,
  { records, store, folder, figures }: {
    records: Map<string, NodeRecord>;
    store: Store;
    folder: string;
    figures?: Figures;
  },
): Promise<{ paths: string[]; remarks: string[] }> {
  let replaced = 0;
  const behind: string[] = [];
  const finished = shownBy(graph.values())
    .filter(({ node }) => records.has(node));
  for (const { place, node, output } of finished) {
    const { digest } = records.get(node)!.outputs[output];
    const path = `${folder}/${place}`;
    const before = await digestOfFile(path);
    if (before === digest) continue;
    if (before !== undefined) {
      replaced++;
      behind.push(...pixelsOf(path, figures).filter(isThere));
    }
    writeWhole(path, await Deno.readFile(store.blobs.path(digest)));
  }
  const remark = `${plural(replaced, "file")} of an earlier run replaced in ${
    inShell(folder)
  }; --outputs DIR would put them elsewhere`;
  const made = new Set(finished.map(({ place }) => `${folder}/${place}`));
  const stale = behind.filter((path) => !made.has(path)).map(inShell);
  const note = `${
    listed(stale)
  }: of an earlier run, and older than what is beside; --format ${
    figures?.formats[1]
  } makes such anew`;
  return {
    paths: finished.map(({ place }) => inShell(`${folder}/${place}`)),
    remarks: [
      ...replaced > 0 ? [remark] : [],
      ...stale.length > 0 ? [note] : [],
    ],
  };
}

const isThere = (path: string) =>
  ifThere(() => Deno.lstatSync(path)) !== undefined;

/** Where the pixels of a drawing would be; nowhere if the path is of none. */
function pixelsOf(path: string, figures?: Figures): string[] {
  const [lines, pixels] = figures?.formats ?? [];
  return lines !== undefined && path.endsWith(`.${lines}`)
    ? [path.slice(0, -lines.length) + pixels]
    : [];
}

/**
 * Sees that the file of `-o`, if one is given, can be written, before anything is done
 * for it; what it holds is left, and nothing where there was none.
 *
 * @param format what is to be written, if it is no text for people
 * @throws {CliError} if it cannot, or a terminal is to show such a format.
 */
export async function requireWritable(
  path: string | null,
  format?: string,
): Promise<void> {
  if (path === null) {
    if (format === undefined || !Deno.stdout.isTerminal()) return;
    throw usageError(
      `Cannot show ${format} on a terminal: give -o FILE, or send it through a pipe`,
    );
  }
  try {
    const there = await Deno.stat(path).catch(() => null);
    // a pipe's reader would take the end of this for that of all
    if (there?.isFifo) return;
    if (there) (await Deno.open(path, { write: true })).close();
    if (isReplaced(path)) tryBeside(path);
  } catch (error) {
    throw refusal(`write ${inShell(path)}`, error);
  }
}

/**
 * Writes the file of `-o`, in place of what it held, or else to standard output. A file is
 * whole or stays as it was.
 *
 * @throws {CliError} if it cannot be written.
 */
export async function writeOutput(
  path: string | null,
  content: ReadableStream<Uint8Array> | string,
): Promise<void> {
  const stream = typeof content === "string"
    ? new Blob([content]).stream()
    : content;
  if (path === null) {
    for await (const piece of stream) writeTo("stdout", piece);
    return;
  }
  await writeStream(path, stream).catch((error) => {
    throw refusal(`write ${inShell(path)}`, error);
  });
}
