import { assertThrows } from "@std/assert";
import { studentQuantile } from "../../../lib/statistics/student.ts";
import golden from "./golden.json" with { type: "json" };
import { assertClose } from "./close.ts";

Deno.test("studentQuantile() agrees with SciPy to thirteen digits", () => {
  for (const { degrees, coverage, t } of golden.quantiles) {
    assertClose(studentQuantile(degrees, coverage), t, 1e-13);
  }
});

Deno.test("studentQuantile() with one degree of freedom is Cauchy's, tan(π/2 · coverage)", () => {
  for (const coverage of [.1, .5, .9, .95]) {
    assertClose(
      studentQuantile(1, coverage),
      Math.tan(Math.PI / 2 * coverage),
    );
  }
});

Deno.test("studentQuantile() refuses degrees and coverages that mean nothing", () => {
  for (const degrees of [0, -1, 1.5, NaN]) {
    assertThrows(
      () => studentQuantile(degrees, .95),
      RangeError,
      `Cannot find quantile of Student's t: ${degrees} degrees of freedom`,
    );
  }
  for (const coverage of [0, 1, NaN]) {
    assertThrows(
      () => studentQuantile(3, coverage),
      RangeError,
      `Cannot find quantile of Student's t: 3 degrees of freedom, coverage ${coverage}`,
    );
  }
});
