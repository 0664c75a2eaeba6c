/** What `compare` found, as lines for people and as CSV. */
import { stringify } from "@std/csv";
import { type LockRow, verdicts, verdictTable } from "../lock/lock.ts";
import { columns } from "../text/columns.ts";
import { every, seedsText } from "../text/seeds.ts";
import { listed } from "../text/suggest.ts";
import { plural, seedList } from "../text/words.ts";
import type { Compared, Interval, Reached } from "./pipeline.ts";

/** What was found of A and B. */
export interface Found {
  /** by the node whose results they are, without its stage */
  results: { name: string; compared: readonly Compared[] }[];
  /** the names of those whose results are listed, and not in the store */
  unknown: readonly string[];
  /** every output of either */
  outputs: readonly LockRow[];
}

/** What to call how an output compares with a lock, A, where B was made. */
const relations: Record<LockRow["verdict"], string> = {
  same: "same",
  different: "different",
  missing: "only in A",
  "not locked": "only in B",
};

/**
 * A table for each node whose results are compared, then which outputs differ, by node.
 *
 * @param item what results are of: `model`
 * @param most nodes whose outputs differ that are named
 */
export function describeFound(
  found: Found,
  item: string,
  most: number,
): string[] {
  const { results, outputs } = found;
  const tables = results.flatMap(({ name, compared }) => [
    "",
    ...tableOf(compared, { name, item }),
  ]);
  const without = cautions(found).flatMap((line) => ["", line]);
  return [...tables, ...without, "", ...outputLines(outputs, most)];
}

/** A line that names those whose results the store does not have, and one of runs of other lengths, if there are any. */
export function cautions(
  { unknown, results }: Pick<Found, "unknown" | "results">,
): string[] {
  const uneven = results.flatMap(({ name, compared }) => {
    const ends = compared.map(({ ends }) => ends)
      .find(([a, b]) => a > 0 && b > 0 && a !== b);
    return ends ? [`${name} (A at ${ends[0]}, B at ${ends[1]})`] : [];
  });
  return [
    ...unknown.length > 0
      ? [`results of ${listed(unknown)}: not in the store`]
      : [],
    ...uneven.length > 0
      ? [`A and B end at different iterations: ${uneven.join(", ")}`]
      : [],
  ];
}

/** One experiment's table; what only one of the two has is named below it. */
function tableOf(
  compared: readonly Compared[],
  { name, item }: { name: string; item: string },
): string[] {
  const apart = ([["A", "b"], ["B", "a"]] as const).flatMap(([side, other]) => {
    const names = compared.filter(({ [other]: { seeds } }) => seeds === 0)
      .map(({ item }) => item);
    return names.length > 0 ? [`  only in ${side}: ${names.join(", ")}`] : [];
  });
  const both = compared.filter(({ a, b }) => a.seeds > 0 && b.seeds > 0);
  if (both.length === 0) return [name, ...apart];
  const [{ relation, shared, metric }] = both;
  const [mean, change] = relation === "ratio"
    ? ["geometric mean", "B/A"]
    : ["mean", "B − A"];
  const by = shared.length > 0
    ? `by seed, of ${seedsText({ [every]: shared })}`
    : "unpaired: no seed is shared";
  const isOfMore = shared.length > 0 &&
    both.some(({ a, b, shared: { length } }) =>
      a.seeds > length || b.seeds > length
    );
  const rows = both.flatMap(({ item, a, b, change }) => {
    const means = [a, b].map(({ mean }) => numberText(mean));
    const lost = [...lostText("A", a), ...lostText("B", b)];
    return [
      [item, ...means, changeText(change, relation)],
      ...lost.length > 0 ? [["", "", "", lost.join("; ")]] : [],
    ];
  });
  const head = [item, "A", "B", `${change} and 95 % interval, ${by}`];
  return [
    `${name}, ${metric.replaceAll("_", " ")} at the end, ${mean}${
      isOfMore ? " over all seeds of each" : ""
    }`,
    ...columns([head, ...rows]),
    ...apart,
  ];
}

/** `A: 1 diverged of 3`. */
function lostText(side: string, { lost, seeds }: Reached): string[] {
  return lost ? [`${side}: ${lost} of ${plural(seeds, "seed")}`] : [];
}

/** Three significant digits; a dash for what is not finite. */
function numberText(value: number | null): string {
  if (!isNumber(value)) return "-";
  if (value === 0) return "0";
  const text = value.toPrecision(3);
  return text.includes("e+") ? String(Number(text)) : text;
}

