import { assertEquals } from "@std/assert";
import { singleLoopMatrix } from "../../../lib/feedback/single_loop_matrix.ts";
import { matrixFromRows } from "../../../lib/linalg/matrix.ts";

Deno.test("singleLoopMatrix() joins three layers to a circle", () => {
  assertEquals(
    singleLoopMatrix({
      W1: matrixFromRows([[1, 2]]),
      W2: matrixFromRows([[3], [4]]),
      B: matrixFromRows([[5, 6], [7, 8]]),
      leak: 0.5,
    }),
    matrixFromRows([
      [-1, 0, 0, 5, 6],
      [0, -1, 0, 7, 8],
      [1, 2, -1, 0, 0],
      [0, 0, 3, -0.5, 0],
      [0, 0, 4, 0, -0.5],
    ]),
  );
});
