import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { CompiledAlgebra } from "../../../lib/kernels/compiled_algebra.ts";
import {
  allFinite,
  copy,
  identity,
  type Matrix,
  matrix,
  shiftDiagonal,
  transpose,
} from "../../../lib/linalg/matrix.ts";
import { norm } from "../../../lib/linalg/norms.ts";
import { apply, product } from "../../../lib/linalg/product.ts";
import {
  createGuardedSolve,
  createLeastSquares,
  inverse,
  leastSquaresOfMany,
  probedSolve,
  pseudoinverse,
  systemNorm,
} from "../../../lib/linalg/solve.ts";
import golden from "../../golden/numpy_lstsq.json" with { type: "json" };
import {
  assertClose as assertNumberClose,
  uniformMatrix,
} from "../kernels/numbers.ts";
import { anyMatrices, matrices, vectors } from "./arbitrary.ts";
import { assertClose } from "./assert_close.ts";
import { matrixFromRows } from "./matrix_from_rows.ts";
import { singularValues } from "./singular_values.ts";
import {
  leastSquares,
  leastSquaresBySingularValues,
  solved,
} from "./solved.ts";

const systems = anyMatrices(7).chain((A) =>
  fc.tuple(fc.constant(A), vectors(A.rows))
);

for (const { name, A, b, x } of golden.systems) {
  Deno.test(`leastSquares() finds NumPy's solution of a ${name} system`, () => {
    assertClose(
      leastSquares(matrixFromRows(A), Float64Array.from(b)),
      x,
      1e-12,
    );
  });
}

Deno.test("leastSquares() agrees with the singular values at full rank", () => {
  fc.assert(fc.property(systems, ([A, b]) => {
    const s = singularValues(A);
    fc.pre(s[s.length - 1] > 1e-3 * s[0]);
    assertClose(leastSquares(A, b), leastSquaresBySingularValues(A, b), 1e-9);
  }));
});

Deno.test("leastSquares() leaves a residual at right angles to every column", () => {
  fc.assert(fc.property(systems, ([A, b]) => {
    const s = singularValues(A);
    // between full rank and none, no answer is exact
    fc.pre(s.every((σ) => σ > 1e-3 * s[0] || σ < 1e-15 * s[0]));
    const residual = apply(A, leastSquares(A, b)).map((y, i) => y - b[i]);
    assertClose(
      apply(transpose(A), residual),
      new Float64Array(A.columns),
      1e-8,
    );
  }));
});

Deno.test("leastSquares() gives the shortest of many solutions", () => {
  const A = matrixFromRows([[1, 1], [2, 2]]); // of rank 1
  assertClose(leastSquares(A, Float64Array.of(2, 4)), [1, 1], 1e-14);
  const wide = matrixFromRows([[3, 4]]);
  assertClose(leastSquares(wide, Float64Array.of(25)), [3, 4], 1e-14);
});

Deno.test("leastSquares() of a zero matrix is zero", () => {
  assertEquals(
    leastSquares(matrix(2, 3), Float64Array.of(1, 2)),
    new Float64Array(3),
  );
});

Deno.test("leastSquares() counts a singular value below 2⁻⁵³ of the largest as zero", () => {
  const b = Float64Array.of(1, 1);
  const below = matrixFromRows([[1, 0], [0, 2 ** -54]]);
  assertClose(leastSquares(below, b), [1, 0], 1e-15);
  const above = matrixFromRows([[1, 0], [0, 2 ** -52]]);
  assertClose(leastSquares(above, b), [1, 2 ** 52], 1);
});

Deno.test("leastSquares() comes to an end for weights that have run away, of which little but rounding is left", () => {
  const [rows, columns] = [40, 30];
  const A = uniformMatrix(rows, columns, { seed: 1 });
  const h = uniformMatrix(columns, 1, { seed: 101 }).data.map(Math.sign);
  for (const [step, size] of [1e12, 1e24].entries()) {
    const e = uniformMatrix(rows, 1, { seed: 2 + step }).data;
    // float32, as weights are, so that little is left of what they were
    A.data.forEach((a, k) => {
      const i = Math.floor(k / columns), j = k % columns;
      A.data[k] = Math.fround(a + size * e[i] * h[j]);
    });
  }
  const b = uniformMatrix(rows, 1, { seed: 4 }).data;
  const residual = apply(A, leastSquares(A, b)).map((y, i) => y - b[i]);
  const left = apply(transpose(A), residual).map((v) => v / norm(A.data));
  assertClose(left, new Float64Array(columns), 1e-12);
});

