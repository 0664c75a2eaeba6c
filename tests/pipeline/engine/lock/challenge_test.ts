import { assertEquals } from "@std/assert";
import {
  type Digest,
  digestOf,
} from "../../../../pipeline/engine/files/digest.ts";
import {
  challengeOf,
  describeDifferences,
  describeShared,
  refutation,
} from "../../../../pipeline/engine/lock/challenge.ts";
import type { DigestList } from "../../../../pipeline/engine/lock/digest_list.ts";

const [one, two, three] = ["1", "2", "3"].map(digestOf);

/** A list of nodes, each with its key and the digest of its output. */
function listOf(
  maker: string,
  nodes: Record<string, [key: Digest, out: Digest]>,
): DigestList {
  const ofEach = <T>(of: (pair: [Digest, Digest]) => T) =>
    Object.fromEntries(
      Object.entries(nodes).map(([name, pair]) => [name, of(pair)]),
    );
  return {
    schema: 1,
    keys: ofEach(([key]) => key),
    makers: ofEach(() => maker),
    nodes: ofEach(([, out]) => ({ out })),
  };
}

Deno.test("challengeOf() compares what stands under the same key, whatever its name, and leaves out what does not", () => {
  const a = listOf("A's", { "train/x": [one, one], "report/y": [two, two] });
  const b = listOf("B's", { "train/z": [one, two], "report/y": [three, two] });
  const challenge = challengeOf(a, b);
  assertEquals(challenge, {
    by: "key",
    ...{ shared: 1, only: [1, 1], outputs: 1 },
    differences: [{
      ...{ key: one, output: "out" },
      sides: [
        { node: "train/x", digest: one, maker: "A's" },
        { node: "train/z", digest: two, maker: "B's" },
      ],
    }],
  });
  assertEquals(describeDifferences(challenge, ["A", "there"]), [
    "different   train/x or train/z out",
    `    key    ${one}`,
    `    A      ${one}  A's`,
    `    there  ${two}  B's`,
  ]);
  assertEquals(
    describeShared(challenge, ["in A", "in B"]),
    "1 key is shared, 1 is only in A and 1 is only in B; 0 of 1 output are the same",
  );
  assertEquals(refutation(challenge), "has other bytes in 1 output");
});

Deno.test("challengeOf() finds two nodes of one list that part under one key, and an output that one list lacks", () => {
  const a = listOf("A's", { "train/x": [one, one], "train/y": [one, one] });
  const b = listOf("B's", { "train/x": [one, one], "train/y": [one, two] });
  const { shared, outputs, differences } = challengeOf(a, b);
  assertEquals([shared, outputs, differences.length], [1, 2, 1]);
  const same = challengeOf(a, a);
  assertEquals([same.shared, same.outputs, same.differences], [1, 2, []]);
  // one that lists a key once, as an archive does, says no less
  const once = listOf("C's", { "train/x": [one, one] });
  for (const [lists, count] of [[[a, once], 0], [[b, once], 1]] as const) {
    for (const [left, right] of [lists, lists.toReversed()]) {
      const { outputs, differences } = challengeOf(left, right);
      assertEquals([outputs, differences.length], [2, count]);
    }
  }
  const less = { ...a, nodes: { ...a.nodes, "train/x": {} } };
  const lacking = describeDifferences(challengeOf(a, less), ["A", "B"]);
  assertEquals(lacking.slice(-1), ["    B    nothing  A's"]);
});

Deno.test("challengeOf() takes names where a list says no keys, and says where nothing is shared", () => {
  const a = listOf("A's", { "train/x": [one, one], "report/y": [two, two] });
  const { keys: _, makers: __, ...lock } = a;
  const challenge = challengeOf(a, lock);
  assertEquals([challenge.by, challenge.shared], ["name", 2]);
  assertEquals(refutation(challenge), undefined);
  assertEquals(
    refutation(challengeOf({ ...lock, nodes: { "train/x": {} } }, lock)),
    "has other bytes in 1 output; see that both are of one profile",
  );
  const other = listOf("B's", { "train/x": [three, one] });
  assertEquals(
    refutation(challengeOf(a, other)),
    "has no key of these; take lists of the same commit, profile and seeds",
  );
});

Deno.test("describeDifferences() shows the first twenty of many, and how many more there are", () => {
  const of = (maker: string, out: Digest) =>
    listOf(
      maker,
      Object.fromEntries(
        Array.from(
          { length: 22 },
          (_, i) => [`n/${i}`, [digestOf(`${i}`), out]],
        ),
      ),
    );
  const challenge = challengeOf(of("A's", one), of("B's", two));
  const lines = describeDifferences(challenge, ["A", "B"]);
  assertEquals([lines.length, lines.at(-1)], [81, "different   2 more"]);
});
