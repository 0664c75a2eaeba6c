/**
 * `outputs/`: what people come for, copied out of the store and named for people.
 */
import { digestOfFile } from "./engine/digest.ts";
import type { Graph } from "./engine/graph.ts";
import type { NodeRecord } from "./store/records.ts";
import type { Store } from "./store/store.ts";

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
        await copy(store.blobs.path(digest), path);
      }
      shown.push(place);
    }
  }
  return shown;
}

async function copy(from: string, to: string): Promise<void> {
  await Deno.mkdir(to.slice(0, to.lastIndexOf("/")), { recursive: true });
  const aside = `${to}.${Deno.pid}`;
  await Deno.writeFile(aside, await Deno.readFile(from));
  await Deno.rename(aside, to);
}