/** `1.02 (0.981 to 1.05)`, `+0.0012`; `the same` where nothing differs. */
function changeText(
  { mean, low, high }: Interval,
  relation: Compared["relation"],
): string {
  const same = relation === "ratio" ? 1 : 0;
  if (mean === same && (!isNumber(low) || low === high)) return "the same";
  const text = (value: number | null) =>
    (relation === "difference" && isNumber(value) && value > 0 ? "+" : "") +
    numberText(value);
  return isNumber(mean) && isNumber(low) && isNumber(high)
    ? `${text(mean)} (${text(low)} to ${text(high)})`
    : text(mean);
}

const isNumber = (value: number | null): value is number =>
  Number.isFinite(value);

/** How many outputs compare how, and the first nodes of which some differ: those that both have before others. */
function outputLines(rows: readonly LockRow[], most: number): string[] {
  const of = (verdict: LockRow["verdict"], some = rows) =>
    some.filter((row) => row.verdict === verdict).length;
  if (of("same") === rows.length) {
    return [`outputs: all ${rows.length} are the same`];
  }
  const alone = seedsAlone(rows);
  const found = verdicts.filter((verdict) => of(verdict) > 0);
  const counts = found.map((verdict) => `${of(verdict)} ${relations[verdict]}`);
  const ofBoth = rows.filter(({ node }) =>
    !alone.some(({ seeds }) => seeds.has(seedOf(node)))
  );
  const differing = [...Map.groupBy(ofBoth, ({ node }) => node).values()]
    .filter((ofNode) => of("same", ofNode) < ofNode.length);
  const inBoth = (ofNode: LockRow[]) => Number(of("different", ofNode) > 0);
  const sorted = differing.sort((one, two) => inBoth(two) - inBoth(one));
  const [head, ...lines] = sorted.length === 0
    ? []
    : verdictTable(sorted.flat(), found, relations).slice(0, -1);
  const more = lines.length - most;
  return [
    `outputs: ${counts.join(", ")}`,
    ...alone.map(({ side, seeds }) =>
      `  ${seedsText({ [every]: [...seeds] as number[] })}: only in ${side}`
    ),
    ...(head === undefined ? [] : [head, ...lines.slice(0, most)])
      .map((line) => `  ${line}`),
    ...more > 0
      ? [`  and ${plural(more, "more node")}, which a pipe or --log csv gets`]
      : [],
  ];
}

/** The seed that a node's name ends in. */
const seedOf = (node: string) => {
  const [, seed] = node.match(/\/seed-(\d+)$/) ?? [];
  return seed === undefined ? undefined : Number(seed);
};

/** The seeds that only one side has, where there are any. */
function seedsAlone(rows: readonly LockRow[]) {
  const [ofA, ofB] = (["not locked", "missing"] as const).map((without) =>
    new Set(
      rows.filter(({ verdict }) => verdict !== without)
        .map(({ node }) => seedOf(node)),
    )
  );
  return [
    { side: "A", seeds: ofA.difference(ofB) },
    { side: "B", seeds: ofB.difference(ofA) },
  ].map(({ side, seeds }) => {
    seeds.delete(undefined);
    return { side, seeds };
  }).filter(({ seeds }) => seeds.size > 0);
}

const header = [
  ...["kind", "name", "item", "metric"],
  ...["a", "a_low", "a_high", "a_seeds", "a_lost"],
  ...["b", "b_low", "b_high", "b_seeds", "b_lost"],
  ...["relation", "shared_seeds", "change", "change_low", "change_high"],
  ...["a_digest", "b_digest"],
] as const;

/** One row for each thing that is compared (`result`), then one for each output that differs (`output`). */
export function csvOf({ results, outputs }: Found): string {
  const interval = (name: string, { mean, low, high }: Interval) => ({
    [name]: finite(mean),
    [`${name}_low`]: finite(low),
    [`${name}_high`]: finite(high),
  });
  const rows = [
    ...results.flatMap(({ name, compared }) =>
      compared.map(({ item, metric, a, b, relation, change, shared }) => ({
        ...{ kind: "result", name, item, metric, relation },
        ...{ ...interval("a", a), a_seeds: a.seeds, a_lost: a.lost },
        ...{ ...interval("b", b), b_seeds: b.seeds, b_lost: b.lost },
        ...{ ...interval("change", change), shared_seeds: seedList(shared) },
      }))
    ),
    ...outputs.filter(({ verdict }) => verdict !== "same")
      .map(({ node, output, verdict, locked, made }) => ({
        ...{ kind: "output", name: node, item: output },
        ...{ relation: relations[verdict], a_digest: locked, b_digest: made },
      })),
  ];
  return stringify(rows, { columns: header }).replaceAll("\r\n", "\n");
}

const finite = (value: number | null) => isNumber(value) ? value : null;
