import { assertEquals } from "@std/assert";
import { matrix, transpose } from "../../../lib/linalg/matrix.ts";
import {
  readTileRows,
  readTiles,
  writeTiles,
} from "../../../lib/kernels/tiles.ts";

const units = 33, n = 3;
const A = matrix(units, n, Float64Array.from({ length: 99 }, (_, k) => k + 1));

Deno.test("writeTiles() puts 32 units side by side, row under row, and leaves the filling", () => {
  const table = new Float32Array(2 * 32 * n).fill(-1);
  writeTiles(A, table);
  const at = (tile: number, row: number, unit: number) =>
    table[(tile * n + row) * 32 + unit];
  assertEquals([at(0, 0, 0), at(0, 1, 0), at(0, 2, 31)], [1, 2, 96]);
  assertEquals([at(1, 0, 0), at(1, 2, 0), at(1, 2, 1)], [97, 99, -1]);
  assertEquals(table.filter((value) => value === -1).length, 31 * n);
});

Deno.test("readTiles() undoes writeTiles()", () => {
  const table = new Float32Array(2 * 32 * n);
  writeTiles(A, table);
  assertEquals(readTiles(table, { units, n }), Float32Array.from(A.data));
});

Deno.test("readTileRows() gives what readTiles() gives, transposed, or a multiple of it", () => {
  const table = new Float32Array(2 * 32 * n);
  writeTiles(A, table);
  assertEquals(
    readTileRows(table, { units, n }),
    Float32Array.from(transpose(A).data),
  );
  assertEquals(
    readTileRows(table, { units, n }, 0.1),
    Float32Array.from(transpose(A).data, (value) => 0.1 * value),
  );
});
