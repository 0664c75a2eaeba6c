/**
 * Moves outputs and records between a store and a remote, of which nothing is believed
 * but what can be checked.
 */
import { type Digest, digestOf, digestOfFile } from "../files/digest.ts";
import { removeIfThere } from "../files/folders.ts";
import { asideOf } from "../files/whole_files.ts";
import type { NodeSpec } from "../graph/node_spec.ts";
import {
  formatRecord,
  type NodeRecord,
  parseRecord,
} from "../store/records.ts";
import type { Store } from "../store/store.ts";
import { isShowable } from "../text/words.ts";
import type { Remote } from "./remote.ts";
import { RemoteError, wrongContent } from "./remote_error.ts";

/** One output as its record has it. */
export type Output = NodeRecord["outputs"][string];

/** No output has more bytes: a record could have any amount be read and written. */
const longestBlob = 2 ** 30;

/**
 * Reads a record that a remote sent for a node. Nodes that do the same work share
 * a key, so it may have been made under another name: it gets the one asked for.
 *
 * @throws {RemoteError} if it is none, of another key, or of other outputs.
 */
export function recordFrom(
  text: string,
  { node, key }: { node: NodeSpec; key: Digest },
): NodeRecord {
  const record = parseRecord(text);
  if (!record) throw new RemoteError("sent an unreadable record");
  if (record.key !== key) throw new RemoteError("sent another key's record");
  const names = Object.keys(record.outputs).sort();
  if (names.join("/") !== [...node.outputs].sort().join("/")) {
    throw new RemoteError("sent a record of other outputs");
  }
  const arePossible = Object.values(record.outputs)
    .every(({ bytes }) => Number.isInteger(bytes) && bytes <= longestBlob);
  if (!arePossible || !isReadable(record)) {
    throw new RemoteError("sent an impossible record");
  }
  return { ...record, node: node.name };
}

/** Whether texts are fit to be shown, and numbers to be added. */
function isReadable(value: unknown): boolean {
  if (typeof value === "string") return isShowable(value);
  if (typeof value === "number") return Number.isFinite(value) && value >= 0;
  return Object.entries(value ?? {}).flat().every(isReadable);
}

/** Whether two records of one key have the same outputs. */
export function sameOutputs(a: NodeRecord, b: NodeRecord): boolean {
  const names = Object.keys(a.outputs);
  return names.length === Object.keys(b.outputs).length &&
    names.every((name) => a.outputs[name].digest === b.outputs[name]?.digest);
}

/**
 * Brings a blob from a remote into the store, by way of a file, since it may be long.
 *
 * @returns `false` if the remote does not have it
 * @throws {RemoteError} if it does not come whole; the store is then as before.
 */
export async function download(
  { digest, bytes: limit }: Output,
  { from, to, signal }: { from: Remote; to: Store; signal: AbortSignal },
): Promise<boolean> {
  const path = asideOf(`${to.root}/tmp/blob`);
  const take = (piece: Uint8Array) =>
    Deno.writeFileSync(path, piece, { append: true });
  try {
    take(new Uint8Array()); // a blob of no bytes comes in no pieces
    const content = await from.get(`cas/${digest}`, { limit, take, signal });
    if (!content) return false;
    const { size } = await Deno.stat(path);
    if (size < limit) throw wrongContent("less than it said", content.isPage);
    if (await digestOfFile(path) !== digest) {
      throw wrongContent("wrong bytes", content.isPage);
    }
    await to.blobs.adopt(path, digest);
    return true;
  } finally {
    await removeIfThere(path);
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
