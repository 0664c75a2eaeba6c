/**
 * The committed lock of a profile: every node's output digests, as they should
 * come out on any machine.
 */
import * as v from "valibot";
import { type Digest, isDigest } from "./engine/digest.ts";
import { CliError } from "./errors.ts";
import { projectFolder } from "./project.ts";
import type { NodeRecord } from "./store/records.ts";

const lockSchema = v.object({
  schema: v.literal(1),
  nodes: v.record(
    v.string(),
    v.record(v.string(), v.custom<Digest>(isDigest)),
  ),
});

/** Node → output → digest. */
export type Lock = v.InferOutput<typeof lockSchema>;

/** How one output compares with the lock. */
export interface LockRow {
  node: string;
  output: string;
  verdict: "same" | "different" | "missing" | "not locked";
}

/** The lock of a profile, as a path from the project's folder. */
export function lockPath(profile: string): string {
  return `outputs/${profile}.lock.json`;
}

/** Reads a profile's lock; `undefined` if there is none. */
export async function readLock(profile: string): Promise<Lock | undefined> {
  const path = lockPath(profile);
  try {
    const text = await Deno.readTextFile(`${projectFolder}/${path}`);
    return v.parse(lockSchema, JSON.parse(text));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    if (error instanceof SyntaxError || error instanceof v.ValiError) {
      throw new CliError(`Cannot read ${path}: ${error.message}`);
    }
    throw error;
  }
}

/** Writes what these records made as the lock of a profile. */
export async function writeLock(
  profile: string,
  records: Map<string, NodeRecord>,
): Promise<void> {
  const text = JSON.stringify(lockOf(records), null, 2) + "\n";
  await Deno.writeTextFile(`${projectFolder}/${lockPath(profile)}`, text);
}

/** What these records made, as a lock. */
export function lockOf(records: Map<string, NodeRecord>): Lock {
  const nodes: Lock["nodes"] = {};
  for (const name of [...records.keys()].sort()) {
    nodes[name] = digestsOf(records.get(name)!);
  }
  return { schema: 1, nodes };
}

/** Compares every output that is locked, or made, or both. */
export function compareWithLock(
  lock: Lock,
  records: Map<string, NodeRecord>,
): LockRow[] {
  const rows: LockRow[] = [];
  const nodes = new Set([...Object.keys(lock.nodes), ...records.keys()]);
  for (const node of [...nodes].sort()) {
    const locked = lock.nodes[node] ?? {};
    const record = records.get(node);
    const made = record ? digestsOf(record) : {};
    for (
      const output of new Set([...Object.keys(locked), ...Object.keys(made)])
    ) {
      rows.push({
        node,
        output,
        verdict: verdictOf(locked[output], made[output]),
      });
    }
  }
  return rows;
}

/** Whether a record's outputs are those that the lock has for its node, each of them. */
export function isLocked(lock: Lock, record: NodeRecord): boolean {
  const { [record.node]: locked } = lock.nodes;
  if (!locked) return false;
  const ofNode: Lock = { ...lock, nodes: { [record.node]: locked } };
  return compareWithLock(ofNode, new Map([[record.node, record]]))
    .every(({ verdict }) => verdict === "same");
}

function verdictOf(
  locked: Digest | undefined,
  made: Digest | undefined,
): LockRow["verdict"] {
  if (locked === undefined) return "not locked";
  if (made === undefined) return "missing";
  return locked === made ? "same" : "different";
}

function digestsOf({ outputs }: NodeRecord): Record<string, Digest> {
  return Object.fromEntries(
    Object.entries(outputs).map(([name, { digest }]) => [name, digest]),
  );
}
