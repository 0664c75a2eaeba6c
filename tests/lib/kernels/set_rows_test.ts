import { assertEquals } from "@std/assert";
import { setRows } from "../../../lib/kernels/set_rows.ts";

const source = Uint8Array.of(1, 2, 3, 4, 5, 6);

Deno.test("setRows() copies rows to a stride of their own, and leaves what lies between", () => {
  const target = new Uint8Array(10).fill(9);
  setRows(target, 5, { source, size: 3 });
  assertEquals([...target], [1, 2, 3, 9, 9, 4, 5, 6, 9, 9]);
});

Deno.test("setRows() copies rows side by side where the stride is their size", () => {
  const target = new Uint8Array(6);
  setRows(target, 3, { source, size: 3 });
  assertEquals(target, source);
});
