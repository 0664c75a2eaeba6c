import { type Digest, digestOf } from "../files/digest.ts";
import {
  formatRecord,
  type NodeRecord,
  parseRecord,
} from "../store/records.ts";
import { RemoteError } from "./refusal.ts";
import type { Remote } from "./remote.ts";
import { longestRecord, sameOutputs } from "./remote_policy.ts";
import type { Store } from "../store/store.ts";

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
  const read = async () => {
    const text = await to.read("ac", key, { limit: longestRecord, signal });
    if (text === undefined) return undefined;
    const theirs = parseRecord(text);
    if (!theirs) throw new RemoteError("has an unreadable record");
    return theirs;
  };
  let theirs = await read();
  if (theirs && !sameOutputs(record, theirs)) return "disputed";

  let sent = false;
  const give = async (digest: Digest, read: () => Promise<Bytes> | Bytes) => {
    if (await to.has("cas", digest, signal)) return;
    const body = await read();
    if (digestOf(body) !== digest) {
      throw new RemoteError("was not given what is damaged here");
    }
    try {
      await to.put("cas", digest, { body, signal });
      sent = true;
    } catch (error) {
      if (!isConflict(error)) throw error;
      if (!await to.has("cas", digest, signal)) throw error;
    }
  };
  for (const { digest } of Object.values(outputs)) {
    await give(digest, () => Deno.readFile(from.blobs.path(digest)));
  }
  await give(key, () => new TextEncoder().encode(preimage));
  if (!theirs) {
    const body = new TextEncoder().encode(formatRecord(record));
    try {
      await to.put("ac", key, { body, signal });
      sent = true;
    } catch (error) {
      if (!isConflict(error)) throw error;
      // another machine was first: 412 says so, 409 means other things, too
      theirs = await read();
      if (!theirs && error.status === 409) throw error;
      if (theirs && !sameOutputs(record, theirs)) return "disputed";
    }
  }
  return sent ? "sent" : "known";
}

function isConflict(error: unknown): error is RemoteError {
  return error instanceof RemoteError && error.isConflict;
}
