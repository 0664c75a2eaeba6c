/** The command `challenge`: whether two machines have made the same. */
import { isOneFile } from "../archive/archive.ts";
import { shortDigest } from "../files/digest.ts";
import { namesIn } from "../files/folders.ts";
import { fromShell } from "../files/shell_paths.ts";
import {
  challengeOf,
  describeDifferences,
  describeShared,
  refutation,
} from "../lock/challenge.ts";
import { type DigestList, listOf, parseList } from "../lock/digest_list.ts";
import { seedsOf } from "../lock/lock.ts";
import { type NodeRecord, parseRecord } from "../store/records.ts";
import { print } from "../terminal/stream.ts";
import { CliError, refusal, unreadable, usageError } from "../text/errors.ts";
import { seedsText } from "../text/seeds.ts";
import { plural, quoted } from "../text/words.ts";
import type { Command } from "./options.ts";

const remedy = "deno task verify -o FILE writes one";

export const challenge = (): Command => ({
  name: "challenge",
  operands: "A B",
  summary: "say where two machines have made something else of the same",
  details:
    "A and B are lists of digests that deno task verify -o FILE has written, locks, or\n" +
    "folders of archives. Prints each output that the two have otherwise under the same\n" +
    "key: key, node, both digests, and the machines that made them. What was made of other\n" +
    "bytes has another key, so only where the two part is printed, and nothing that follows\n" +
    "from it. A lock says no keys: what has the same name is compared. Exit code 0 if all\n" +
    "that both have is the same, else 1.",
  options: [],
  // deno-lint-ignore require-await -- what it throws is reported as any command's
  async run({ operands: [a, b] }) {
    const lists = [readList(a), readList(b)] as const;
    const { profile } = lists[0];
    requireProfile(b, lists[1], { profile, whose: quoted(a) });
    const names = ["A", "B"] as const;
    const challenge = challengeOf(...lists);
    [
      ...[a, b].map((file, i) => titleOf(names[i], file, lists[i])),
      ...describeDifferences(challenge, names),
      describeShared(challenge, ["in A", "in B"]),
    ].forEach(print);
    const why = refutation(challenge);
    if (!why) return;
    throw new CliError(`Cannot confirm ${quoted(a)}: ${quoted(b)} ${why}`);
  },
});

/** `A: a.json, smoke profile at 1a2b3c, seed 0, 122 nodes of 121 keys by linux x86_64, 2 cores; deno 2.9.6` */
function titleOf(name: string, file: string, list: DigestList): string {
  const { profile, commit, keys, makers = {}, nodes } = list;
  const distinct = (of: object) => [...new Set(Object.values(of))].sort();
  const [machines, works] = [distinct(makers), distinct(keys ?? {})];
  return [
    `${name}: ${quoted(file)}`,
    ...profile ? [`${profile} profile`] : [],
    ...commit ? [`commit ${commit}`] : [],
    seedsText(seedsOf(list)),
    plural(Object.keys(nodes).length, "node") +
    (keys ? ` of ${plural(works.length, "key")}` : "") +
    (machines.length > 0 ? ` by ${machines.join("; and ")}` : ""),
  ].join(", ");
}

/** @throws {CliError} if a list says that it is of another profile than it is to be compared with. */
export function requireProfile(
  file: string,
  list: DigestList,
  { profile, whose }: { profile: string | undefined; whose: string },
): void {
  if (!profile || !list.profile || list.profile === profile) return;
  throw usageError(
    `Cannot compare ${
      quoted(file)
    }: it is of the ${list.profile} profile, and ${whose} of the ${profile} profile; take lists of one profile`,
  );
}

/**
 * Reads a list of digests, by its path on the command line: that of a file, or of a folder
 * that is laid out as a remote, whose records say the same.
 *
 * @throws {CliError} with exit code 2, if there is none.
 */
export function readList(path: string): DigestList {
  const place = fromShell(path);
  if (isOneFile(place)) {
    throw unreadable(
      quoted(path),
      "it is an archive in one file; tar --zstd -xf makes a folder of it, which can be given",
    );
  }
  let list: DigestList | undefined;
  try {
    list = Deno.statSync(place).isDirectory
      ? listOf(recordsIn(place))
      : parseList(Deno.readTextFileSync(place));
  } catch (error) {
    throw refusal(`read ${quoted(path)}`, error, { remedy, exitCode: 2 });
  }
  if (list && Object.keys(list.nodes).length > 0) return list;
  const state = "it is no list of digests, or a damaged one";
  throw unreadable(quoted(path), `${state}; ${remedy}`);
}

/** Node → record, of the whole records in a folder; a node that has several is told apart by their keys. */
function recordsIn(folder: string): Map<string, NodeRecord> {
  const records = new Map<string, NodeRecord>();
  for (const key of namesIn(`${folder}/ac`).sort()) {
    const record = parseRecord(Deno.readTextFileSync(`${folder}/ac/${key}`));
    if (record?.key !== key) continue;
    const { node } = record;
    const isTaken = records.has(node);
    records.set(
      isTaken ? `${node} of ${shortDigest(record.key)}` : node,
      record,
    );
  }
  return records;
}
