import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import {
  eigenpairs,
  qr,
  solve,
  svd,
} from "../../../lib/linalg/decompositions.ts";
import {
  identity,
  matrix,
  matrixFromRows,
  transpose,
} from "../../../lib/linalg/matrix.ts";
import { apply, product } from "../../../lib/linalg/product.ts";
import { anyMatrices, matrices, vectors } from "./arbitrary.ts";
import { assertClose } from "./assert_close.ts";

Deno.test("eigenpairs() finds a conjugate pair, positive imaginary part first", () => {
  const { real, imaginary } = eigenpairs(matrixFromRows([[1, -2], [2, 1]]));
  assertClose(real, [1, 1], 1e-15);
  assertClose(imaginary, [2, -2], 1e-15);
});

Deno.test("eigenpairs() satisfies A x = λ x, real or complex", () => {
  fc.assert(fc.property(
    fc.integer({ min: 1, max: 6 }).chain((n) => matrices(n, n)),
    (A) => {
      const { real, imaginary, vectors } = eigenpairs(A);
      const V = transpose(vectors), n = A.rows;
      const column = (k: number) => V.data.slice(k * n, (k + 1) * n);
      for (let k = 0; k < n; k++) {
        if (imaginary[k] < 0) continue; // the conjugate of the one before
        const x = column(k);
        const y = imaginary[k] > 0 ? column(k + 1) : new Float64Array(n);
        const size = 1e-11 * Math.max(...x.map(Math.abs), ...y.map(Math.abs));
        assertClose(
          apply(A, x),
          x.map((r, i) => real[k] * r - imaginary[k] * y[i]),
          size,
        );
        assertClose(
          apply(A, y),
          x.map((r, i) => imaginary[k] * r + real[k] * y[i]),
          size,
        );
      }
    },
  ));
});

Deno.test("eigenpairs() refuses a matrix that is not square, or not finite", () => {
  assertThrows(() => eigenpairs(matrix(2, 3)), RangeError, "square");
  assertThrows(
    () => eigenpairs(matrix(1, 1, Float64Array.of(NaN))),
    RangeError,
    "Cannot find eigenvalues: the matrix is not finite",
  );
});

Deno.test("solve() undoes apply(), for every right side", () => {
  fc.assert(fc.property(matrices(4, 4), vectors(4), vectors(4), (A, x, y) => {
    for (let i = 0; i < 4; i++) A.data[5 * i] += 20; // far from singular
    const [first, second] = solve(A, apply(A, x), apply(A, y))!;
    assertClose(first, x, 1e-13);
    assertClose(second, y, 1e-13);
  }));
});

Deno.test("solve() gives null for a singular matrix", () => {
  assertEquals(
    solve(matrixFromRows([[1, 2], [2, 4]]), Float64Array.of(1, 1)),
    null,
  );
});

Deno.test("qr() factors into orthonormal columns and an upper triangle", () => {
  fc.assert(fc.property(
    anyMatrices(6).map((A) => A.rows < A.columns ? transpose(A) : A),
    (A) => {
      const { Q, R } = qr(A);
      assertClose(product(Q, R).data, A.data, 1e-12);
      for (let i = 0; i < R.rows; i++) {
        for (let j = 0; j < i; j++) assertEquals(R.data[i * R.columns + j], 0);
      }
    },
  ));
  const { Q } = qr(matrixFromRows([[1, 2], [3, 4], [5, 7]]));
  assertClose(product(transpose(Q), Q).data, identity(2).data, 1e-15);
});

Deno.test("qr() refuses more columns than rows", () => {
  assertThrows(() => qr(matrix(2, 3)), RangeError, "received (2, 3)");
});

Deno.test("svd() orders singular values from largest and multiplies back", () => {
  fc.assert(fc.property(anyMatrices(6), (A) => {
    const { U, s, V } = svd(A);
    assertEquals(s.length, Math.min(A.rows, A.columns));
    assertEquals([...s], [...s].sort((a, b) => b - a));
    const Us = matrix(
      U.rows,
      U.columns,
      U.data.map((u, k) => u * s[k % s.length]),
    );
    assertClose(product(Us, transpose(V)).data, A.data, 1e-12);
  }));
});

Deno.test("svd() knows the singular values of a diagonal matrix", () => {
  const A = matrixFromRows([[0, 0, 0], [0, -3, 0]]);
  assertClose(svd(A).s, [3, 0], 1e-15);
});

Deno.test("eigenpairs() and svd() come to an end for entries near the limits of numbers", () => {
  for (const size of [1e-320, 1e-300, 1e-160, 1e160, 1e300, 1.7e308]) {
    const A = matrix(10, 10);
    A.data.forEach((_, k) => A.data[k] = size * Math.sin(k * k + 1));
    const { real } = eigenpairs(A);
    assertEquals(real.length, 10);
    const { s } = svd(A);
    assertEquals(s[0] > 0, true);
  }
  const { s } = svd(matrixFromRows([[3e200, 0], [0, 2e200]]));
  assertClose([s[0] / 1e200, s[1] / 1e200], [3, 2], 1e-15);
});
