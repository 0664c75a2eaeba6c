import { assertEquals } from "@std/assert";
import { encodeTable } from "../../../lib/io/table.ts";
import { columnsOf } from "../../../pipeline/formats/columns.ts";

const row = { experiment: "e", variant: "DI", seed: 1, metric: "error" };
const rows = [
  { ...row, iteration: 0, value: 0.1 },
  { ...row, iteration: 10, value: NaN },
];

Deno.test("columnsOf() has the columns of a table with their types, and null for what is not finite", () => {
  const columns = [
    { name: "experiment", type: "text", values: ["e", "e"] },
    { name: "variant", type: "text", values: ["DI", "DI"] },
    { name: "seed", type: "integer", values: [1, 1] },
    { name: "iteration", type: "integer", values: [0, 10] },
    { name: "metric", type: "text", values: ["error", "error"] },
    { name: "value", type: "number", values: [0.1, null] },
  ];
  assertEquals<unknown>(columnsOf(encodeTable(rows)), columns);
});

Deno.test("columnsOf() reads names that hold numbers, commas, quotes and lines as they are", () => {
  for (const variant of ["7", 'a, "b"', "two\nlines"]) {
    const csv = encodeTable(rows.map((row) => ({ ...row, variant })));
    const { type, values } = columnsOf(csv)[1];
    assertEquals<unknown>([type, values], ["text", [variant, variant]]);
  }
});

Deno.test("columnsOf() sees from its fields what another column holds", () => {
  const csv = new TextEncoder().encode("eta,slopes,none\n0.1,once,\n,,\n");
  assertEquals<unknown>(columnsOf(csv), [
    { name: "eta", type: "number", values: [0.1, null] },
    { name: "slopes", type: "text", values: ["once", null] },
    { name: "none", type: "number", values: [null, null] },
  ]);
});

Deno.test("columnsOf() has columns without rows of a table without rows", () => {
  const lengths = columnsOf(encodeTable([])).map(({ values }) => values.length);
  assertEquals(lengths, [0, 0, 0, 0, 0, 0]);
});
