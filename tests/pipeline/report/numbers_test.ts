import { assertEquals } from "@std/assert";
import type { JsonEstimate } from "../../../lib/statistics/estimate.ts";
import {
  estimateText,
  metricText,
  significant,
  withShortNumbers,
} from "../../../pipeline/report/numbers.ts";

/** With the spaces that do not break made plain. */
const plain = (text: string) => text.replaceAll("\u00a0", " ");

Deno.test("significant() gives three digits, raised powers far from one", () => {
  assertEquals(
    [1.23456e-14, .0123456, .00099999, 12345.6, -1.5e7, 0, -.5].map((value) =>
      plain(significant(value))
    ),
    ["1.23 × 10⁻¹⁴", "0.0123", "0.001", "12,300", "−1.50 × 10⁷", "0", "−0.5"],
  );
});

Deno.test("withShortNumbers() leaves whole numbers and words as they are", () => {
  assertEquals(
    plain(withShortNumbers("from 0.00003461384 to -0.0102414 in 73 of 200.5")),
    "from 3.46 × 10⁻⁵ to −0.0102 in 73 of 200.5",
  );
});

Deno.test("metricText() writes errors of classification in per cent, of the autoencoder as they are", () => {
  const text = (experiment: string) =>
    plain(metricText("test_error", experiment).text(.0234));
  assertEquals(text("mnist-classification"), "2.34 %");
  assertEquals(text("mnist-autoencoder-normal"), "0.0234");
});

Deno.test("metricText() names layers, and angles in degrees without a negative zero", () => {
  const { title, text } = metricText("angle_ndi_2", "nonlinear-regression");
  assertEquals(title, "angle between δ and that of NDI, layer 2");
  assertEquals([44.96, -.01].map(text), ["45°", "0°"]);
  assertEquals(metricText("my_own", "x").title, "my own");
});

const alone = (mean: number | null): JsonEstimate => (
  { mean, low: null, high: null, count: mean === null ? 0 : 1 }
);

Deno.test("estimateText() shows a value, its interval where there is one, and a dash for none", () => {
  const words = (estimate: JsonEstimate) =>
    plain(estimateText(estimate, significant));
  assertEquals(words(alone(.5)), "0.5");
  assertEquals(
    words({ mean: .5, low: .25, high: 1, count: 3 }),
    "0.5 (0.25 to 1)",
  );
  assertEquals(words(alone(null)), "—");
});
