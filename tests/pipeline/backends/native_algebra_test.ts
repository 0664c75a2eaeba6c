import { assert, assertEquals } from "@std/assert";
import { CompiledAlgebra } from "../../../lib/kernels/compiled_algebra.ts";
import { identity, transpose } from "../../../lib/linalg/matrix.ts";
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

test("openNativeAlgebra() solves systems, and tells their condition, as the project's kernels do", (found) => {
  const native = openNativeAlgebra({ path: found.hints.library });
  const A = uniformMatrix(50, 50, { seed: 3 }),
    B = uniformMatrix(50, 7, { seed: 4 });
  const before = [A.data.slice(), B.data.slice()];
  const one = native.solve(A, B), other = compiled.solve(A, B);
  assertAllClose(one.X.data, other.X.data, 1e-11);
  assert(Math.abs(one.condition / other.condition - 1) < 0.5);
  assertEquals([A.data, B.data], before);
  const twice = uniformMatrix(20, 20, { seed: 5 });
  twice.data.copyWithin(20, 0, 20);
  assert(!(native.solve(twice, identity(20)).condition < 1e13));
  twice.data[3] = NaN;
  assert(!(native.solve(twice, identity(20)).condition < Infinity));
  return Promise.resolve();
});
