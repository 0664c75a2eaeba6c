/**
 * `outputs/`: what people come for, copied out of the store and named for people.
 */
import { digestOfFile } from "../files/digest.ts";
import type { Graph } from "../graph/graph.ts";
import { refusal } from "../text/errors.ts";
import { experiments } from "../../experiments.ts";
import { figures } from "../../figures/catalogue.ts";
import { inShell } from "../files/shell_paths.ts";
import type { NodeRecord } from "../store/records.ts";
import type { Store } from "../store/store.ts";
import { tryPlace, writeWhole } from "../files/whole_files.ts";

/** Where a node's output is shown: its path in `outputs/`; null if it is not. */
export function shownAt(node: string, output: string): string | null {
  const [stage, name] = node.split("/");
  if (stage === "aggregate" && output === "table.csv") {
    return `tables/${name}.csv`;
  }
  if (stage === "render") return `figures/${output}`;
  if (stage === "report") return output;
  return null;
}

/** Every path that is ever shown, whatever is asked for. */
export function everythingShown(): string[] {
  return [
    ...experiments.map(({ name }) => `tables/${name}.csv`),
    "tables/corrections.csv",
    ...figures.map(({ name }) => `figures/${name}.svg`),
    "index.html",
  ];
}

/**
 * Sees that all that a graph shows can be written, before anything is done for it.
 *
 * @throws {CliError} if it cannot.
 */
export function requireOutputs(graph: Graph, folder: string): void {
  for (const { name, outputs } of graph.values()) {
    for (const output of outputs) {
      const place = shownAt(name, output);
      if (place === null) continue;
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
 * Brings the outputs' folder up to date with finished nodes; a file that is already right is not touched.
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
  const shown: string[] = [];
  for (const name of graph.keys()) {
    const record = records.get(name);
    for (const [output, { digest }] of Object.entries(record?.outputs ?? {})) {
      const place = shownAt(name, output);
      if (place === null) continue;
      const path = `${folder}/${place}`;
      if (await digestOfFile(path) !== digest) {
        writeWhole(path, await Deno.readFile(store.blobs.path(digest)));
      }
      shown.push(place);
    }
  }
  return shown;
}
