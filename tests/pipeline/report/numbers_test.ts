import { assertEquals } from "@std/assert";
import type { JsonEstimate } from "../../../lib/statistics/estimate.ts";
import {
  besideBounds,
  estimateText,
  metricText,
  percent,
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
  assertEquals([44.96, -1e-5, .0049].map((value) => text(value)), [
    "45°",
    "0°",
    "0.005°",
  ]);
  assertEquals(metricText("my_own", "x").title, "my own");
});

Deno.test("metricText() names where loops come to rest, and the length of their steps", () => {
  const [angle, gain] = ["angle_trained_dt_0.25", "gain_start_dt_1"]
    .map((metric) => metricText(metric, "dynamic-inversion-settling"));
  assertEquals(
    [angle.title, angle.text(1.25), gain.title, gain.text(1.25)],
    [
      "angle between δ and that of NDI, after learning, dt 0.25",
      "1.3°",
      "length of δ over that of NDI, at the start, dt 1",
      "1.25",
    ],
  );
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

Deno.test("besideBounds() writes as many digits as show on which side of a bound a value is", () => {
  const ratio = besideBounds(significant, 3, [1]);
  assertEquals([1.00042, .99996, 46.52, 1].map(ratio), [
    "1.0004",
    "0.99996",
    "46.5",
    "1",
  ]);
  const share = besideBounds(percent, 2, [0, .005]);
  assertEquals([.00499, -1e-6, 0].map(share).map(plain), [
    "0.499 %",
    "−0.0001 %",
    "0.00 %",
  ]);
});
