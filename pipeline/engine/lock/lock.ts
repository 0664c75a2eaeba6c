/**
 * The committed lock of a profile: every node's output digests, as they should
 * come out on any machine.
 */
import * as v from "valibot";
import { canonicalJson } from "../text/canonical_json.ts";
import { type Digest, isDigest } from "../files/digest.ts";
import { CliError, refusal } from "../text/errors.ts";
import { entriesOf } from "../files/folders.ts";
import type { Locked } from "../store/garbage.ts";
import type { NodeRecord } from "../store/records.ts";
import { isShowable } from "../text/words.ts";
import { tryPlace, writeWhole } from "../files/whole_files.ts";

const seedSchema = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(0),
  v.maxValue(2 ** 32 - 1),
);

/** Of a node or an output: both are printed. */
const nameSchema = v.pipe(v.string(), v.check(isShowable));

const rise = (seeds: number[]) =>
  seeds.every((seed, i) => i === 0 || seed > seeds[i - 1]);

const lockSchema = v.object({
  schema: v.literal(1),
  /** the seeds that it is of; 0 alone if it does not say */
  seeds: v.optional(v.pipe(v.array(seedSchema), v.minLength(1), v.check(rise))),
  nodes: v.record(nameSchema, v.record(nameSchema, v.custom<Digest>(isDigest))),
});

/** What is wrong with a lock, by the part of it that is; not in its own words, which may hold anything. */
const faults: Record<string, string> = {
  schema: "its schema is not 1",
  seeds: "its seeds are not whole numbers below 2^32 that rise",
  nodes: "its nodes are not readable names with digests",
};

/** Node → output → digest, of some seeds under a profile's own settings. */
export type Lock = v.InferOutput<typeof lockSchema>;

/** A lock is there, and is not readable as one. */
export class LockError extends CliError {}

/** How one output compares with the lock. */
export interface LockRow {
  node: string;
  output: string;
  verdict: Verdict;
  /** the digest that is locked, where one is */
  locked?: Digest;
  /** the digest that was made, where one was */
  made?: Digest;
}

/** What a comparison with the lock can find of an output. */
export const verdicts = ["same", "different", "missing", "not locked"] as const;

export type Verdict = typeof verdicts[number];

/** The lock of a profile, as a path from the folder of the project. */
export function lockPath(profile: string): string {
  return `outputs/${profile}.lock.json`;
}

/**
 * Reads a profile's lock; `undefined` if there is none.
 *
 * @throws {LockError} if what is there is none.
 */
export async function readLock(
  project: string,
  profile: string,
): Promise<Lock | undefined> {
  const path = lockPath(profile);
  try {
    const text = await Deno.readTextFile(`${project}/${path}`);
    return v.parse(lockSchema, JSON.parse(text));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    const fault = faultIn(error);
    if (fault === undefined) throw error;
    throw new LockError(
      `Cannot read ${path}: ${fault}; restore it, or write it anew with deno task lock --update --profile ${profile}`,
    );
  }
}

/** What an error says of the text of a lock; `undefined` if it is another one. */
function faultIn(error: unknown): string | undefined {
  if (error instanceof SyntaxError) return "it is not JSON";
  if (!(error instanceof v.ValiError)) return undefined;
  return faults[error.issues[0].path?.[0].key] ?? "it is not a lock";
}

/** Every committed lock, of whatever profile. */
export async function readLocks(project: string): Promise<Lock[]> {
  const locks: Lock[] = [];
  for (const { name } of entriesOf(`${project}/outputs`)) {
    const [, profile] = /^(.+)\.lock\.json$/.exec(name) ?? [];
    const lock = profile && await readLock(project, profile);
    if (lock) locks.push(lock);
  }
  return locks;
}

/** What locks need of a store; nodes that do the same work share a record, so its node's name says nothing. */
export function lockedBy(locks: readonly Lock[]): Locked {
  const nodes = locks.flatMap((lock) => Object.values(lock.nodes));
  const made = new Set(nodes.map(canonicalJson));
  return {
    digests: new Set(nodes.flatMap((outputs) => Object.values(outputs))),
    has: (record) => made.has(canonicalJson(digestsOf(record))),
  };
}

/** Writes a profile's lock. */
export function writeLock(
  project: string,
  profile: string,
  lock: Lock,
): void {
  const text = JSON.stringify(lock, null, 2) + "\n";
  writeWhole(`${project}/${lockPath(profile)}`, text);
}

/** Sees that a profile's lock can be written, before anything is done for it. */
export function requireLock(project: string, profile: string): void {
  try {
    tryPlace(`${project}/${lockPath(profile)}`);
  } catch (error) {
    throw refusal(`write ${lockPath(profile)}`, error);
  }
}

/** The seeds that a lock is of. */
export function seedsOf({ seeds = [0] }: Lock): number[] {
  return seeds;
}

/** What these records made of some seeds, as a lock. */
export function lockOf(
  records: Map<string, NodeRecord>,
  seeds: number[] = [0],
): Lock {
  const nodes: Lock["nodes"] = {};
  for (const name of [...records.keys()].sort()) {
    nodes[name] = digestsOf(records.get(name)!);
  }
  const saysSeeds = seeds.length !== 1 || seeds[0] !== 0;
  return { schema: 1, ...saysSeeds && { seeds }, nodes };
}

/** Compares every output that is locked, or made, or both. */
export function compareWithLock(
  lock: Lock,
  records: Map<string, NodeRecord>,
): LockRow[] {
  const { nodes: made } = lockOf(records);
  const nodes = new Set([...Object.keys(lock.nodes), ...records.keys()]);
  return [...nodes].sort().flatMap((node) => {
    const [ofLock, ofRecord] = [lock.nodes[node] ?? {}, made[node] ?? {}];
    return Object.keys({ ...ofLock, ...ofRecord }).map((output): LockRow => {
      const [locked, made] = [ofLock[output], ofRecord[output]];
      const digests = { ...locked && { locked }, ...made && { made } };
      return { node, output, verdict: verdictOf(locked, made), ...digests };
    });
  });
}

/** Whether a record's outputs are those that the lock has for its node, each of them. */
export function isLocked(lock: Lock, record: NodeRecord): boolean {
  const locked = lock.nodes[record.node];
  return locked !== undefined &&
    canonicalJson(locked) === canonicalJson(digestsOf(record));
}

function verdictOf(
  locked: Digest | undefined,
  made: Digest | undefined,
): Verdict {
  if (!locked) return "not locked";
  if (!made) return "missing";
  return locked === made ? "same" : "different";
}

function digestsOf({ outputs }: NodeRecord): Record<string, Digest> {
  return Object.fromEntries(
    Object.entries(outputs).map(([name, { digest }]) => [name, digest]),
  );
}
