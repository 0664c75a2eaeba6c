import { assert, assertEquals } from "@std/assert";
import { CompiledAlgebra } from "../../../lib/kernels/compiled_algebra.ts";
import {
  identity,
  type Matrix,
  transpose,
} from "../../../lib/linalg/matrix.ts";
import { probedSolve } from "../../../lib/linalg/probed_solve.ts";
import { openNativeAlgebra } from "../../../pipeline/backends/native_algebra.ts";
import { assertAllClose, uniformMatrix } from "../../lib/kernels/numbers.ts";
import { testsOf } from "./available.ts";

const test = await testsOf("native");
const compiled = new CompiledAlgebra();

test("openNativeAlgebra() multiplies as the project's kernels do, factors transposed or not, of float32 too", (found) => {
  const native = openNativeAlgebra({ path: found.hints.library });
  const A = uniformMatrix(13, 30, { seed: 1 }),
    B = uniformMatrix(30, 9, { seed: 2 });
  const wanted = compiled.product(A, B).data;
  for (
    const C of [
      native.product(A, B),
      native.product(transpose(A), B, { A: true }),
      native.product(A, transpose(B), { B: true }),
      native.product(transpose(A), transpose(B), { A: true, B: true }),
    ]
  ) assertAllClose(C.data, wanted, 1e-14);
  const float = { ...A, data: Float32Array.from(A.data) };
  assertAllClose(
    native.product(float, B).data,
    compiled.product(float, B).data,
    1e-14,
  );
  return Promise.resolve();
});

test("openNativeAlgebra() solves systems as the project's kernels do, and passes on what is singular or not finite", (found) => {
  const native = openNativeAlgebra({ path: found.hints.library });
  const A = uniformMatrix(50, 50, { seed: 3 }),
    B = uniformMatrix(50, 7, { seed: 4 });
  const before = [A.data.slice(), B.data.slice()];
  const one = native.solve(A, B), other = compiled.solve(A, B);
  assertAllClose(one.data, other.data, 1e-11);
  assertEquals([A.data, B.data], before);
  const condition = (A: Matrix) =>
    probedSolve(native, A, identity(A.rows)).condition;
  const twice = uniformMatrix(20, 20, { seed: 5 });
  twice.data.copyWithin(20, 0, 20);
  assert(!(condition(twice) < 1e13));
  twice.data[3] = NaN;
  assert(!(condition(twice) < Infinity));
  return Promise.resolve();
});
