import { assertEquals, assertThrows } from "@std/assert";
import { encodeArrays } from "../../../../lib/io/arrays.ts";
import {
  decodeStart,
  encodeStart,
} from "../../../../lib/experiments/nonlinear_regression/start_archive.ts";
import { drawStart, settingsWith } from "./starts.ts";

Deno.test("decodeStart() brings back what encodeStart() stored", () => {
  const settings = { iterations: 7, optimisationMaximumSteps: 100 };
  const start = drawStart(0, settingsWith(settings));
  assertEquals(decodeStart(encodeStart(start)), start);
});

Deno.test("decodeStart() says what is missing", () => {
  const bytes = encodeArrays({
    x: { shape: [1, 1], data: new Float64Array(1) },
  });
  assertThrows(
    () => decodeStart(bytes),
    TypeError,
    "Cannot read array y: the archive has x",
  );
});
