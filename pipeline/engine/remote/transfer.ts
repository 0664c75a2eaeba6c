/** Moves outputs and records between a store and a remote. */
import { type Digest, digestOf } from "../files/digest.ts";
import {
  formatRecord,
  type NodeRecord,
  parseRecord,
} from "../store/records.ts";
import type { Store } from "../store/store.ts";
import type { Remote } from "./remote.ts";
import { RemoteError, wrongContent } from "./remote_error.ts";
import { sameOutputs } from "./remote_record.ts";

/** One output as its record has it. */
export type Output = NodeRecord["outputs"][string];

/**
 * Brings a blob from a remote into the store.
 *
 * @returns `false` if the remote does not have it
 * @throws {RemoteError} if it does not come whole; the store is then as before.
 */
export async function download(
  { digest, bytes: limit }: Output,
  { from, to, signal }: { from: Remote; to: Store; signal: AbortSignal },
): Promise<boolean> {
  const content = await from.get(`cas/${digest}`, { limit, signal });
  if (!content) return false;
  const { bytes, isPage } = content;
  if (bytes.length < limit) throw wrongContent("less than it said", isPage);
  if (digestOf(bytes) !== digest) throw wrongContent("wrong bytes", isPage);
  to.blobs.write(digest, bytes);
  return true;
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
  const { key, outputs } = record;
  let theirs: NodeRecord | undefined;
  const readTheirs = async () => {
    const text = await to.read(`ac/${key}`, { signal });
    theirs = text === undefined ? undefined : parseRecord(text);
    if (theirs || text === undefined) return theirs !== undefined;
    throw new RemoteError("has an unreadable record");
  };
  const isDisputed = () => theirs !== undefined && !sameOutputs(record, theirs);
  let end: "sent" | "known" = "known";
  const put = async (
    path: string,
    body: Bytes,
    isThereNow: (conflict: RemoteError) => Promise<boolean>,
  ) => {
    try {
      await to.put(path, { body, signal });
      end = "sent";
    } catch (error) {
      if (!isConflict(error) || !await isThereNow(error)) throw error;
    }
  };
  const putBlob = async (
    digest: Digest,
    read: () => Promise<Bytes> | Bytes,
  ) => {
    const isThere = () => to.has(`cas/${digest}`, signal);
    if (await isThere()) return;
    const content = await read();
    if (digestOf(content) !== digest) {
      throw new RemoteError("was not given what is damaged here");
    }
    await put(`cas/${digest}`, content, isThere);
  };

  const isKnown = await readTheirs();
  if (isDisputed()) return "disputed";
  for (const { digest } of Object.values(outputs)) {
    await putBlob(digest, () => Deno.readFile(from.blobs.path(digest)));
  }
  await putBlob(key, () => new TextEncoder().encode(preimage));
  if (isKnown) return end;
  const text = new TextEncoder().encode(formatRecord(record));
  // another machine may have been first: 412 says so, 409 means other things, too
  await put(
    `ac/${key}`,
    text,
    async ({ status }) => await readTheirs() || status === 412,
  );
  return isDisputed() ? "disputed" : end;
}

type Bytes = Uint8Array<ArrayBuffer>;

/** Whether another may have put there in the meantime what was to be put. */
function isConflict(error: unknown): error is RemoteError {
  return error instanceof RemoteError &&
    (error.status === 409 || error.status === 412);
}
