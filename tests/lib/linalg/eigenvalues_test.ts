import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { loopMatrix } from "../../../lib/feedback/stability.ts";
import { eigenpairs } from "../../../lib/linalg/eigenvectors.ts";
import {
  createEigenvalues,
  type Eigenvalues,
  francisStep,
  hessenberg,
} from "../../../lib/linalg/eigenvalues.ts";
import { identity, type Matrix, matrix } from "../../../lib/linalg/matrix.ts";
import { norm } from "../../../lib/linalg/norms.ts";
import { product } from "../../../lib/linalg/product.ts";
import { loops } from "../feedback/loops.ts";
import { matrices } from "./arbitrary.ts";
import { assertClose } from "./assert_close.ts";
import { matrixFromRows } from "./matrix_from_rows.ts";

const eigenvalues = (A: Matrix) => createEigenvalues(A.rows)(A);

/** The real parts, from smallest to largest. */
const sorted = ({ real }: Eigenvalues) => real.slice().sort();

/** Numbers that are the same for all matrices with these eigenvalues: the coefficients' sums of powers. */
function powerSums({ real, imaginary }: Eigenvalues, powers: number) {
  const sums: number[] = [];
  for (let p = 1; p <= powers; p++) {
    let re = 0, im = 0;
    for (let k = 0; k < real.length; k++) {
      const size = Math.hypot(real[k], imaginary[k]) ** p;
      const angle = p * Math.atan2(imaginary[k], real[k]);
      re += size * Math.cos(angle);
      im += size * Math.sin(angle);
    }
    sums.push(re, im);
  }
  return sums;
}

for (const n of [1, 2, 3, 5, 10]) {
  Deno.test(`createEigenvalues(${n}) finds what eigenpairs() finds`, () => {
    fc.assert(fc.property(matrices(n, n), (A) => {
      const found = powerSums(eigenvalues(A), n);
      const wanted = powerSums(eigenpairs(A), n);
      wanted.forEach((sum, k) =>
        assertClose(
          [found[k]],
          [sum],
          1e-11 * (4 * n) ** (Math.floor(k / 2) + 1),
        )
      );
    }));
  });
}

Deno.test("createEigenvalues() finds the eigenvalues of loops, many of which meet", () => {
  fc.assert(
    fc.property(loops, fc.constantFrom(1, 1e-2, 1e-4), (loop, scale) => {
      const [W, B] = [loop.W, loop.B].map((A) =>
        matrix(A.rows, A.columns, A.data.map((a) => scale * a))
      );
      const M = loopMatrix({ W: [W], B, leak: loop.leak });
      const found = powerSums(eigenvalues(M), 3);
      assertClose(found, powerSums(eigenpairs(M), 3), 1e-9);
    }),
    { numRuns: 300 },
  );
});

Deno.test("createEigenvalues() puts the upper one of a conjugate pair first", () => {
  const { real, imaginary } = eigenvalues(matrixFromRows([[1, -2], [2, 1]]));
  assertEquals([...real, ...imaginary], [1, 1, 2, -2]);
});

Deno.test("createEigenvalues() finds both roots of a pair whose sizes differ by 1e12", () => {
  const { real } = eigenvalues(matrixFromRows([[1, 1], [1e-12, 0]]));
  const small = Math.min(...real.map(Math.abs));
  assertClose([small * 1e12], [1], 1e-9);
});

Deno.test("createEigenvalues() takes n identical eigenvalues as they are", () => {
  assertEquals(sorted(eigenvalues(identity(4))), new Float64Array(4).fill(1));
  assertEquals(sorted(eigenvalues(matrix(3, 3))), new Float64Array(3));
});

for (const n of [3, 4, 5, 8, 13]) {
  Deno.test(`createEigenvalues() finds the ${n} roots of 1, on which plain shifts turn in circles`, () => {
    const cycle = matrix(n, n);
    for (let i = 0; i < n; i++) cycle.data[i * n + (i + 1) % n] = 1;
    const { real, imaginary } = eigenvalues(cycle);
    const angles = [...real].map((r, k) =>
      Math.atan2(imaginary[k], r) / (2 * Math.PI) * n
    );
    const turns = angles.map((a) => (Math.round(a) + n) % n);
    assertClose(angles, angles.map(Math.round), 1e-12);
    assertEquals(turns.sort((a, b) => a - b), [...turns.keys()]);
    assertClose(
      real.map((r, k) => Math.hypot(r, imaginary[k])),
      real.map(() => 1),
      1e-13,
    );
  });
}

Deno.test("createEigenvalues() separates two clusters that plain double shifts mix", () => {
  // pairs near −1 and near 0, tied weakly, as of a loop with small weights
  const A = matrixFromRows([
    [-0.917, 0.276, -6.14e-5, -2.75e-4],
    [0.273, -0.0835, 8.9e-5, -2.15e-4],
    [0, -1.08e-3, -0.988, -0.105],
    [0, 0, -0.106, -0.0123],
  ]);
  const found = powerSums(eigenvalues(A), 4);
  assertClose(found, powerSums(eigenpairs(A), 4), 1e-14);
});

