import { assertEquals, assertThrows } from "@std/assert";
import { encodeArrays } from "../../../../lib/io/arrays.ts";
import {
  decodeStart,
  encodeStart,
} from "../../../../lib/experiments/mnist_autoencoder/start_archive.ts";
import { smallProblem } from "./small_problem.ts";

Deno.test("decodeStart() reads what encodeStart() wrote, always the same bytes", () => {
  const { start } = smallProblem();
  const bytes = encodeStart(start);
  assertEquals(decodeStart(bytes), start);
  assertEquals(encodeStart(start), bytes);
});

Deno.test("decodeStart() refuses an archive that is no start", () => {
  assertThrows(
    () =>
      decodeStart(
        encodeArrays({ W0: { shape: [1], data: Float64Array.of(1) } }),
      ),
    TypeError,
    "Cannot read matrix W0",
  );
  assertThrows(() => decodeStart(Uint8Array.of(1, 2)), SyntaxError);
});
