import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { eigenpairs } from "../../../lib/linalg/decompositions.ts";
import { eigenmode } from "../../../lib/linalg/eigenmode.ts";
import { matrix } from "../../../lib/linalg/matrix.ts";
import { apply, applyTransposed } from "../../../lib/linalg/product.ts";
import { matrices } from "./arbitrary.ts";
import { assertClose } from "./assert_close.ts";

const square = fc.integer({ min: 1, max: 5 }).chain((n) => matrices(n, n));

Deno.test("eigenmode() pairs right and left eigenvectors of one eigenvalue", () => {
  let pairs = 0;
  fc.assert(fc.property(square, (A) => {
    const { real, imaginary, vectors } = eigenpairs(A);
    for (let k = 0; k < A.rows; k++) {
      const [λ, ω] = [real[k], imaginary[k]];
      const mode = eigenmode({ imaginary, vectors }, k);
      if (ω < 0 || !mode) continue;
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
