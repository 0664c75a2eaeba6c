import { assert, assertEquals } from "@std/assert";
import { parse } from "@std/csv";
import {
  csvOf,
  describeFound,
  type Found,
} from "../../../../pipeline/engine/cli/compare_text.ts";
import type { Compared } from "../../../../pipeline/engine/cli/pipeline.ts";
import { digestOf } from "../../../../pipeline/engine/files/digest.ts";

const alone = (mean: number) => ({ mean, low: NaN, high: NaN });
const [one, two] = [digestOf("1"), digestOf("2")];

const compared: Compared = {
  item: "BP",
  metric: "test_error",
  a: { ...alone(.0123456), seeds: 3, lost: "" },
  b: { mean: 1234.5, low: 1, high: 2000, seeds: 3, lost: "" },
  relation: "ratio",
  change: { mean: 1, low: .98, high: 1.05e-7 },
  shared: [1, 2],
  ends: [120, 120],
};

const nothing: Found = { results: [], unknown: [], outputs: [] };

function described(changes: Partial<Compared>[], found: Partial<Found> = {}) {
  const rows = changes.map((change) => ({ ...compared, ...change }));
  const results = [{ name: "waves", compared: rows }];
  const all = { ...nothing, results, ...found };
  return describeFound(all, "model", Infinity).slice(1, -2);
}

Deno.test("describeFound() has a table of what both have, in three digits", () => {
  assertEquals(described([{}, { item: "NDI-2", a: compared.b }]), [
    "waves, test error at the end, geometric mean over all seeds of each",
    "  model  A       B     B/A and 95 % interval, by seed, of seeds 1-2",
    "  BP     0.0123  1230  1.00 (0.980 to 1.05e-7)",
    "  NDI-2  1230    1230  1.00 (0.980 to 1.05e-7)",
  ]);
});

Deno.test("describeFound() says over which seeds means and changes are", () => {
  const [title, head] = described([{
    a: { ...compared.a, seeds: 1 },
    b: { ...compared.b, seeds: 1 },
    shared: [0],
  }]);
  assertEquals(title, "waves, test error at the end, geometric mean");
  assert(head.endsWith("by seed, of seed 0"), head);
});

Deno.test("describeFound() says where two runs are not equally long", () => {
  const lines = described([{ ends: [0, 0] }, { ends: [120, 2000] }]);
  assertEquals(
    lines.at(-1),
    "A and B end at different iterations: waves (A at 120, B at 2000)",
  );
  assert(!described([{}, { ends: [0, 120] }]).join().includes("different"));
});

Deno.test("describeFound() names the seeds that one side alone has once, not node by node", () => {
  const alone = [0, 1].map((seed): Found["outputs"][number] => (
    { ...row(`train/a/seed-${seed}`, "x"), verdict: "missing", locked: one }
  ));
  const also: Found["outputs"] = [
    ...[2, 3].map((seed): Found["outputs"][number] => (
      { ...row(`train/a/seed-${seed}`, "x"), verdict: "not locked", made: one }
    )),
    { ...row("train/a/seed-4", "x"), verdict: "same", locked: one, made: one },
    { ...row("train/b/seed-4", "x"), verdict: "missing", locked: one },
  ];
  const lines = (outputs: Found["outputs"]) =>
    describeFound({ ...nothing, outputs }, "", Infinity).slice(1);
  assertEquals(lines([...alone, ...also]), [
    "outputs: 1 same, 3 only in A, 2 only in B",
    "  seeds 0-1: only in A",
    "  seeds 2-3: only in B",
    "  node            same  only in A  only in B",
    "  train/b/seed-4     -          1          -",
  ]);
  assertEquals(lines(alone.slice(1)), [
    "outputs: 1 only in A",
    "  seed 1: only in A",
  ]);
});

Deno.test("describeFound() says that what shares no seed is not paired", () => {
  const [title, head] = described([{ shared: [], relation: "difference" }]);
  assertEquals(title, "waves, test error at the end, mean");
  assertEquals(
    head,
    "  model  A       B     B − A and 95 % interval, unpaired: no seed is shared",
  );
});

