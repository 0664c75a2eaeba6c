/** What `compare` found, as lines for people and as CSV. */
import { stringify } from "@std/csv";
import { type LockRow, verdicts, verdictTable } from "../lock/lock.ts";
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
    ...["", ...tableOf(compared, { name, item })],
  ]);
  const without = unknownText(found).flatMap((line) => ["", line]);
  return [...tables, ...without, "", ...outputLines(outputs, most)];
}

/** A line that names those whose results the store does not have, if there are any. */
export function unknownText({ unknown }: Pick<Found, "unknown">): string[] {
  return unknown.length > 0
    ? [`results of ${listed(unknown)}: not in the store`]
    : [];
}

/** One experiment's table; what only one of the two has is named below it. */
function tableOf(
  compared: readonly Compared[],
  { name, item }: { name: string; item: string },
): string[] {
  const both = compared.filter(({ a, b }) => a.seeds > 0 && b.seeds > 0);
  const apart = (["a", "b"] as const).flatMap((side) => {
    const other = side === "a" ? "b" : "a";
    const names = compared.filter(({ [other]: { seeds } }) => seeds === 0)
      .map(({ item }) => item);
    const text = `  only in ${side.toUpperCase()}: ${names.join(", ")}`;
    return names.length > 0 ? [text] : [];
  });
  if (both.length === 0) return [name, ...apart];
  const [{ relation, shared, metric }] = both;
  const mean = relation === "ratio" ? "geometric mean" : "mean";
  const how = relation === "ratio" ? "B/A" : "B − A";
  const by = shared.length > 0
    ? `by seed, over ${seedList(shared)}`
    : "unpaired: no seed is shared";
  const rows = both.map(({ item, a, b, change }) => ({
    cells: [item, numberText(a.mean), numberText(b.mean)],
    end: changeText(change, relation),
    lost: (["a", "b"] as const).flatMap((side) =>
      lostText(side.toUpperCase(), side === "a" ? a : b)
    ),
  }));
  const head = [item, "A", "B"];
  const widths = head.map((word, column) =>
    Math.max(word.length, ...rows.map(({ cells }) => cells[column].length))
  );
  const line = (cells: readonly string[], end: string) =>
    `  ${[...cells.map((cell, i) => cell.padEnd(widths[i])), end].join("  ")}`;
  return [
    `${name}, ${metric.replaceAll("_", " ")} at the end, ${mean}`,
    line(head, `${how} and 95 % interval, ${by}`),
    ...rows.flatMap(({ cells, end, lost }) => [
      line(cells, end),
      ...lost.length > 0 ? [line(["", "", ""], lost.join("; "))] : [],
    ]),
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
  const groups = Map.groupBy(rows, ({ verdict }) => verdict);
  if (rows.length === (groups.get("same")?.length ?? 0)) {
    return [`outputs: all ${rows.length} are the same`];
  }
  const found = verdicts.filter((verdict) => groups.has(verdict));
  const counts = found.map((verdict) =>
    `${groups.get(verdict)!.length} ${relations[verdict]}`
  );
  const nodes = Map.groupBy(rows, ({ node }) => node);
  const differing = [...nodes.values()]
    .filter((ofNode) => ofNode.some(({ verdict }) => verdict !== "same"));
  const { both = [], one = [] } = Object.groupBy(
    differing,
    (ofNode) =>
      ofNode.some(({ verdict }) => verdict === "different") ? "both" : "one",
  );
  const columns = found.map((verdict) => [verdict, relations[verdict]]);
  const [head, ...lines] = verdictTable(
    [...both, ...one].flat(),
    Object.fromEntries(columns),
  ).slice(0, -1);
  const more = lines.length - most;
  return [
    `outputs: ${counts.join(", ")}`,
    ...[head, ...lines.slice(0, most)].map((line) => `  ${line}`),
    ...more > 0
      ? [`  and ${plural(more, "more node")}, which a pipe or --log csv gets`]
      : [],
  ];
}

const columns = [
  ...["kind", "name", "item", "metric"],
  ...["a", "a_low", "a_high", "a_seeds", "a_lost"],
  ...["b", "b_low", "b_high", "b_seeds", "b_lost"],
  ...["relation", "shared_seeds", "change", "change_low", "change_high"],
  ...["a_digest", "b_digest"],
] as const;

/** One row for each thing that is compared (`result`), then one for each output that differs (`output`). */
export function csvOf({ results, outputs }: Found): string {
  const half = (
    side: "a" | "b",
    { mean, low, high, seeds, lost }: Reached,
  ) => ({
    [side]: finite(mean),
    [`${side}_low`]: finite(low),
    [`${side}_high`]: finite(high),
    [`${side}_seeds`]: seeds,
    [`${side}_lost`]: lost,
  });
  const rows = [
    ...results.flatMap(({ name, compared }) =>
      compared.map(({ item, metric, a, b, relation, change, shared }) => ({
        ...{ kind: "result", name, item, metric, relation },
        ...half("a", a),
        ...half("b", b),
        shared_seeds: seedList(shared),
        change: finite(change.mean),
        change_low: finite(change.low),
        change_high: finite(change.high),
      }))
    ),
    ...outputs.filter(({ verdict }) => verdict !== "same")
      .map(({ node, output, verdict, locked, made }) => ({
        ...{ kind: "output", name: node, item: output },
        ...{ relation: relations[verdict], a_digest: locked, b_digest: made },
      })),
  ];
  return stringify(rows, { columns }).replaceAll("\r\n", "\n");
}

const finite = (value: number | null) => isNumber(value) ? value : null;
