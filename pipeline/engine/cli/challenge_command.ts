/** The command `challenge`: whether two machines have made the same. */
import { fromShell } from "../files/shell_paths.ts";
import {
  challengeOf,
  describeDifferences,
  describeShared,
  refutation,
} from "../lock/challenge.ts";
import { type DigestList, parseList } from "../lock/digest_list.ts";
import { seedsOf } from "../lock/lock.ts";
import { print } from "../terminal/stream.ts";
import { CliError, refusal, unreadable } from "../text/errors.ts";
import { seedsText } from "../text/seeds.ts";
import { plural, quoted } from "../text/words.ts";
import type { Command } from "./options.ts";

const remedy = "deno task verify -o FILE writes one";

export const challenge = (): Command => ({
  name: "challenge",
  operands: "A B",
  summary: "say where two machines have made something else of the same",
  details:
    "A and B are lists of digests that deno task verify -o FILE has written, or locks.\n" +
    "Prints each output that the two have otherwise under the same key: key, node, both\n" +
    "digests, and the machines that made them. What was made of other bytes has another\n" +
    "key, so only where the two part is printed, and nothing that follows from it. A lock\n" +
    "says no keys: what has the same name is compared. Exit code 0 if all that both have\n" +
    "is the same, else 1.",
  options: [],
  // deno-lint-ignore require-await -- what it throws is reported as any command's
  async run({ operands: [a, b] }) {
    const lists = [readList(a), readList(b)] as const;
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

/** `A: a.json, seed 0, 98 nodes of linux x86_64, 2 cores; deno 2.9.6` */
function titleOf(name: string, file: string, list: DigestList): string {
  const makers = [...new Set(Object.values(list.makers ?? {}))].sort();
  const count = plural(Object.keys(list.nodes).length, "node");
  const by = makers.length > 0 ? ` of ${makers.join("; and ")}` : "";
  return `${name}: ${quoted(file)}, ${seedsText(seedsOf(list))}, ${count}${by}`;
}

/**
 * Reads a list of digests, by its path on the command line.
 *
 * @throws {CliError} with exit code 2, if there is none.
 */
export function readList(path: string): DigestList {
  let text: string;
  try {
    text = Deno.readTextFileSync(fromShell(path));
  } catch (error) {
    throw refusal(`read ${quoted(path)}`, error, { remedy, exitCode: 2 });
  }
  const list = parseList(text);
  if (list) return list;
  const state = "it is no list of digests, or a damaged one";
  throw unreadable(quoted(path), `${state}; ${remedy}`);
}
