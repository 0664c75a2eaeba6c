import { assertEquals } from "@std/assert";
import { WasmInstance } from "../../../lib/kernels/wasm_instance.ts";
import { exactMadd } from "./exact_madd.ts";
import { integers } from "./numbers.ts";

const next = integers(17);
const view = new DataView(new ArrayBuffer(4));

/** The float32 of these bits, and the bits of one. */
function float(bits: number): number {
  view.setUint32(0, bits);
  return view.getFloat32(0);
}
function bitsOf(value: number): number {
  view.setFloat32(0, value);
  return view.getUint32(0);
}

/** A number of either sign from 2ᵉ to 2ᵉ⁺¹. */
const near = (e: number) =>
  float((next() & 0x807fffff) >>> 0 | 0x3f800000) * 2 ** e;
const rounded = Math.fround;

const kinds: Record<string, () => [c: number, x: number, y: number]> = {
  "any bits": () => [float(next()), float(next()), float(next())],
  "sizes alike": () => [near(0), near(0), near(0)],
  "a sum that cancels": () => {
    const x = near(0), y = near(0);
    return [float(bitsOf(-rounded(x * y)) + next() % 5 - 2), x, y];
  },
  "an addend far above or below": () => {
    const x = near(0), y = near(0);
    return [near(next() % 100 - 50), x, y];
  },
  "a subnormal sum": () => [
    ...[
      float(next() & 0x80ffffff),
      near(-70),
      near(-60 - next() % 20),
    ] as const,
  ],
  "a sum near the largest": () => [
    ...[float((next() & 0x807fffff | 0x7f000000) >>> 0), near(63)] as const,
    near(63),
  ],
};

const special = [
  ...[0, 1, 2 ** -149, 2 ** -126, 2 ** -75, 2 ** 64, 3.4028234663852886e38],
  Infinity,
];
const specials = [...special, ...special.map((value) => -value), NaN];

for (const kind of ["float", "emulated"] as const) {
  const { maddOf } = new WasmInstance(kind).kernels;

  for (const [name, draw] of Object.entries(kinds)) {
    Deno.test(`madd() of ${kind} kernels rounds once: ${name}`, () => {
      for (let k = 0; k < 20_000; k++) {
        const [c, x, y] = draw();
        const found = maddOf(c, x, y);
        if (!Object.is(found, exactMadd(c, x, y))) {
          assertEquals(found, exactMadd(c, x, y), `${c} + ${x} × ${y}`);
        }
      }
    });
  }

  Deno.test(`madd() of ${kind} kernels keeps zeros, infinities and what is not a number`, () => {
    for (const c of specials) {
      for (const x of specials) {
        for (const y of specials) {
          assertEquals(
            maddOf(c, x, y),
            exactMadd(c, x, y),
            `${c} + ${x} × ${y}`,
          );
        }
      }
    }
  });
}