Deno.test("leastSquaresBySingularValues() comes to an end for a matrix that is graded over many powers of ten", () => {
  const grades = [1, 1e-9, 1e-30, 1e-200];
  const graded = (columns: number) =>
    matrixFromRows(
      grades.map((grade, i) =>
        Array.from({ length: columns }, (_, j) => grade * Math.cos(3 * i * j))
      ),
    );
  for (const A of [graded(3), graded(4), graded(6), transpose(graded(6))]) {
    const b = Float64Array.from(
      { length: A.rows },
      (_, i) => A.data[i * A.columns],
    );
    const x = leastSquaresBySingularValues(A, b);
    const residual = apply(A, x).map((y, i) => y - b[i]);
    assertClose(
      apply(transpose(A), residual),
      new Float64Array(A.columns),
      1e-13,
    );
  }
});

Deno.test("leastSquaresBySingularValues() gives the shortest solution whatever the rank", () => {
  const products = fc.integer({ min: 1, max: 3 })
    .chain((rank) =>
      fc.tuple(matrices(5, rank), matrices(rank, 6), vectors(5))
    );
  fc.assert(fc.property(products, ([L, R, b]) => {
    fc.pre([L, R].every((factor) => Math.min(...singularValues(factor)) > 0.1));
    const x = leastSquaresBySingularValues(product(L, R), b);
    // (L R)⁺ = R⁺ L⁺ where both have full rank
    assertClose(x, leastSquares(R, leastSquares(L, b)), 1e-8);
  }));
});

Deno.test("leastSquares() finds the answer for large, small and repeated columns, and none for what is not finite", () => {
  const b = Float64Array.of(1, 1), none = Float64Array.of(1, NaN);
  for (const size of [1.5e308, 1, 1e-300]) {
    const A = matrixFromRows([[size, size], [size, size]]); // of rank 1
    const x = leastSquares(A, b).map((v) => v * size);
    assertClose(x, [.5, .5], 1e-14);
    assert(leastSquares(A, none).every(Number.isNaN));
  }
  assert(leastSquares(matrix(2, 2), none).every(Number.isNaN));
});

Deno.test("createLeastSquares() gives the same digits at every call, and changes no input", () => {
  const A = matrixFromRows([[1, 2, 3], [4, 5, 6.5]]);
  const b = Float64Array.of(1, -1);
  const before = [copy(A), b.slice()];
  const solve = createLeastSquares(A);
  const x = solve(A)(b, new Float64Array(3));
  solve(matrixFromRows([[9, 1, 1], [1, 9, 1]]))(b, new Float64Array(3));
  assertEquals(solve(A)(b, new Float64Array(3)), x);
  assertEquals([A, b], before);
});

Deno.test("createLeastSquares() passes on what is not finite", () => {
  const A = matrixFromRows([[NaN, 1], [1, 1]]);
  assert(leastSquares(A, Float64Array.of(1, 1)).every(Number.isNaN));
  const I = matrixFromRows([[1, 0], [0, 1]]);
  assert(!leastSquares(I, Float64Array.of(1, Infinity)).every(Number.isFinite));
});

Deno.test("createLeastSquares() refuses another shape", () => {
  const solve = createLeastSquares({ rows: 2, columns: 3 });
  assertThrows(
    () => solve(matrix(3, 2)),
    RangeError,
    "Cannot factor a matrix: wanted shape (2, 3), received (3, 2)",
  );
});

Deno.test("pseudoinverse() satisfies A A⁺ A = A", () => {
  fc.assert(fc.property(anyMatrices(6), (A) => {
    const s = singularValues(A);
    fc.pre(s.every((σ) => σ > 1e-3 * s[0] || σ < 1e-15 * s[0]));
    const inverse = pseudoinverse(A);
    assertClose(product(product(A, inverse), A).data, A.data, 1e-9);
  }));
});

Deno.test("leastSquaresOfMany() solves for every column, whatever the shape and the rank", () => {
  const systems = anyMatrices(7).chain((A) =>
    fc.tuple(fc.constant(A), matrices(A.rows, 3))
  );
  fc.assert(fc.property(systems, ([A, B]) => {
    const X = leastSquaresOfMany(A, B);
    for (let j = 0; j < 3; j++) {
      const column = (C: Matrix) =>
        Float64Array.from({ length: C.rows }, (_, i) => C.data[3 * i + j]);
      assertEquals(column(X), leastSquares(A, column(B)));
    }
  }));
});

const limit = 1e6;

Deno.test("createGuardedSolve() solves what is far from singular, whatever it saw before", () => {
  const solve = createGuardedSolve(identity(4), limit);
  fc.assert(fc.property(matrices(4, 4), vectors(4), (A, x) => {
    shiftDiagonal(A, 40);
    const found = new Float64Array(4);
    assertClose(solve(A)!(apply(A, x), found), x, 1e-12);
  }));
});

Deno.test("createGuardedSolve() refuses what is near singular or not finite, and nothing else", () => {
  const solve = createGuardedSolve(identity(2), limit);
  const tries = (a: number) => solve(matrixFromRows([[1, 0], [0, a]])) !== null;
  assertEquals(
    [1, 2e-6, 5e-7, 0, NaN, Infinity].map(tries),
    [true, true, false, false, false, false],
  );
});

