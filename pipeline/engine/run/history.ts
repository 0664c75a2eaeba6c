import type { NodeRecord } from "../store/records.ts";
import type { Store } from "../store/store.ts";
import { canonicalJson } from "../text/canonical_json.ts";
import { differencesOf } from "../graph/differences.ts";
import type { Key, Preimage } from "../graph/keys.ts";

/** Compares a node's key with the nearest one in the store, to say why it is stale. */
export class Historian {
  #records: NodeRecord[] | undefined;
  #byNode: Map<string, NodeRecord[]> | undefined;
  /** stage → what was done → the records of it */
  readonly #byWork = new Map<string, Map<string | undefined, NodeRecord[]>>();

  constructor(readonly store: Store) {}

  /** All earlier records, newest first; read once. */
  records(): NodeRecord[] {
    return this.#records ??= this.store.records.all();
  }

  /** What a record's key was made of; `undefined` if that is lost or damaged. */
  preimageOf({ key }: NodeRecord): Preimage | undefined {
    const text = this.store.records.preimage(key);
    return text === undefined ? undefined : JSON.parse(text);
  }

  /** In what a key differs from the nearest one a node has had; `undefined` if it had none. */
  differencesFor(node: string, { preimage }: Key): string[] | undefined {
    const after: Preimage = JSON.parse(preimage);
    return this.#earlier(node, after)
      .map((before) => differencesOf(before, after))
      .sort((a, b) => a.length - b.length)[0];
  }

  /**
   * What a node's earlier keys were made of; where its name has none, those of the
   * same work done under another name, as two nodes that share a key have one record.
   */
  #earlier(node: string, after: Preimage): Preimage[] {
    this.#byNode ??= Map.groupBy(this.records(), ({ node }) => node);
    const own = this.#preimagesOf(this.#byNode.get(node));
    if (own.length > 0) return own;
    const stage = node.replace(/\/.*/s, "/");
    // what the keys were made of is too much to be kept
    const byWork = this.#byWork.getOrInsertComputed(stage, () =>
      Map.groupBy(
        this.records().filter(({ node }) => node.startsWith(stage)),
        (record) => this.#preimagesOf([record]).map(workOf)[0],
      ));
    return this.#preimagesOf(byWork.get(workOf(after)));
  }

  /** What the keys of some records were made of, as far as that is not lost. */
  #preimagesOf(records: readonly NodeRecord[] = []): Preimage[] {
    return records.flatMap((record) => this.preimageOf(record) ?? []);
  }
}

/** What a node does, apart from the code and the bytes it does it with. */
function workOf({ kind, settings, seed, inputs, backend }: Preimage): string {
  const names = Object.keys(inputs).sort();
  return canonicalJson({ kind, settings, seed, inputs: names, backend });
}
