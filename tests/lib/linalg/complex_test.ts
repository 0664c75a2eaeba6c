import { assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { divide, multiply, squareRoot } from "../../../lib/linalg/complex.ts";
import { ordinary } from "./arbitrary.ts";

Deno.test("squareRoot() squared is the number again, its real part not negative", () => {
  fc.assert(fc.property(ordinary, ordinary, (real, imaginary) => {
    const root = squareRoot({ real, imaginary });
    assertAlmostEquals(root.real ** 2 - root.imaginary ** 2, real, 1e-14);
    assertAlmostEquals(2 * root.real * root.imaginary, imaginary, 1e-14);
    assertEquals(root.real >= 0, true);
  }));
});

Deno.test("squareRoot() of a negative number is exactly imaginary", () => {
  assertEquals(squareRoot({ real: -9, imaginary: 0 }), {
    real: 0,
    imaginary: 3,
  });
});

Deno.test("squareRoot() keeps a small real part that a difference would lose", () => {
  const root = squareRoot({ real: -1, imaginary: 2e-10 });
  assertAlmostEquals(root.real, 1e-10, 1e-25);
});

Deno.test("divide() undoes complex multiplication", () => {
  // (2 + 3i)(−1 + 4i) = −14 + 5i
  const a = { real: 2, imaginary: 3 }, b = { real: -1, imaginary: 4 };
  assertEquals(multiply(a, b), { real: -14, imaginary: 5 });
  assertEquals(divide({ real: -14, imaginary: 5 }, b), a);
});
