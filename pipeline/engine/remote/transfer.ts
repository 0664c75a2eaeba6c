/** One record's way between a store and a remote. */
import { createHash } from "node:crypto";
import { type Digest, digestOf } from "../files/digest.ts";
import {
  formatRecord,
  type NodeRecord,
  parseRecord,
} from "../store/records.ts";
import type { Store } from "../store/store.ts";
import type { Remote } from "./remote.ts";
import { RemoteError, type Sent, wrongContent } from "./remote_error.ts";
import { longestRecord, sameOutputs } from "./remote_record.ts";

/** One output as its record has it. */
export type Output = NodeRecord["outputs"][string];

/**
 * Brings a blob from a remote into the store, hashing it as it comes.
 *
 * @returns `false` if the remote does not have it
 * @throws {RemoteError} if it does not come whole; the store is then as before.
 */
export async function download(
  { digest, bytes }: Output,
  { from, to, signal }: { from: Remote; to: Store; signal: AbortSignal },
): Promise<boolean> {
  const folder = to.makeWorkFolder();
  try {
    const path = `${folder}/blob`;
    const hash = createHash("sha256");
    let length = 0;
    let sent: Sent | undefined;
    {
      using file = await Deno.open(path, { write: true, createNew: true });
      sent = await from.get(`cas/${digest}`, {
        limit: bytes,
        signal,
        async take(piece) {
          hash.update(piece);
          length += piece.length;
          for (let at = 0; at < piece.length;) {
            at += await file.write(piece.subarray(at));
          }
        },
      });
    }
    if (!sent) return false;
    if (length < bytes) throw wrongContent("less than it said", sent);
    if (hash.digest("hex") !== digest) throw wrongContent("wrong bytes", sent);
    await to.blobs.adopt(path, digest);
    return true;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/**
 * Gives a remote what it lacks of a record: its blobs, the preimage, whose digest is
 * the key, and the record last, so that all of it is there once the record is. A
 * record that is there already stays.
 *
 * @returns whether anything was sent, or that the remote has other outputs of this key
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
  const path = `ac/${record.key}`;
  const readTheirs = async () => {
    const text = await to.read(path, { limit: longestRecord, signal });
    if (text === undefined) return undefined;
    const theirs = parseRecord(text);
    if (!theirs) throw new RemoteError("has an unreadable record");
    return theirs;
  };
  let theirs = await readTheirs();
  if (theirs && !sameOutputs(record, theirs)) return "disputed";

  let end: "sent" | "known" = "known";
  const put = async (path: string, body: Bytes) => {
    await to.put(path, { body, signal });
    end = "sent";
  };
  const putBlob = async (
    digest: Digest,
    read: () => Promise<Bytes> | Bytes,
  ) => {
    const path = `cas/${digest}`;
    if (await to.has(path, signal)) return;
    const content = await read();
    if (digestOf(content) !== digest) {
      throw new RemoteError("was not given what is damaged here");
    }
    try {
      await put(path, content);
    } catch (error) {
      if (!isConflict(error)) throw error;
      if (!await to.has(path, signal)) throw error;
    }
  };
  for (const { digest } of Object.values(record.outputs)) {
    await putBlob(digest, () => Deno.readFile(from.blobs.path(digest)));
  }
  await putBlob(record.key, () => new TextEncoder().encode(preimage));
  if (theirs) return end;
  try {
    await put(path, new TextEncoder().encode(formatRecord(record)));
  } catch (error) {
    if (!isConflict(error)) throw error;
    // another machine was first: 412 says so, 409 means other things, too
    theirs = await readTheirs();
    if (!theirs && error.status === 409) throw error;
    if (theirs && !sameOutputs(record, theirs)) return "disputed";
  }
  return end;
}

type Bytes = Uint8Array<ArrayBuffer>;

/** Whether another may have put there in the meantime what was to be put. */
function isConflict(error: unknown): error is RemoteError {
  return error instanceof RemoteError &&
    (error.status === 409 || error.status === 412);
}
