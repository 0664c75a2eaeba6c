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
import { type Remote, RemoteError, wrongContent } from "./remote.ts";

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
  const isPossible = record && isReadable(record) &&
    Object.values(record.outputs)
      .every(({ bytes }) => Number.isInteger(bytes) && bytes <= longestBlob);
  if (!isPossible) throw new RemoteError("sent an unreadable record");
  if (record.key !== key) throw new RemoteError("sent another key's record");
  const names = new Set(Object.keys(record.outputs));
  if (names.symmetricDifference(new Set(node.outputs)).size > 0) {
    throw new RemoteError("sent a record of other outputs");
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
  return Object.keys({ ...a.outputs, ...b.outputs }).every((name) =>
    a.outputs[name]?.digest === b.outputs[name]?.digest
  );
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
    const answer = await from.get(`cas/${digest}`, { limit, take, signal });
    if (!answer) return false;
    if (await digestOfFile(path) !== digest) {
      const { size } = await Deno.stat(path);
      const what = size < limit ? "less than it said" : "wrong bytes";
      throw wrongContent(what, answer);
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
  const encoder = new TextEncoder();
  const readTheirs = async () => {
    const text = await to.read(`ac/${key}`, { signal });
    if (text === undefined) return undefined;
    const theirs = parseRecord(text);
    if (theirs) return theirs;
    throw new RemoteError("has an unreadable record");
  };
  let end: "sent" | "known" = "known";
  const put = async (path: string, body: Uint8Array<ArrayBuffer>) => {
    try {
      await to.put(path, { body, signal });
      end = "sent";
    } catch (error) {
      // another machine may have been first: 412 says so, 409 means other things, too
      const { status } = error as RemoteError;
      const isThere = status === 412 ||
        status === 409 && await to.has(path, signal);
      if (!isThere) throw error;
      end = "known";
    }
  };

  const before = await readTheirs();
  if (before && !sameOutputs(record, before)) return "disputed";
  const digests = Object.values(outputs).map(({ digest }) => digest);
  for (const digest of [...digests, key]) {
    if (await to.has(`cas/${digest}`, signal)) continue;
    const content = digest === key
      ? encoder.encode(preimage)
      : await Deno.readFile(from.blobs.path(digest));
    if (digestOf(content) !== digest) {
      throw new RemoteError("was not given what is damaged here");
    }
    await put(`cas/${digest}`, content);
  }
  if (before) return end;
  await put(`ac/${key}`, encoder.encode(formatRecord(record)));
  const after = end === "known" ? await readTheirs() : undefined;
  return after && !sameOutputs(record, after) ? "disputed" : end;
}