Deno.test("createGuardedSolve() leaves the system as it was", () => {
  const A = matrixFromRows([[2, 1], [0, 4]]), b = Float64Array.of(4, 8);
  const x = new Float64Array(2);
  createGuardedSolve(identity(2), limit)(A)!(b, x);
  assertEquals([...A.data, ...b], [2, 1, 0, 4, 4, 8]);
  assertClose(x, [1, 2], 1e-15);
});

Deno.test("createGuardedSolve() refuses shapes that do not fit", () => {
  const solve = createGuardedSolve(identity(2), limit);
  const two = new Float64Array(2);
  assertThrows(
    () => solve(identity(3)),
    RangeError,
    "factor a matrix",
  );
  assertThrows(
    () => solve(identity(2))!(new Float64Array(3), two),
    RangeError,
    "wanted 2 numbers, received 3",
  );
});

Deno.test("inverse() times the matrix is the identity, from either side", () => {
  fc.assert(fc.property(matrices(6, 6), (A) => {
    shiftDiagonal(A, 30); // far from singular
    for (const [P, Q] of [[A, inverse(A)], [inverse(A), A]]) {
      assertClose(product(P, Q).data, identity(6).data, 1e-14);
    }
  }));
});

Deno.test("inverse() of a singular matrix is not finite", () => {
  assert(!allFinite(inverse(matrix(2, 2)).data));
});

Deno.test("inverse() refuses a matrix that is not square", () => {
  assertThrows(
    () => inverse(matrix(2, 3)),
    RangeError,
    "Cannot factor a matrix: wanted shape (2, 2), received (2, 3)",
  );
});

const algebra = new CompiledAlgebra();

const conditionOf = (A: Matrix) =>
  probedSolve(algebra, { A }, identity(A.rows)).condition;

Deno.test("probedSolve() gives what the algebra gives for the right side alone", () => {
  const A = uniformMatrix(30, 30, { seed: 1 });
  const B = uniformMatrix(30, 7, { seed: 2 });
  assertEquals(probedSolve(algebra, { A }, B).X, solved(algebra, A, B));
});

Deno.test("probedSolve() tells the condition within a factor of three, nearly always", () => {
  let far = 0;
  for (let seed = 0; seed < 200; seed++) {
    const A = uniformMatrix(1 + seed % 40, 1 + seed % 40, { seed });
    const exact = norm(A.data) * norm(inverse(A)!.data);
    const ratio = conditionOf(A) / exact;
    assert(ratio > 1e-2 && ratio < 4, `${ratio} of ${exact}`);
    if (ratio < 1 / 3) far++;
  }
  assert(far < 10, `${far} of 200`);
});

Deno.test("probedSolve() of a shifted matrix is that of the matrix with the shift added", () => {
  const A = uniformMatrix(30, 30, { seed: 3 }), B = identity(30);
  const before = [copy(A), copy(B)];
  for (const shift of [-0.4, 20]) {
    const found = probedSolve(algebra, { A, shift }, B);
    const whole = { A: shiftDiagonal(copy(A), shift) };
    const wanted = probedSolve(algebra, whole, B);
    assertEquals(found.X, wanted.X);
    assertNumberClose(found.condition, wanted.condition, 1e-12);
  }
  assertEquals([A, B], before);
});

Deno.test("probedSolve() tells a singular, a nearly singular and a non-finite matrix by its condition", () => {
  assert(!(conditionOf(matrix(3, 3)) < 1e15));
  const nearly = identity(40);
  nearly.data[0] = 1e-13;
  assert(conditionOf(nearly) > 1e13 && conditionOf(nearly) < 1e15);
  // whichever two rows are the same
  for (let row = 1; row < 40; row++) {
    const twice = uniformMatrix(40, 40, { seed: 4 });
    twice.data.copyWithin(40 * row, 0, 40);
    assert(!(conditionOf(twice) < 1e13), `row ${row}`);
  }
  for (const bad of [NaN, Infinity]) {
    const broken = identity(5);
    broken.data[7] = bad;
    assert(!(conditionOf(broken) < Infinity));
  }
});

Deno.test("systemNorm() is the norm of the matrix with the shift on its diagonal", () => {
  for (const n of [1, 2, 7, 30]) {
    const A = uniformMatrix(n, n, { seed: n });
    for (const shift of [0, 0.3, -0.3, 100]) {
      const whole = norm(shiftDiagonal(copy(A), shift).data);
      assertNumberClose(systemNorm({ A, shift }), whole, 1e-12);
    }
    assertEquals(systemNorm({ A }), systemNorm({ A, shift: 0 }));
  }
});

Deno.test("systemNorm() is zero where a shift leaves nothing, and no number where the matrix has none", () => {
  const A = identity(5);
  assertEquals(systemNorm({ A, shift: -1 }), 0);
  A.data[3] = NaN;
  assert(Number.isNaN(systemNorm({ A, shift: -1 })));
});
