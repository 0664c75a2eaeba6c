import { assertEquals } from "@std/assert";
import {
  filled,
  getRows,
  readTiles,
  reserveArrays,
  setRows,
  writeTiles,
} from "../../../lib/kernels/layout.ts";
import { shared } from "../../../lib/kernels/wasm_instance.ts";
import { matrix } from "../../../lib/linalg/matrix.ts";
import { matrixFromRows } from "../linalg/matrix_from_rows.ts";

Deno.test("filled() is the next multiple", () => {
  assertEquals([0, 1, 9, 10, 11].map((n) => filled(n, 10)), [
    ...[0, 10, 10, 10, 20],
  ]);
});

const source = Uint8Array.of(1, 2, 3, 4, 5, 6);

Deno.test("reserveArrays() gives the addresses of zeros, and of a structure of sizes and these", () => {
  const { x, y, address } = reserveArrays([7, 8], { x: 3, y: 5 });
  assertEquals([...shared.integers(address, 4)], [7, 8, x, y]);
  assertEquals(shared.doubles(x, 3), new Float64Array(3));
  assertEquals(shared.doubles(y, 5), new Float64Array(5));
});

Deno.test("setRows() copies rows to a stride of their own, and leaves what lies between; getRows() undoes it", () => {
  const target = new Uint8Array(10).fill(9);
  setRows(target, 5, { source, size: 3 });
  assertEquals([...target], [1, 2, 3, 9, 9, 4, 5, 6, 9, 9]);
  const rows = new Uint8Array(6);
  getRows(target, 5, { target: rows, size: 3 });
  assertEquals(rows, source);
});

Deno.test("setRows() copies rows side by side where the stride is their size", () => {
  const target = new Uint8Array(6);
  setRows(target, 3, { source, size: 3 });
  assertEquals(target, source);
});

const units = 33, n = 3, width = 32;
const A = matrix(units, n, Float64Array.from({ length: 99 }, (_, k) => k + 1));

Deno.test("writeTiles() puts units side by side, row under row, and leaves the filling", () => {
  const tiles = new Float32Array(2 * width * n).fill(-1);
  writeTiles(A, tiles, { width });
  const at = (tile: number, row: number, unit: number) =>
    tiles[(tile * n + row) * width + unit];
  assertEquals([at(0, 0, 0), at(0, 1, 0), at(0, 2, 31)], [1, 2, 96]);
  assertEquals([at(1, 0, 0), at(1, 2, 0), at(1, 2, 1)], [97, 99, -1]);
  assertEquals(tiles.filter((value) => value === -1).length, 31 * n);
});

Deno.test("writeTiles() begins where it is told, and leaves room for more rows in each tile", () => {
  const target = new Float64Array(13);
  writeTiles(matrixFromRows([[1, 2], [3, 4], [5, 6]]), target, {
    ...{ width: 2, rows: 3, at: 1 },
  });
  assertEquals([...target], [0, 1, 3, 2, 4, 0, 0, 5, 0, 6, 0, 0, 0]);
});

Deno.test("readTiles() undoes writeTiles(), and may scale", () => {
  const tiles = new Float32Array(2 * width * n);
  writeTiles(A, tiles, { width });
  for (const c of [undefined, 0.1]) {
    assertEquals(
      readTiles(tiles, { units, n, width }, c),
      Float32Array.from(A.data, (value) => (c ?? 1) * value),
    );
  }
});