Deno.test("describeFound() writes a change with its sign, alone without an interval, and in words where there is none", () => {
  const texts = ([
    ["difference", { mean: .5, low: -.25, high: 1.25 }],
    ["difference", alone(.5)],
    ["difference", alone(-.5)],
    ["difference", alone(0)],
    ["difference", { mean: 0, low: 0, high: 0 }],
    ["difference", { mean: 0, low: -1, high: 1 }],
    ["ratio", alone(2)],
    ["ratio", { mean: 1, low: 1, high: 1 }],
    ["ratio", alone(1.0001)],
    ["ratio", alone(NaN)],
    ["ratio", { mean: null, low: null, high: null }],
  ] as const).map(([relation, change]) =>
    described([{ relation, change }])[2].slice("  BP     0.0123  1230  ".length)
  );
  assertEquals(texts, [
    ...["+0.500 (-0.250 to +1.25)", "+0.500", "-0.500"],
    ...["the same", "the same", "0 (-1.00 to +1.00)"],
    ...["2.00", "the same", "1.00", "-", "-"],
  ]);
});

Deno.test("describeFound() says below a row what gave no value, and below a table what one side is without", () => {
  const empty = { ...alone(NaN), seeds: 0, lost: "" };
  const lines = described([
    {
      a: { ...compared.a, lost: "1 diverged" },
      b: { ...alone(NaN), seeds: 1, lost: "1 unstable" },
      change: alone(NaN),
    },
    { item: "DI-9", b: empty },
    { item: "DI-10", b: empty },
    { item: "FA", a: empty },
  ]);
  assertEquals(lines.slice(2), [
    "  BP     0.0123  -  -",
    "                    A: 1 diverged of 3 seeds; B: 1 unstable of 1 seed",
    "  only in A: DI-9, DI-10",
    "  only in B: FA",
  ]);
  assertEquals(described([{ b: empty }]), ["waves", "  only in A: BP"]);
});

Deno.test("describeFound() names whose results are not in the store", () => {
  assertEquals(described([], { results: [], unknown: ["waves", "tides"] }), [
    "results of waves, tides: not in the store",
  ]);
});

const row = (node: string, output: string) => ({ node, output });
const outputs: Found["outputs"] = [
  { ...row("fetch/a", "x"), verdict: "missing", locked: one },
  { ...row("train/a", "x"), verdict: "same", locked: one, made: one },
  { ...row("train/a", "y"), verdict: "different", locked: one, made: two },
  { ...row("train/b", "x"), verdict: "same", locked: one, made: one },
  { ...row("train/c", "x"), verdict: "not locked", made: one },
];

Deno.test("describeFound() counts outputs, and names the nodes where some differ, those of both sides first", () => {
  const found = { ...nothing, outputs };
  assertEquals(describeFound(found, "", Infinity), [
    "",
    "outputs: 2 same, 1 different, 1 only in A, 1 only in B",
    "  node     same  different  only in A  only in B",
    "  train/a     1          1          -          -",
    "  fetch/a     -          -          1          -",
    "  train/c     -          -          -          1",
  ]);
  assertEquals(describeFound(found, "", 1).slice(3), [
    "  train/a     1          1          -          -",
    "  and 2 more nodes, which a pipe or --log csv gets",
  ]);
});

Deno.test("describeFound() has no column for what is not found, and no table where all is the same", () => {
  const lines = (outputs: Found["outputs"]) =>
    describeFound({ ...nothing, outputs }, "", Infinity).slice(1);
  assertEquals(lines(outputs.slice(1, 3)), [
    "outputs: 1 same, 1 different",
    "  node     same  different",
    "  train/a     1          1",
  ]);
  assertEquals(lines(outputs.slice(1, 2)), ["outputs: all 1 are the same"]);
});

Deno.test("csvOf() has a row for each result and each output that differs, and nothing where a number is missing", () => {
  const text = csvOf({
    unknown: [],
    outputs,
    results: [{ name: "waves", compared: [compared] }],
  });
  assert(!text.includes("\r"));
  const rows = parse(text, { skipFirstRow: true });
  const given = (row: Record<string, string | undefined>) =>
    Object.fromEntries(Object.entries(row).filter(([, text]) => text !== ""));
  assertEquals(rows.map(given), [
    {
      ...{ kind: "result", name: "waves", item: "BP", metric: "test_error" },
      ...{ a: "0.0123456", a_seeds: "3" },
      ...{ b: "1234.5", b_low: "1", b_high: "2000", b_seeds: "3" },
      ...{ relation: "ratio", shared_seeds: "1-2" },
      ...{ change: "1", change_low: "0.98", change_high: "1.05e-7" },
    },
    {
      ...{ kind: "output", name: "fetch/a", item: "x" },
      ...{ relation: "only in A", a_digest: one },
    },
    {
      ...{ kind: "output", name: "train/a", item: "y" },
      ...{ relation: "different", a_digest: one, b_digest: two },
    },
    {
      ...{ kind: "output", name: "train/c", item: "x" },
      ...{ relation: "only in B", b_digest: one },
    },
  ]);
});
