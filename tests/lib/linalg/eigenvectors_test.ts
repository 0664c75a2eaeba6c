import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { eigenmode, eigenpairs } from "../../../lib/linalg/eigenvectors.ts";
import { matrix, transpose } from "../../../lib/linalg/matrix.ts";
import { apply, applyTransposed } from "../../../lib/linalg/product.ts";
import { matrices } from "./arbitrary.ts";
import { assertClose } from "./assert_close.ts";
import { matrixFromRows } from "./matrix_from_rows.ts";

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
  assertThrows(
    () => eigenpairs(matrix(2, 3)),
    RangeError,
    "wanted shape (2, 2)",
  );
  assertThrows(
    () => eigenpairs(matrix(1, 1, Float64Array.of(NaN))),
    RangeError,
    "Cannot find eigenvalues: the matrix is not finite",
  );
});

Deno.test("eigenpairs() comes to an end for entries near the limits of numbers", () => {
  for (const size of [1e-320, 1e-300, 1e-160, 1e160, 1e300, 1.7e308]) {
    const A = matrix(10, 10);
    A.data.forEach((_, k) => A.data[k] = size * Math.sin(k * k + 1));
    const { real } = eigenpairs(A);
    assertEquals(real.length, 10);
  }
  const { real } = eigenpairs(matrixFromRows([[3e200, 0], [0, 2e200]]));
  assertClose(real.sort().map((λ) => λ / 1e200), [2, 3], 1e-15);
});

const square = fc.integer({ min: 1, max: 5 }).chain((n) => matrices(n, n));

Deno.test("eigenmode() pairs right and left eigenvectors of one eigenvalue", () => {
  let pairs = 0;
  fc.assert(fc.property(square, (A) => {
    const { real, imaginary, vectors } = eigenpairs(A);
    for (let k = 0; k < A.rows; k++) {
      const [λ, ω] = [real[k], imaginary[k]];
      const mode = ω < 0 ? null : eigenmode({ imaginary, vectors }, k);
      if (!mode) continue;
      const { left, right } = mode;
      const size = Math.max(...left.real.map(Math.abs));
      fc.pre(size < 1e3); // eigenvectors well apart
      if (ω > 0) pairs++;
      for (
        const [through, { real, imaginary }] of [
          [apply, right],
          [applyTransposed, left],
        ] as const
      ) {
        const re = real.map((r, i) => λ * r - ω * imaginary[i]);
        const im = real.map((r, i) => ω * r + λ * imaginary[i]);
        assertClose(through(A, real), re, 1e-9);
        assertClose(through(A, imaginary), im, 1e-9);
      }
    }
  }));
  assert(pairs > 20);
});

Deno.test("eigenmode() scales the left eigenvector to yᴴ x = 1", () => {
  fc.assert(fc.property(square, (A) => {
    const found = eigenpairs(A);
    const k = found.imaginary.findIndex((ω) => ω >= 0);
    const mode = eigenmode(found, k);
    fc.pre(mode !== null && mode.left.real.every((y) => Math.abs(y) < 1e3));
    const { left, right } = mode!;
    let re = 0, im = 0;
    for (let i = 0; i < A.rows; i++) {
      re += left.real[i] * right.real[i] -
        left.imaginary[i] * right.imaginary[i];
      im += left.real[i] * right.imaginary[i] +
        left.imaginary[i] * right.real[i];
    }
    assertClose([re, im], [1, 0], 1e-10);
  }));
});

Deno.test("eigenmode() is null where eigenvectors coincide", () => {
  const vectors = matrix(2, 2, Float64Array.of(1, 1, 0, 0));
  assertEquals(eigenmode({ imaginary: new Float64Array(2), vectors }, 0), null);
});
