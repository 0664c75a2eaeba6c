import { assert, assertEquals } from "@std/assert";
import { doubles, reserve } from "../../../lib/kernels/kernels.ts";

Deno.test("reserve() gives zeros that nothing else uses, aligned, however much is asked for", () => {
  const counts = [3, 1, 200_000, 0, 5];
  const addresses = counts.map(reserve);
  addresses.forEach((address, k) => {
    assertEquals(address % 16, 0);
    const start = address / 8, stop = start + counts[k];
    assert(stop <= doubles().length);
    assert(doubles().subarray(start, stop).every((value) => value === 0));
    doubles().fill(k + 1, start, stop);
  });
  addresses.forEach((address, k) => {
    const part = doubles().subarray(address / 8, address / 8 + counts[k]);
    assert(part.every((value) => value === k + 1));
  });
});

Deno.test("doubles() keeps its numbers when memory grows", () => {
  const address = reserve(1);
  doubles()[address / 8] = 0.125;
  const before = doubles().length;
  reserve(before);
  assert(doubles().length > before);
  assertEquals(doubles()[address / 8], 0.125);
});
