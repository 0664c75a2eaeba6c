import type { NodeRecord } from "../store/records.ts";
import { SourceMemory } from "../store/source_memory.ts";
import type { Store } from "../store/store.ts";
import { canonicalJson } from "../text/canonical_json.ts";
import {
  type Difference,
  differencesOf,
  summariseDifferences,
} from "../graph/differences.ts";
import { type Digest, isDigest } from "../files/digest.ts";
import type { Key, Preimage } from "../graph/preimage.ts";
import {
  partsOf,
  type Unimportant,
  unimportantBetween,
} from "../graph/source_parts.ts";

/** Compares a node's key with the nearest one in the store, to say why it is stale. */
export class Historian {
  readonly #store: Store;
  readonly #sources: SourceMemory;
  #records: NodeRecord[] | undefined;
  #byNode: Map<string, NodeRecord[]> | undefined;
  /** stage → what was done → the records of it */
  readonly #byWork = new Map<string, Map<string, NodeRecord[]>>();

  constructor(store: Store) {
    this.#store = store;
    this.#sources = new SourceMemory(`${store.root}/sources`);
  }

  /** All earlier records, newest first; read once. */
  records(): NodeRecord[] {
    return this.#records ??= this.#store.records.all();
  }

  /** What a record's key was made of; `undefined` if that is lost or damaged. */
  preimageOf({ key }: NodeRecord): Preimage | undefined {
    const text = this.#store.records.preimage(key);
    return text === undefined ? undefined : JSON.parse(text);
  }

  /** In what a key differs from the nearest one a node has had; `undefined` if it had none. */
  async differencesFor(
    node: string,
    { preimage }: Key,
  ): Promise<Difference[] | undefined> {
    const after: Preimage = JSON.parse(preimage);
    let nearest: Difference[] | undefined;
    for (const before of this.#earlier(node, after)) {
      const differences = differencesOf(before, after);
      if (!nearest || differences.length < nearest.length) {
        nearest = differences;
      }
    }
    return nearest && await this.#withRemarks(nearest);
  }

  /** In what two keys differ. */
  async differencesBetween(
    before: Preimage,
    after: Preimage,
  ): Promise<Difference[]> {
    return await this.#withRemarks(differencesOf(before, after));
  }

  /** Why a node has no record under this key, in a few words. */
  async reasonFor(node: string, key: Key): Promise<string> {
    const differences = await this.differencesFor(node, key);
    return differences ? summariseDifferences(differences) : "never built";
  }

  /**
   * What a node's earlier keys were made of; where its name has none, those of the
   * same work done under another name, as two nodes that share a key have one record.
   */
  #earlier(node: string, after: Preimage): Preimage[] {
    this.#byNode ??= Map.groupBy(this.records(), ({ node }) => node);
    const own = this.#known(this.#byNode.get(node) ?? []);
    if (own.length > 0) return own;
    const stage = node.replace(/\/.*/s, "/");
    let byWork = this.#byWork.get(stage);
    if (!byWork) this.#byWork.set(stage, byWork = this.#groupByWork(stage));
    return this.#known(byWork.get(workOf(after)) ?? []);
  }

  /** What the keys of some records were made of, as far as that is not lost. */
  #known(records: readonly NodeRecord[]): Preimage[] {
    return records.map((record) => this.preimageOf(record))
      .filter((preimage) => preimage !== undefined);
  }

  /** A stage's records by what was done; what their keys were made of is too much to be kept. */
  #groupByWork(stage: string): Map<string, NodeRecord[]> {
    const groups = Map.groupBy(
      this.records().filter(({ node }) => node.startsWith(stage)),
      (record) => {
        const preimage = this.preimageOf(record);
        return preimage && workOf(preimage);
      },
    );
    groups.delete(undefined);
    return groups as Map<string, NodeRecord[]>;
  }

  /** Differences with what alone changed in a source; those in nothing that runs come last. */
  async #withRemarks(differences: Difference[]): Promise<Difference[]> {
    const remarked = await Promise.all(differences.map(async (difference) => {
      const only = await this.#unimportant(difference);
      return only ? { ...difference, only } : difference;
    }));
    return remarked.sort((a, b) => rank(a) - rank(b));
  }

  async #unimportant(
    { part, before, after }: Difference,
  ): Promise<Unimportant | null> {
    if (!part.startsWith("code ") || !isDigest(before) || !isDigest(after)) {
      return null;
    }
    const [old, present] = await Promise.all(
      [before, after].map((source: Digest) => this.#sources.read(source)),
    );
    return old !== undefined && present !== undefined
      ? unimportantBetween(partsOf(old), partsOf(present))
      : null;
  }
}

/** What a node does, apart from the code and the bytes it does it with. */
function workOf(
  { kind, settings, seed, inputs, backend }: Preimage,
): string {
  const names = Object.keys(inputs).sort();
  return canonicalJson({ kind, settings, seed, inputs: names, backend });
}

/** Changed layout explains least, comments little more. */
function rank({ only }: Difference): number {
  return only === undefined ? 0 : only === "comments" ? 1 : 2;
}
