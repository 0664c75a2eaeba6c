import { assertEquals, assertThrows } from "@std/assert";
import { CompiledAlgebra } from "../../../lib/kernels/compiled_algebra.ts";
import {
  copy,
  type Matrix,
  matrix,
  shiftDiagonal,
  transpose,
} from "../../../lib/linalg/matrix.ts";
import { norm } from "../../../lib/linalg/norms.ts";
import { product } from "../../../lib/linalg/product.ts";
import { solved } from "../linalg/solved.ts";
import { assertAllClose, uniformMatrix } from "./numbers.ts";
import { inverse } from "../../../lib/linalg/solve.ts";

const algebra = new CompiledAlgebra();

/** Sizes with all remainders of four, and beyond the kernels' blocks. */
const sizes = [1, 2, 3, 5, 30, 33, 97, 300];

for (const n of sizes) {
  const m = n + 3, p = 2 * n + 1;
  const A = uniformMatrix(m, n, { seed: n }),
    B = uniformMatrix(n, p, { seed: 7 * n });

  Deno.test(`CompiledAlgebra.product() of ${m}×${n} and ${n}×${p} is the plain product, either factor transposed or not`, () => {
    const wanted = product(A, B);
    const [AT, BT] = [transpose(A), transpose(B)];
    for (
      const found of [
        algebra.product(A, B),
        algebra.product(AT, B, { transposeA: true }),
        algebra.product(A, BT, { transposeB: true }),
        algebra.product(AT, BT, { transposeA: true, transposeB: true }),
      ]
    ) {
      assertEquals([found.rows, found.columns], [m, p]);
      assertAllClose(found.data, wanted.data, 1e-14 * n);
    }
  });

  Deno.test(`CompiledAlgebra.solve() solves ${n} equations for many right sides`, () => {
    const M = uniformMatrix(n, n, { seed: 3 * n });
    const X = uniformMatrix(n, p, { seed: 5 * n });
    const found = solved(algebra, M, product(M, X));
    const condition = norm(M.data) * norm(inverse(M)!.data);
    assertAllClose(found.data, X.data, 1e-15 * n * condition);
  });
}

Deno.test("CompiledAlgebra.product() takes factors of float32", () => {
  const A = uniformMatrix(6, 5, { seed: 1 }),
    B = uniformMatrix(5, 7, { seed: 2 });
  const float = (A: Matrix) => ({ ...A, data: Float32Array.from(A.data) });
  const double = (A: Matrix) =>
    matrix(A.rows, A.columns, Float64Array.from(float(A).data));
  assertEquals(
    algebra.product(float(A), B),
    algebra.product(double(A), B),
  );
});

for (const n of [3, 33, 97]) {
  Deno.test(`CompiledAlgebra.syr2k() adds A Bᵀ + B Aᵀ to what it keeps of ${n}×${n}`, () => {
    const [A, B] = [1, 2].map((seed) => uniformMatrix(n, 5, { seed }));
    const half = uniformMatrix(n, n, { seed: 3 });
    const M = matrix(
      n,
      n,
      half.data.map((v, k) => v + transpose(half).data[k]),
    );
    const added = product(A, transpose(B));
    const wanted = M.data.map((v, k) =>
      0.5 * v + 3 * (added.data[k] + transpose(added).data[k])
    );
    algebra.syr2k(M, { alpha: 3, beta: 0.5 }, [A, B]);
    assertAllClose(M.data, wanted, 1e-14);
    assertEquals(transpose(M), M);
  });
}

Deno.test("CompiledAlgebra.solve() adds a shift to the diagonal, and leaves the matrix", () => {
  const A = uniformMatrix(33, 33, { seed: 1 }), before = copy(A);
  const B = uniformMatrix(33, 2, { seed: 2 });
  const wanted = solved(algebra, shiftDiagonal(copy(A), 0.3), B);
  algebra.solve({ A, shift: 0.3 }, B);
  assertEquals(B, wanted);
  assertEquals(A, before);
});

for (const n of sizes) {
  Deno.test(`CompiledAlgebra.product() of a matrix and itself, ${n}×${2 * n}, is symmetric`, () => {
    const W = uniformMatrix(n, 2 * n, { seed: n }), Wᵀ = transpose(W);
    for (
      const [found, wanted] of [
        [algebra.product(W, W, { transposeB: true }), product(W, Wᵀ)],
        [algebra.product(W, W, { transposeA: true }), product(Wᵀ, W)],
      ]
    ) {
      assertAllClose(found.data, wanted.data, 1e-14 * n);
      assertEquals(transpose(found), found);
    }
  });

  Deno.test(`CompiledAlgebra.solve() solves ${n} definite equations as any others`, () => {
    const W = uniformMatrix(n, 2 * n, { seed: n });
    const M = product(W, transpose(W));
    const X = uniformMatrix(n, 3, { seed: 5 * n });
    const wanted = copy(X), found = copy(X);
    algebra.solve({ A: M }, wanted);
    algebra.solve({ A: M, definite: true }, found);
    const condition = norm(M.data) * norm(inverse(M)!.data);
    assertAllClose(found.data, wanted.data, 1e-15 * n * condition);
  });
}

Deno.test("CompiledAlgebra.solve() changes rows where a pivot is zero", () => {
  const M = matrix(2, 2, Float64Array.of(0, 2, 4, 0));
  const B = matrix(2, 1, Float64Array.of(6, 8));
  assertEquals([...solved(algebra, M, B).data], [2, 3]);
});

Deno.test("CompiledAlgebra gives the same bits whatever was computed before", () => {
  const A = uniformMatrix(50, 50, { seed: 8 }),
    B = uniformMatrix(50, 9, { seed: 9 });
  const fresh = solved(new CompiledAlgebra(), A, B);
  const used = new CompiledAlgebra();
  used.product(
    uniformMatrix(90, 70, { seed: 1 }),
    uniformMatrix(70, 80, { seed: 2 }),
  );
  used.solve(
    { A: uniformMatrix(77, 77, { seed: 3 }) },
    uniformMatrix(77, 5, { seed: 4 }),
  );
  assertEquals(solved(used, A, B), fresh);
});

Deno.test("CompiledAlgebra refuses shapes that do not fit", () => {
  assertThrows(
    () => algebra.product(matrix(2, 3), matrix(2, 3)),
    RangeError,
    "Cannot multiply matrices: wanted shape (3, 3), received (2, 3)",
  );
  assertThrows(
    () => algebra.solve({ A: matrix(2, 3) }, matrix(2, 1)),
    RangeError,
    "Cannot solve a linear system: wanted shape (2, 2), received (2, 3)",
  );
});
