import { type Digest, digestOf } from "../engine/digest.ts";
import { formatRecord, type NodeRecord, parseRecord } from "./records.ts";
import { type Remote, RemoteError } from "./remote.ts";
import { longestRecord, sameOutputs } from "./remote_policy.ts";
import type { Store } from "./store.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Gives a remote what it lacks of a record: its blobs, the preimage, whose
 * digest is the key, and the record last, so that whoever sees it there finds
 * all of it. A record that is there already stays.
 *
 * @returns whether anything was sent, or that the remote says something else of this key
 * @throws {RemoteError} if it does not take it.
 */
export async function upload(
  record: NodeRecord,
  { preimage, from, to, signal }: {
    preimage: string;
    from: Store;
    to: Remote;
    signal: AbortSignal;
  },
): Promise<"sent" | "known" | "disputed"> {
  const { key, outputs } = record;
  const limit = longestRecord;
  const text = await to.read("ac", key, { limit, signal });
  if (text !== undefined) {
    const theirs = parseRecord(text);
    if (!theirs) throw new RemoteError("has an unreadable record");
    if (!sameOutputs(record, theirs)) return "disputed";
  }

  let sent = false;
  const give = async (digest: Digest, read: () => Promise<Bytes> | Bytes) => {
    if (await to.has("cas", digest, signal)) return;
    const body = await read();
    if (digestOf(body) !== digest) {
      throw new RemoteError("was not given what is damaged here");
    }
    await to.put("cas", digest, { body, signal });
    sent = true;
  };
  for (const { digest } of Object.values(outputs)) {
    await give(digest, () => Deno.readFile(from.blobs.path(digest)));
  }
  await give(key, () => new TextEncoder().encode(preimage));
  if (text === undefined) {
    const body = new TextEncoder().encode(formatRecord(record));
    await to.put("ac", key, { body, signal });
    sent = true;
  }
  return sent ? "sent" : "known";
}
