import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  hasFusedOperation,
  shared,
  WasmInstance,
} from "../../../lib/kernels/wasm_instance.ts";

Deno.test("WasmInstance.reserve() gives zeros that nothing else uses, however much is asked for", () => {
  const instance = new WasmInstance("double");
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

Deno.test("WasmInstance.reserve() can be used on after more was asked for than there is", () => {
  const instance = new WasmInstance("double");
  assertThrows(() => instance.reserve(2 ** 33), RangeError);
  instance.bytes(instance.reserve(8), 8).fill(1);
});

Deno.test("WasmInstance.memory keeps its numbers when it grows", () => {
  const instance = new WasmInstance("double");
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
  const [one, other] = [new WasmInstance("double"), new WasmInstance("double")];
  const address = one.reserve(8);
  assertEquals(other.reserve(8), address);
  one.floats(address, 2).set([0.5, 2]);
  other.integers(address, 2).set([3, 4]);
  assertEquals([...one.floats(address, 2)], [0.5, 2]);
  assertEquals([...other.integers(address, 2)], [3, 4]);
});

Deno.test("WasmInstance has the kernels", () => {
  const instance = new WasmInstance("double");
  const source = instance.reserve(16), target = instance.reserve(16);
  instance.kernels.tanh(source, target, 2);
  assertEquals([...instance.bytes(target, 16)], Array(16).fill(0));
});

Deno.test("WasmInstance.room() gives the same place again, and another where it is too short", () => {
  const instance = new WasmInstance("float");
  const first = instance.room("A", 100);
  assertEquals(instance.room("A", 60), first);
  const longer = instance.room("A", 1000);
  assert(longer !== first && longer !== instance.room("B", 1000));
});

Deno.test("WasmInstance.addressOf() knows what lies in its memory", () => {
  const instance = new WasmInstance("float");
  const address = instance.reserve(8);
  assertEquals(instance.addressOf(instance.floats(address, 2)), address);
  assertEquals(instance.addressOf(new Float32Array(2)), undefined);
});

Deno.test("hasFusedOperation() says whether the kernels of float32 round once by themselves", () => {
  // 1 + ε times 1 − ε is 1 − ε², which rounds to 1
  const ε = 2 ** -23;
  const { maddOf } = new WasmInstance("float").kernels;
  assertEquals(maddOf(-1, 1 + ε, 1 - ε), -(ε ** 2));
  assertEquals(typeof hasFusedOperation(), "boolean");
});
