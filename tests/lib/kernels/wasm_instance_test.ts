import { assert, assertEquals } from "@std/assert";
import { shared, WasmInstance } from "../../../lib/kernels/wasm_instance.ts";

Deno.test("WasmInstance.reserve() gives zeros that nothing else uses, however much is asked for", () => {
  const instance = new WasmInstance();
  const counts = [3, 1, 2_000_000, 0, 5];
  const addresses = counts.map((count) => instance.reserve(count));
  addresses.forEach((address, k) => {
    assertEquals(address % 64, 0);
    const bytes = instance.bytes(address, counts[k]);
    assert(bytes.every((value) => value === 0));
    bytes.fill(k + 1);
  });
  addresses.forEach((address, k) =>
    assert(
      instance.bytes(address, counts[k]).every((value) => value === k + 1),
    )
  );
});

Deno.test("WasmInstance.memory keeps its numbers when it grows", () => {
  const instance = new WasmInstance();
  const address = instance.reserve(8);
  instance.memory[address / 8] = 0.125;
  const before = instance.memory.length;
  instance.reserve(8 * before);
  assert(instance.memory.length > before);
  assertEquals(instance.memory[address / 8], 0.125);
});

Deno.test("WasmInstance.reserveStructure() writes whole numbers of 32 bits", () => {
  const address = shared.reserveStructure([3, -1, 7]);
  assertEquals([...shared.integers(address, 3)], [3, -1, 7]);
});

Deno.test("WasmInstance keeps its memory to itself", () => {
  const [one, other] = [new WasmInstance(), new WasmInstance()];
  const address = one.reserve(8);
  assertEquals(other.reserve(8), address);
  one.floats(address, 2).set([0.5, 2]);
  other.integers(address, 2).set([3, 4]);
  assertEquals([...one.floats(address, 2)], [0.5, 2]);
  assertEquals([...other.integers(address, 2)], [3, 4]);
});

Deno.test("WasmInstance has the kernels", () => {
  const instance = new WasmInstance();
  const source = instance.reserve(16), target = instance.reserve(16);
  instance.kernels.tanh(source, target, 2);
  assertEquals([...instance.bytes(target, 16)], Array(16).fill(0));
});
