/**
 * Comparing what two machines made of the same: under one key stand equal bytes, whoever made
 * them. What is made of other bytes has another key, so only where machines part is found, and
 * nothing that follows from it.
 */
import type { Digest } from "../files/digest.ts";
import { canonicalJson } from "../text/canonical_json.ts";
import { columns } from "../text/columns.ts";
import { plural } from "../text/words.ts";
import type { DigestList } from "./digest_list.ts";

/** What one list has of an output. */
interface Side {
  node: string;
  digest?: Digest;
  /** machine and versions, if the list says them */
  maker?: string;
}

/** An output that two lists have otherwise. */
export interface Difference {
  /** of the node that made it; absent where it is found by its node's name */
  key?: Digest;
  output: string;
  sides: readonly [a: Side, b: Side];
}

/** How two lists compare. */
export interface Challenge {
  /** by what their nodes are paired: names, where one of them says no keys */
  by: "key" | "name";
  /** keys, or names, that both have, and that only one of them has */
  shared: number;
  only: readonly [a: number, b: number];
  /** the outputs that were compared */
  outputs: number;
  differences: readonly Difference[];
}

const { entries } = Object;

/** Compares the outputs that two lists have under the same keys. */
export function challengeOf(a: DigestList, b: DigestList): Challenge {
  const by = a.keys && b.keys ? "key" : "name";
  const [ofA, ofB] = [a, b].map((list) => nodesBy(by, list));
  const shared = [...ofA.keys()].filter((mark) => ofB.has(mark));
  const pairs = shared
    .flatMap((mark) => pairsOf(ofA.get(mark)!, ofB.get(mark)!));
  const compared = pairs.flatMap(([one, other]) =>
    [...new Set([...one.outputs.keys(), ...other.outputs.keys()])]
      .map((output): Difference => ({
        ...by === "key" && { key: one.key },
        output,
        sides: [sideOf(one, output), sideOf(other, output)],
      }))
  );
  return {
    by,
    shared: shared.length,
    only: [ofA.size - shared.length, ofB.size - shared.length],
    outputs: compared.length,
    differences: compared.filter(({ sides: [one, other] }) =>
      one.digest !== other.digest
    ),
  };
}

/** What a list says of one node. */
interface Listed {
  node: string;
  key?: Digest;
  maker?: string;
  outputs: Map<string, Digest>;
}

/** What two lists have under one key or name, by node. */
type OfMark = ReadonlyMap<string, Listed>;

/** The nodes of a list under their keys or names. */
function nodesBy(
  by: Challenge["by"],
  { nodes, keys = {}, makers = {} }: DigestList,
): Map<string, OfMark> {
  const keyOf = new Map(entries(keys));
  const makerOf = new Map(entries(makers));
  const found = new Map<string, Map<string, Listed>>();
  for (const [node, outputs] of entries(nodes)) {
    const [key, maker] = [keyOf.get(node), makerOf.get(node)];
    const mark = by === "key" ? key : node;
    if (mark === undefined) continue;
    const listed = { node, key, maker, outputs: new Map(entries(outputs)) };
    found.getOrInsertComputed(mark, () => new Map()).set(node, listed);
  }
  return found;
}

/** Each node beside that of its name, so that outputs are counted as elsewhere; where the other list has none, beside all that part under the key. */
function pairsOf(a: OfMark, b: OfMark): (readonly [Listed, Listed])[] {
  const pairs = new Map<string, readonly [Listed, Listed]>();
  const named = (of: OfMark, name: string) => {
    const own = of.get(name);
    return own ? [own] : distinct([...of.values()]);
  };
  for (const name of new Set([...a.keys(), ...b.keys()])) {
    for (const one of named(a, name)) {
      for (const other of named(b, name)) {
        pairs.set(`${one.node}\n${other.node}`, [one, other]);
      }
    }
  }
  return [...pairs.values()];
}

/** Of nodes with the same digests, the first. */
function distinct(nodes: readonly Listed[]): Listed[] {
  const byDigests = Map.groupBy(
    nodes,
    ({ outputs }) => canonicalJson(Object.fromEntries(outputs)),
  );
  return [...byDigests.values()].map(([first]) => first);
}

function sideOf({ node, maker, outputs }: Listed, output: string): Side {
  return { node, digest: outputs.get(output), maker };
}

/** So many differences are shown. */
const mostShown = 20;

/** Some lines for each difference, or each of the first, with all that tells what was made of what, and where. */
export function describeDifferences(
  { differences }: Challenge,
  names: readonly [a: string, b: string],
): string[] {
  const shown = differences.slice(0, mostShown);
  const more = differences.length - shown.length;
  const lines = shown.flatMap(({ key, output, sides }) => {
    const nodes = [...new Set(sides.map(({ node }) => node))].join(" or ");
    const rows = sides.map(({ digest = "nothing", maker }, i) => [
      names[i],
      maker ? `${digest}  ${maker}` : digest,
    ]);
    const facts = [...key ? [["key", key]] : [], ...rows];
    const lines = columns(facts, { indent: "    " });
    return [`different   ${nodes} ${output}`, ...lines];
  });
  return more > 0 ? [...lines, `different   ${more} more`] : lines;
}

/** `3 keys are shared, 1 is only in A and 2 are only in B; 6 of 7 outputs are the same` */
export function describeShared(
  { by, shared, only, outputs, differences }: Challenge,
  places: readonly [a: string, b: string],
): string {
  const is = (count: number) => count === 1 ? "is" : "are";
  const alone = places
    .map((place, i) => `${only[i]} ${is(only[i])} only ${place}`);
  const same = outputs - differences.length;
  return `${plural(shared, by)} ${is(shared)} shared, ${
    alone.join(" and ")
  }; ${same} of ${plural(outputs, "output")} ${is(same)} the same`;
}

/** Why one list does not confirm the other, to follow its name; `undefined` if it does. */
export function refutation(
  { by, shared, differences }: Challenge,
): string | undefined {
  if (shared === 0) {
    return `has no ${by} of these; take lists of the same commit, profile and seeds`;
  }
  if (differences.length === 0) return undefined;
  const outputs = plural(differences.length, "output");
  // who compares locks does not see what they are of
  const remedy = by === "name" ? "; see that both are of one profile" : "";
  return `has other bytes in ${outputs}${remedy}`;
}