Deno.test("createEigenvalues() keeps its digits for numbers far from 1", () => {
  const A = matrixFromRows([[2, 1, 0], [0, 3, 1], [1, 0, 5]]);
  const wanted = sorted(eigenvalues(A));
  for (const scale of [1e-200, 1e200]) {
    const scaled = matrix(3, 3, A.data.map((a) => scale * a));
    const found = sorted(eigenvalues(scaled)).map((λ) => λ / scale);
    assertClose(found, wanted, 1e-14);
  }
});

Deno.test("createEigenvalues() is not led astray by entries whose squares vanish", () => {
  const A = matrixFromRows([
    [1, 1e-158, 1e-158],
    [1e-158, 2, 1e-158],
    [1e-158, 1e-158, 3],
  ]);
  assertEquals(sorted(eigenvalues(A)), Float64Array.of(1, 2, 3));
});

Deno.test("createEigenvalues() leaves the matrix alone and forgets the last one", () => {
  const find = createEigenvalues(2);
  const A = matrixFromRows([[0, 1], [-1, 0]]);
  const before = A.data.slice();
  find(A);
  assertEquals(A.data, before);
  const { real, imaginary } = find(identity(2));
  assertEquals([...real, ...imaginary], [1, 1, 0, 0]);
  assert(find(A).imaginary.includes(1));
});

Deno.test("createEigenvalues() refuses other shapes, and numbers that are not finite", () => {
  const find = createEigenvalues(2);
  assertThrows(
    () => find(matrix(2, 3)),
    RangeError,
    "Cannot find eigenvalues: wanted shape (2, 2), received (2, 3)",
  );
  assertThrows(
    () => find(matrixFromRows([[1, NaN], [0, 1]])),
    RangeError,
    "Cannot find eigenvalues: the matrix is not finite",
  );
});

/** Trace A, A², A³ and ‖A‖²: the same for all orthogonal transforms of A. */
function invariants(A: Matrix): number[] {
  const A2 = product(A, A), A3 = product(A2, A);
  const traces = [A, A2, A3].map(({ data }) =>
    data.filter((_, k) => k % (A.rows + 1) === 0).reduce((sum, a) => sum + a, 0)
  );
  return [...traces, norm(A.data) ** 2];
}

const n = 6;
const unit = matrices(n, n).map((A) => matrix(n, n, A.data.map((a) => a / 4)));

function reduced(A: Matrix): Matrix {
  const H = matrix(n, n, A.data.slice());
  hessenberg(H.data, n, new Float64Array(n));
  return H;
}

Deno.test("hessenberg() leaves zeros below the first subdiagonal", () => {
  fc.assert(fc.property(unit, (A) => {
    reduced(A).data.forEach((h, k) => {
      if (Math.floor(k / n) > k % n + 1) assertEquals(h, 0);
    });
  }));
});

Deno.test("hessenberg() is an orthogonal transform", () => {
  fc.assert(fc.property(unit, (A) => {
    assertClose(invariants(reduced(A)), invariants(A), 1e-12);
  }));
});

Deno.test("hessenberg() leaves a matrix of that form alone", () => {
  fc.assert(fc.property(unit, (A) => {
    const H = reduced(A);
    assertEquals(reduced(H), H);
  }));
});

const m = 5;
const whole = { low: 0, high: m - 1, exceptional: false };

const hessenbergs = matrices(m, m).map((A) => {
  const H = matrix(m, m, A.data.map((a) => a / 4));
  hessenberg(H.data, m, new Float64Array(m));
  return H;
}).filter((H) => subdiagonal(H).every((h) => h > 1e-3));

function subdiagonal({ data }: Matrix): number[] {
  return [0, 1, 2, 3].map((k) => Math.abs(data[(k + 1) * m + k]));
}

for (const exceptional of [false, true]) {
  Deno.test(`francisStep() is an orthogonal transform to the same form${exceptional ? ", with exceptional shifts too" : ""}`, () => {
    fc.assert(fc.property(hessenbergs, (H) => {
      const before = invariants(H);
      francisStep(H.data, m, { ...whole, exceptional });
      assertClose(invariants(H), before, 1e-12);
      H.data.forEach((h, k) => {
        if (Math.floor(k / m) > k % m + 1) assertEquals(h, 0);
      });
    }));
  });
}

Deno.test("francisStep(), made again and again, splits off the end of the block", () => {
  fc.assert(fc.property(hessenbergs, (H) => {
    const last = () => Math.min(...subdiagonal(H).slice(-2));
    for (let step = 0; step < 60 && last() > 1e-14; step++) {
      francisStep(H.data, m, { ...whole, exceptional: step % 10 === 9 });
    }
    assert(last() <= 1e-14);
  }));
});

Deno.test("francisStep() works inside its block only", () => {
  fc.assert(fc.property(hessenbergs, (H) => {
    const before = H.data.slice();
    francisStep(H.data, m, { low: 1, high: 3, exceptional: false });
    H.data.forEach((h, k) => {
      const [i, j] = [Math.floor(k / m), k % m];
      if (Math.min(i, j) < 1 || Math.max(i, j) > 3) assertEquals(h, before[k]);
    });
    const corner = [6, 7, 8, 11, 12, 13, 16, 17, 18];
    const [found, wanted] = [H.data, before].map((data) =>
      invariants(matrix(3, 3, Float64Array.from(corner, (k) => data[k])))
    );
    assertClose(found, wanted, 1e-12);
  }));
});
