/**
 * The committed lock of a profile: every node's output digests, as they should
 * come out on any machine; and comparisons with it, in lines.
 */
import * as v from "valibot";
import { canonicalJson } from "../text/canonical_json.ts";
import { type Digest, isDigest, shortDigest } from "../files/digest.ts";
import { columns } from "../text/columns.ts";
import { CliError } from "../text/errors.ts";
import { absent, namesIn } from "../files/folders.ts";
import type { Locked } from "../store/garbage.ts";
import type { NodeRecord } from "../store/records.ts";
import {
  areSeeds,
  areUsual,
  every,
  type Seeds,
  usualSeeds,
} from "../text/seeds.ts";
import { isShowable } from "../text/words.ts";
import { writeWhole } from "../files/whole_files.ts";

/** Of a node or an output: both are printed. */
export const name = v.pipe(v.string(), v.check(isShowable));

const seedsOfSome = v.custom<number[]>(areSeeds);

const seedsByPattern = v.pipe(v.record(name, seedsOfSome), v.minEntries(1));

export const lockSchema = v.object({
  schema: v.literal(1),
  /** the seeds that it is of, or those of each pattern of experiments; 0 alone if it does not say */
  seeds: v.optional(v.union([seedsOfSome, seedsByPattern])),
  nodes: v.record(name, v.record(name, v.custom<Digest>(isDigest))),
});

const lockText = v.pipe(v.string(), v.parseJson(), lockSchema);

/** Node → output → digest, of some seeds under a profile's own settings. */
export type Lock = v.InferOutput<typeof lockSchema>;

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
 * @throws {CliError} if what is there is none.
 */
export async function readLock(
  project: string,
  profile: string,
): Promise<Lock | undefined> {
  const path = lockPath(profile);
  const text = await Deno.readTextFile(`${project}/${path}`).catch(absent);
  if (text === undefined) return undefined;
  const lock = parseLock(text);
  if (lock) return lock;
  throw new CliError(
    `Cannot read ${path}: it is no lock, or a damaged one; restore it, or write it anew with deno task lock --update --profile ${profile}`,
  );
}

/** The lock that a text is; `undefined` if it is none. */
export function parseLock(text: string): Lock | undefined {
  const { success, output } = v.safeParse(lockText, text);
  return success ? output : undefined;
}

/** Every committed lock, of whatever profile. */
export async function readLocks(project: string): Promise<Lock[]> {
  const locks = namesIn(`${project}/outputs`)
    .flatMap((name) => /^(.+)\.lock\.json$/.exec(name)?.[1] ?? [])
    .map((profile) => readLock(project, profile));
  return (await Promise.all(locks)).flatMap((lock) => lock ?? []);
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

/** The seeds that a lock is of. */
export function seedsOf({ seeds }: Lock): Seeds {
  return Array.isArray(seeds) ? { [every]: seeds } : seeds ?? usualSeeds;
}

/** What these records made of some seeds, as a lock. */
export function lockOf(
  records: Map<string, NodeRecord>,
  seeds: Seeds = usualSeeds,
): Lock {
  const nodes = Object.fromEntries(
    [...records.keys()].sort()
      .map((name) => [name, digestsOf(records.get(name)!)]),
  );
  const { [every]: ofAll, ...ofSome } = seeds;
  const said = ofAll && Object.keys(ofSome).length === 0 ? ofAll : seeds;
  return { schema: 1, ...!areUsual(seeds) && { seeds: said }, nodes } as Lock;
}

/** Compares every output that is in either of two locks, the second being of what was made. */
export function compareLocks(one: Lock, other: Lock): LockRow[] {
  const nodes = Object.keys({ ...one.nodes, ...other.nodes }).sort();
  return nodes.flatMap((node) => {
    const [before, after] = [one, other].map(({ nodes }) => nodes[node] ?? {});
    return Object.keys({ ...before, ...after }).map((output): LockRow => {
      const [locked, made] = [before[output], after[output]];
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

/** What to call verdicts. */
type VerdictNames = Partial<Record<LockRow["verdict"], string>>;

/**
 * How many outputs of each node are the same, different, missing and not locked, and of
 * all nodes in the last line; `-` for none.
 *
 * @param shown the verdicts that have a column
 */
export function verdictTable(
  rows: readonly LockRow[],
  shown: readonly LockRow["verdict"][] = verdicts,
  names: VerdictNames = {},
): string[] {
  const nodes = Map.groupBy(rows, ({ node }) => node);
  const head = ["node", ...shown.map((verdict) => names[verdict] ?? verdict)];
  const counts = [...nodes, ["all", rows] as const].map(([name, ofName]) => {
    const found = Map.groupBy(ofName, ({ verdict }) => verdict);
    return [
      name,
      ...shown.map((verdict) => `${found.get(verdict)?.length ?? "-"}`),
    ];
  });
  return columns([head, ...counts], { indent: "", pad: "padStart" });
}

/** Each output that is not as locked: `different   train/x out: locked 1a2b…, made 3c4d…`. */
export function describeDeviations(
  rows: readonly LockRow[],
  names: VerdictNames = {},
): string[] {
  return rows.filter(({ verdict }) => verdict !== "same").map(
    ({ node, output, verdict, ...digests }) => {
      const what = (names[verdict] ?? verdict).padEnd(10);
      const how = (["locked", "made"] as const).flatMap((name) =>
        digests[name] ? [`${name} ${shortDigest(digests[name])}`] : []
      );
      return `${what}  ${node} ${output}: ${how.join(", ")}`;
    },
  );
}
