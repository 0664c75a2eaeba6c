import { assert } from "@std/assert";
import { floatGemm } from "../../../lib/kernels/float_gemm.ts";
import { sharedFloats } from "../../../lib/kernels/wasm_instance.ts";

/** Multiplies until the first helper has packed rows of A into the room that is its own. */
export function waitForHelper(): void {
  const [rows, inner, columns] = [600, 100, 96];
  const A = new Float32Array(inner * rows).fill(3);
  const B = new Float32Array(inner * columns).fill(5);
  const C = new Float32Array(rows * columns), instance = sharedFloats();
  const [task, edge, panels] = [64, 192, 4 * 96 * inner];
  const until = Date.now() + 60_000;
  for (;;) {
    floatGemm({ A, B, C }, { rows, inner, columns, transposeA: true });
    const address = instance.room("room", 0) + task + edge + panels + edge;
    const packed = instance.floats(address, 6 * inner);
    if (packed.every((value) => value === 3)) return;
    packed.fill(0);
    assert(Date.now() < until, "no thread helps");
  }
}
