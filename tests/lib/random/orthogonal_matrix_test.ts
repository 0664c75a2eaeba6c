import { assertEquals } from "@std/assert";
import { transpose } from "../../../lib/linalg/matrix.ts";
import { identity } from "../../../lib/linalg/matrix.ts";
import { product } from "../../../lib/linalg/product.ts";
import { NumpyRandom } from "../../../lib/random/numpy_random.ts";
import { orthogonalMatrix } from "../../../lib/random/orthogonal_matrix.ts";
import golden from "../../golden/scipy_ortho_group.json" with { type: "json" };
import { assertClose } from "../linalg/assert_close.ts";
import { matrixFromRows } from "../linalg/matrix_from_rows.ts";

Deno.test("orthogonalMatrix() draws SciPy's matrices, one after another", () => {
  const random = new NumpyRandom(golden.seed);
  for (const rows of golden.matrices) {
    const O = orthogonalMatrix(random, {
      rows: rows.length,
      columns: rows.length,
    });
    assertClose(O.data, matrixFromRows(rows).data, 1e-14);
  }
});

Deno.test("orthogonalMatrix() gives the first rows or the first columns of the whole", () => {
  const drawn = (rows: number, columns: number) =>
    orthogonalMatrix(new NumpyRandom(8), { rows, columns });
  const whole = drawn(9, 9);
  assertClose(drawn(4, 9).data, whole.data.subarray(0, 36), 1e-14);
  assertClose(
    transpose(drawn(9, 4)).data,
    transpose(whole).data.subarray(0, 36),
    1e-14,
  );
});

Deno.test("orthogonalMatrix() has orthonormal rows where it is wide, columns where it is tall", () => {
  const random = new NumpyRandom(2);
  const wide = orthogonalMatrix(random, { rows: 30, columns: 80 });
  assertClose(product(wide, transpose(wide)).data, identity(30).data, 1e-13);
  const tall = orthogonalMatrix(random, { rows: 80, columns: 30 });
  assertClose(product(transpose(tall), tall).data, identity(30).data, 1e-13);
});

Deno.test("orthogonalMatrix() draws d² normal numbers, d the larger size", () => {
  const random = new NumpyRandom(5);
  orthogonalMatrix(random, { rows: 2, columns: 6 });
  const other = new NumpyRandom(5);
  other.normal(36);
  assertEquals(other.state(), other.state());
  const next = other.uniform(0, 1, 3);
  const again = new NumpyRandom(5);
  orthogonalMatrix(again, { rows: 2, columns: 6 });
  assertEquals(again.uniform(0, 1, 3), next);
});
