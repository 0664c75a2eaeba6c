import { assert, assertEquals } from "@std/assert";
import { copy, identity, shiftDiagonal } from "../../../lib/linalg/matrix.ts";
import { norm } from "../../../lib/linalg/norms.ts";
import { systemNorm } from "../../../lib/linalg/system_norm.ts";
import { assertClose, uniformMatrix } from "../kernels/numbers.ts";

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
