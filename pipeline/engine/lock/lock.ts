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

/** Of a node or an output: both are printed. */
const nameSchema = v.pipe(v.string(), v.check(isShowable));

const areSeeds = (seeds: number[]) =>
  seeds.length > 0 &&
  seeds.every((seed, i) =>
    Number.isInteger(seed) && seed > (seeds[i - 1] ?? -1) && seed < 2 ** 32
  );

const lockSchema = v.object({
  schema: v.literal(1),
  /** the seeds that it is of; 0 alone if it does not say */
  seeds: v.optional(v.pipe(v.array(v.number()), v.check(areSeeds))),
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
  verdict: typeof verdicts[number];
  /** the digest that is locked, where one is */
  locked?: Digest;
  /** the digest that was made, where one was */
  made?: Digest;
}

/** What a comparison with the lock can find of an output. */
export const verdicts = ["same", "different", "missing", "not locked"] as const;

/** The lock of a profile, as a path from the folder of the project. */
export const lockPath = (profile: string) => `outputs/${profile}.lock.json`;

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
    const fault = error instanceof SyntaxError
      ? "it is not JSON"
      : error instanceof v.ValiError
      ? faults[error.issues[0].path?.[0].key] ?? "it is not a lock"
      : undefined;
    if (fault === undefined) throw error;
    throw new LockError(
      `Cannot read ${path}: ${fault}; restore it, or write it anew with deno task lock --update --profile ${profile}`,
    );
  }
}

/** Every committed lock, of whatever profile. */
export async function readLocks(project: string): Promise<Lock[]> {
  const profiles = entriesOf(`${project}/outputs`)
    .flatMap(({ name }) => /^(.+)\.lock\.json$/.exec(name)?.[1] ?? []);
  const read = (profile: string) => readLock(project, profile);
  return (await Promise.all(profiles.map(read))).flatMap((lock) => lock ?? []);
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
export function writeLock(project: string, profile: string, lock: Lock): void {
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
export const seedsOf = ({ seeds = [0] }: Lock): number[] => seeds;

/** What these records made of some seeds, as a lock. */
export function lockOf(
  records: Map<string, NodeRecord>,
  seeds: number[] = [0],
): Lock {
  const nodes = Object.fromEntries(
    [...records.keys()].sort()
      .map((name) => [name, digestsOf(records.get(name)!)]),
  );
  const saysSeeds = seeds.length !== 1 || seeds[0] !== 0;
  return { schema: 1, ...saysSeeds && { seeds }, nodes };
}

/** Compares every output that is locked, or made, or both. */
export function compareWithLock(
  lock: Lock,
  records: Map<string, NodeRecord>,
): LockRow[] {
  const { nodes } = lockOf(records);
  return Object.keys({ ...lock.nodes, ...nodes }).sort().flatMap((node) => {
    const [ofLock, ofRecord] = [lock.nodes[node] ?? {}, nodes[node] ?? {}];
    return Object.keys({ ...ofLock, ...ofRecord }).map((output): LockRow => {
      const [locked, made] = [ofLock[output], ofRecord[output]];
      const verdict = !locked
        ? "not locked"
        : !made
        ? "missing"
        : locked === made
        ? "same"
        : "different";
      const digests = { ...locked && { locked }, ...made && { made } };
      return { node, output, verdict, ...digests };
    });
  });
}

/** Whether a record's outputs are those that the lock has for its node, each of them. */
export function isLocked(lock: Lock, record: NodeRecord): boolean {
  const locked = lock.nodes[record.node];
  return locked !== undefined &&
    canonicalJson(locked) === canonicalJson(digestsOf(record));
}

function digestsOf({ outputs }: NodeRecord): Record<string, Digest> {
  return Object.fromEntries(
    Object.entries(outputs).map(([name, { digest }]) => [name, digest]),
  );
}
