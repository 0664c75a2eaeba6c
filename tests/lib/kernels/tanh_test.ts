import { assert, assertEquals, assertThrows } from "@std/assert";
import { tanh } from "../../../lib/kernels/tanh.ts";
import { unitsOff } from "./exact_tanh.ts";
import { integers, uniform } from "./numbers.ts";

/** The place of a finite double among all doubles, in order. */
const place = (() => {
  const x = new Float64Array(1), bits = new BigInt64Array(x.buffer);
  return (value: number) => {
    x[0] = value;
    return bits[0] < 0n ? -(bits[0] & 0x7fffffffffffffffn) : bits[0];
  };
})();

/** Doubles of every exponent, both signs, `each` random mantissas for every pair. */
function everyExponent(each: number): Float64Array {
  const next = integers(1), words: number[] = [];
  for (let exponent = 0; exponent < 0x7ff; exponent++) {
    for (let k = 0; k < 2 * each; k++) {
      const sign = k % 2 << 31;
      words.push(next(), sign | (exponent << 20) | (next() >>> 12));
    }
  }
  return new Float64Array(Uint32Array.from(words).buffer);
}

function largestDifference(x: Float64Array): bigint {
  const y = tanh(x);
  let largest = 0n;
  x.forEach((value, i) => {
    const difference = place(y[i]) - place(Math.tanh(value));
    const size = difference < 0n ? -difference : difference;
    if (size > largest) largest = size;
  });
  return largest;
}

Deno.test("tanh() is within 2 units in the last place of Math.tanh at every exponent", () => {
  assert(largestDifference(everyExponent(25)) <= 2n);
});

Deno.test("tanh() is within 2 units in the last place of Math.tanh from −22 to 22", () => {
  for (const scale of [0.1, 0.2, 0.3, 0.6, 1.2, 3, 10, 22]) {
    assert(largestDifference(uniform(30_000, { seed: 2, scale })) <= 2n);
  }
});

Deno.test("tanh() is within 0.55 units in the last place of the true value", () => {
  for (const scale of [1e-3, 0.1875, 0.25, 0.5, 1, 2, 4, 8, 20]) {
    const x = uniform(400, { seed: 3, scale }), y = tanh(x);
    const worst = x.reduce((m, v, i) => Math.max(m, unitsOff(y[i], v)), 0);
    assert(worst < 0.55, `${worst} up to ${scale}`);
  }
});

Deno.test("tanh() is good at, just below and just above the points of its table", () => {
  const x: number[] = [];
  for (let octave = 0.125; octave <= 16; octave *= 2) {
    for (let i = 0; i < 32; i++) {
      const point = octave * (1 + i / 32);
      x.push(point * (1 - 2 ** -52), point, point * (1 + 2 ** -52));
    }
  }
  const y = tanh(Float64Array.from(x));
  x.forEach((value, i) => assert(unitsOff(y[i], value) < 0.55, `at ${value}`));
});

Deno.test("tanh() keeps the sign of zero, tends to ±1 and passes NaN on", () => {
  const x = [0, -0, Infinity, -Infinity, NaN, 1e300, -1e300, 20, -19.0625];
  const y = tanh(Float64Array.from(x));
  assertEquals([...y], [0, -0, 1, -1, NaN, 1, -1, 1, -1]);
});

Deno.test("tanh() of a subnormal or tiny number is that number", () => {
  const x = Float64Array.from([5e-324, -5e-324, 2.2e-308, -1e-310, 1e-200]);
  assertEquals(tanh(x), x);
});

Deno.test("tanh() of a NaN beside other numbers leaves them alone", () => {
  for (const other of [0.01, 0.5, Infinity]) {
    const alone = tanh(Float64Array.from([other, other]));
    assertEquals([...tanh(Float64Array.from([NaN, other]))], [NaN, alone[1]]);
    assertEquals([...tanh(Float64Array.from([other, NaN]))], [alone[0], NaN]);
  }
});

Deno.test("tanh() is odd and at most 1", () => {
  const x = uniform(5000, { seed: 4, scale: 25 }), y = tanh(x);
  assertEquals(tanh(x.map((v) => -v)), y.map((v) => -v));
  assert(y.every((v) => Math.abs(v) <= 1));
});

Deno.test("tanh() of an element does not depend on its neighbours", () => {
  const x = uniform(501, { seed: 5, scale: 0.19 });
  const alone = x.map((v) => tanh(Float64Array.of(v))[0]);
  assertEquals(tanh(x), alone);
  assertEquals(tanh(Float64Array.of(...x, 3)).subarray(0, 501), alone);
});

Deno.test("tanh() takes any length and leaves its input as it was", () => {
  for (const length of [0, 1, 2, 3, 2047, 2048, 2049, 5000]) {
    const x = uniform(length, { seed: 6 }), before = x.slice();
    const y = tanh(x);
    assertEquals(x, before);
    assertEquals(y.length, length);
    assert(y.every((v, i) => Math.abs(v - Math.tanh(x[i])) < 1e-15));
  }
});

Deno.test("tanh() writes into the target, which may be its input", () => {
  const x = uniform(7, { seed: 7 }), y = tanh(x);
  assertEquals(tanh(x, x), y);
  assertEquals(x, y);
});

Deno.test("tanh() refuses a target of another length", () => {
  assertThrows(
    () => tanh(new Float64Array(3), new Float64Array(2)),
    RangeError,
    "Cannot take tanh: wanted 3 numbers, received 2",
  );
});
