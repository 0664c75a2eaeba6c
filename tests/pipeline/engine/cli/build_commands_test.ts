import { assertEquals } from "@std/assert";
import { tableExcerpt } from "../../../../pipeline/engine/cli/build_commands.ts";

const table = (rows: number) =>
  ["header", ...Array.from({ length: rows }, (_, i) => `row ${i}`), ""]
    .join("\n");

Deno.test("tableExcerpt() keeps the header, the first rows and the last", () => {
  assertEquals(tableExcerpt(table(100)), {
    lines: [
      ...["header", "row 0", "row 1", "row 2", "row 3", "row 4", "…"],
      ...["row 95", "row 96", "row 97", "row 98", "row 99"],
    ],
    rows: 100,
    left: 90,
  });
});

Deno.test("tableExcerpt() keeps a short table whole", () => {
  for (const rows of [0, 1, 10]) {
    const { lines, left } = tableExcerpt(table(rows));
    assertEquals([lines.length, left], [1 + rows, 0]);
  }
  assertEquals(tableExcerpt(table(11)).left, 1);
});
