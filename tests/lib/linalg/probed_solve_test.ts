import { assert, assertEquals } from "@std/assert";
import { CompiledAlgebra } from "../../../lib/kernels/compiled_algebra.ts";
import {
  copy,
  identity,
  type Matrix,
  matrix,
  shiftDiagonal,
} from "../../../lib/linalg/matrix.ts";
import { norm } from "../../../lib/linalg/norms.ts";
import { systemNorm } from "../../../lib/linalg/probed_solve.ts";
import { inverse, probedSolve } from "../../../lib/linalg/solve.ts";
import { assertClose, uniformMatrix } from "../kernels/numbers.ts";
import { solved } from "./solved.ts";

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
    assertClose(found.condition, wanted.condition, 1e-12);
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
      assertClose(systemNorm({ A, shift }), whole, 1e-12);
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
