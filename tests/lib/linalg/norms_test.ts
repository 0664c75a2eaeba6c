import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertStrictEquals,
} from "@std/assert";
import fc from "fast-check";
import {
  angle,
  clipNorm,
  longNorm,
  norm,
  withinRange,
} from "../../../lib/linalg/norms.ts";
import { vectors } from "./arbitrary.ts";
import { matrixFromRows } from "./matrix_from_rows.ts";

Deno.test("norm() is the Euclidean length", () => {
  assertEquals(norm([3, -4]), 5);
  assertEquals(norm([]), 0);
});

Deno.test("clipNorm() shortens what is too long and keeps its direction", () => {
  assertEquals(clipNorm(Float64Array.of(6, -8), 5), Float64Array.of(3, -4));
});

Deno.test("clipNorm() leaves alone what is short enough", () => {
  assertEquals(clipNorm(Float64Array.of(3, 4), 5), Float64Array.of(3, 4));
});

Deno.test("longNorm() is norm() up to rounding, for every length", () => {
  for (let n = 0; n < 10; n++) {
    const x = Float64Array.from({ length: n }, (_, i) => 1 / (i + 1));
    assertAlmostEquals(longNorm(x), norm(x), 1e-15);
  }
});

Deno.test("angle() is 0, 90 and 180 degrees where it should be", () => {
  const u = Float64Array.of(1, 2);
  assertEquals(angle(u, u), 0);
  assertAlmostEquals(angle(u, Float64Array.of(-2, 1)), 90, 1e-13);
  assertEquals(angle(u, Float64Array.of(-3, -6)), 180);
});

Deno.test("angle() keeps the digits of an angle that a cosine cannot tell from zero", () => {
  const θ = 1e-10; // radians; cos θ rounds to 1
  const tilted = Float64Array.of(Math.cos(θ), Math.sin(θ));
  assertAlmostEquals(
    angle(Float64Array.of(1, 0), tilted),
    θ * 180 / Math.PI,
    1e-22,
  );
});

Deno.test("angle() does not depend on lengths", () => {
  const u = Float64Array.of(0.3, -1.2, 0.7), v = Float64Array.of(2, 0.1, 1);
  const scaled = v.map((x) => 1e-9 * x);
  assertAlmostEquals(angle(u, scaled), angle(u, v), 1e-13);
});

Deno.test("angle() is not a number beside a zero vector", () => {
  assert(Number.isNaN(angle(new Float64Array(2), Float64Array.of(1, 0))));
});

Deno.test("angle() is the arc cosine of the scalar product over the lengths", () => {
  fc.assert(fc.property(vectors(5), vectors(5), (u, v) => {
    fc.pre(norm(u) > 0 && norm(v) > 0);
    const cosine = u.reduce((sum, x, i) => sum + x * v[i], 0) /
      (norm(u) * norm(v));
    assertAlmostEquals(Math.cos(angle(u, v) * Math.PI / 180), cosine, 1e-14);
  }));
});

Deno.test("angle() to −v is that of the length of v turned round", () => {
  fc.assert(fc.property(vectors(5), vectors(5), (u, v) => {
    assertEquals(angle(u, v, -norm(v)), angle(u, v.map((x) => -x)));
  }));
});

Deno.test("withinRange() brings very large and very small entries near 1, and rounds none", () => {
  for (const size of [1.5e308, 1e-300]) {
    const A = matrixFromRows([[size, -size / 3], [0, size / 7]]);
    const { scaled, scale } = withinRange(A);
    assertEquals(scaled.data.map((a) => a * scale), A.data);
    assert(scaled.data[0] >= 1 && scaled.data[0] < 2);
  }
});

Deno.test("withinRange() leaves ordinary matrices, zeros and what is not finite as they are", () => {
  for (const a of [1, 1e-99, 0, Infinity, NaN]) {
    const A = matrixFromRows([[a, 0]]);
    const { scaled, scale } = withinRange(A);
    assertStrictEquals(scaled, A);
    assertEquals(scale, 1);
  }
});
