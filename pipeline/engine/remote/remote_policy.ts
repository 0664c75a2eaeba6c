/** What is believed of a remote: nothing but what can be checked. */
import type { NodeSpec } from "../graph/node_spec.ts";
import type { Key } from "../graph/preimage.ts";
import { isShowable } from "../text/showable.ts";
import { type NodeRecord, parseRecord } from "../store/records.ts";
import { RemoteError } from "./refusal.ts";

/** Records are this long at most; those of this pipeline have about a thousand bytes. */
export const longestRecord = 100_000;

/** No output is longer; whoever says so would fill the disk. */
const longestBlob = 2 ** 30;

/**
 * Reads a record that a remote sent for a node. Nodes that do the same work share
 * a key, so it may have been made under another name: it gets the one asked for.
 *
 * @throws {RemoteError} if it is none, of another key, or of other outputs.
 */
export function recordFrom(
  text: string,
  { node, key }: { node: NodeSpec; key: Key["key"] },
): NodeRecord {
  const record = parseRecord(text);
  if (!record) throw new RemoteError("sent an unreadable record");
  if (record.key !== key) throw new RemoteError("sent another key's record");
  const names = Object.keys(record.outputs).sort();
  if (names.join("/") !== [...node.outputs].sort().join("/")) {
    throw new RemoteError("sent a record of other outputs");
  }
  const lengths = Object.values(record.outputs).map(({ bytes }) => bytes);
  const possible = (bytes: number) =>
    Number.isInteger(bytes) && bytes >= 0 && bytes <= longestBlob;
  if (!lengths.every(possible) || !isReadable(record)) {
    throw new RemoteError("sent an impossible record");
  }
  return { ...record, node: node.name };
}

/** Whether its texts are fit to be shown, and its numbers to be added. */
function isReadable(value: unknown): boolean {
  if (typeof value === "string") return isShowable(value);
  if (typeof value === "number") return Number.isFinite(value) && value >= 0;
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).flat().every(isReadable);
}

/** Whether two records of one key say that the same came out. */
export function sameOutputs(a: NodeRecord, b: NodeRecord): boolean {
  const names = Object.keys(a.outputs);
  return names.length === Object.keys(b.outputs).length &&
    names.every((name) => a.outputs[name].digest === b.outputs[name]?.digest);
}
