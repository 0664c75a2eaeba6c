import { assert, assertEquals } from "@std/assert";
import { OwnKernels } from "../../../lib/kernels/own_kernels.ts";

interface Tanh {
  tanh(source: number, target: number, count: number): void;
}

Deno.test("OwnKernels.reserve() gives zeros that nothing else uses, however much is asked for", () => {
  const own = new OwnKernels<Tanh>();
  const counts = [3, 1, 2_000_000, 0, 5];
  const addresses = counts.map((count) => own.reserve(count));
  addresses.forEach((address, k) => {
    assertEquals(address % 64, 0);
    const bytes = own.bytes(address, counts[k]);
    assert(bytes.every((value) => value === 0));
    bytes.fill(k + 1);
  });
  addresses.forEach((address, k) =>
    assert(own.bytes(address, counts[k]).every((value) => value === k + 1))
  );
});

Deno.test("OwnKernels keeps its memory to itself", () => {
  const [one, other] = [new OwnKernels<Tanh>(), new OwnKernels<Tanh>()];
  const address = one.reserve(8);
  assertEquals(other.reserve(8), address);
  one.floats(address, 2).set([0.5, 2]);
  other.integers(address, 2).set([3, 4]);
  assertEquals([...one.floats(address, 2)], [0.5, 2]);
  assertEquals([...other.integers(address, 2)], [3, 4]);
});

Deno.test("OwnKernels has the kernels that all share", () => {
  const own = new OwnKernels<Tanh>();
  const source = own.reserve(16), target = own.reserve(16);
  own.kernels.tanh(source, target, 2);
  assertEquals([...own.bytes(target, 16)], Array(16).fill(0));
});
