/** What is believed of a remote's records: nothing but what can be checked. */
import type { Digest } from "../files/digest.ts";
import type { NodeSpec } from "../graph/node_spec.ts";
import { type NodeRecord, parseRecord } from "../store/records.ts";
import { isShowable } from "../text/words.ts";
import { RemoteError } from "./remote_error.ts";

/** No output has more bytes; what a record says would be read into memory. */
const longestBlob = 2 ** 28;

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
