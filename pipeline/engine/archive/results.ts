/** The results in an archive: as a remote has them, so that any server of files is one. */
import type { Key } from "../graph/keys.ts";
import { formatRecord, type NodeRecord } from "../store/records.ts";
import type { Store } from "../store/store.ts";
import { type Entry, textEntry } from "./entry.ts";

/** What is to be packed of a finished node. */
export type Finished = { record: NodeRecord } & Pick<Key, "preimage">;

/**
 * Records, the texts that their keys were made of, and outputs, each of these read
 * through; and the nodes of which an output is damaged.
 */
export async function resultEntries(
  finished: readonly Finished[],
  { blobs }: Pick<Store, "blobs">,
): Promise<{ entries: Entry[]; damaged: string[] }> {
  const entries = new Map<string, Entry>();
  const add = (entry: Entry) => void entries.set(entry.path, entry);
  const damaged: string[] = [];
  // nodes that do the same work share a record
  for (const { record, preimage } of finished) {
    const { key, node, outputs } = record;
    add(textEntry(`ac/${key}`, formatRecord(record)));
    add(textEntry(`pre/${key}`, preimage));
    for (const { digest } of Object.values(outputs)) {
      if (await blobs.check(digest) !== "whole") damaged.push(node);
      const file = blobs.path(digest);
      add({ path: `cas/${digest}`, mode: 0o644, digest, file });
    }
  }
  return { entries: [...entries.values()], damaged };
}
