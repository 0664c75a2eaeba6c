import { assertEquals } from "@std/assert";
import { packMatrix, packTiles } from "../../../lib/kernels/packing.ts";
import { packedLength, tiledLength } from "../../../lib/kernels/packing.ts";
import { matrixFromRows } from "../linalg/matrix_from_rows.ts";

Deno.test("packMatrix() lays out blocks of five rows, biases first, then column by column", () => {
  const W = matrixFromRows([[1, 2], [3, 4], [5, 6], [7, 8], [9, 10], [11, 12]]);
  const b = Float64Array.of(-1, -2, -3, -4, -5, -6);
  const target = new Float64Array(1 + packedLength(6, 2));
  packMatrix(W, b, { target, at: 1 });
  assertEquals(
    [...target],
    [
      ...[0, -1, -2, -3, -4, -5, 1, 3, 5, 7, 9, 2, 4, 6, 8, 10],
      ...[-6, 0, 0, 0, 0, 11, 0, 0, 0, 0, 12, 0, 0, 0, 0],
    ],
  );
});

Deno.test("packTiles() lays out tiles of 64 examples, row by row, the last filled up", () => {
  const first = Array.from({ length: 65 }, (_, k) => k + 1);
  const target = new Float64Array(tiledLength(2, 65));
  packTiles(matrixFromRows([first, first.map((v) => -v)]), { target, at: 0 });
  assertEquals(target.length, 256);
  assertEquals([...target.subarray(0, 64)], first.slice(0, 64));
  assertEquals([target[64], target[127]], [-1, -64]);
  assertEquals([...target.subarray(128, 130)], [65, 0]);
  assertEquals([...target.subarray(192, 194)], [-65, 0]);
});

Deno.test("packTiles() leaves room for more rows in each tile", () => {
  const row = Array.from({ length: 65 }, (_, k) => k + 1);
  const target = new Float64Array(tiledLength(5, 65));
  packTiles(matrixFromRows([row]), { target, at: 0, room: 5 });
  assertEquals([...target.subarray(62, 66)], [63, 64, 0, 0]);
  assertEquals([...target.subarray(319, 322)], [0, 65, 0]);
});
