import { assertEquals } from "@std/assert";
import type { JsonEstimate } from "../../../lib/statistics/estimate.ts";
import {
  changeText,
  endingText,
  estimateText,
} from "../../../pipeline/report/effect_text.ts";
import { metricText } from "../../../pipeline/report/numbers.ts";

const alone = (mean: number | null): JsonEstimate => (
  { mean, low: null, high: null, count: mean === null ? 0 : 1 }
);
const plain = (text: string) => text.replaceAll("\u00a0", " ");

function change(measure: "error" | "angle_ndi_1", change: JsonEstimate) {
  return plain(changeText({ measure, change }));
}

Deno.test("changeText() tells a ratio of errors in words", () => {
  for (
    const [mean, words] of [
      [.97, "0.97 of the published"],
      [1.33, "1.33 of the published"],
      [12.34, "12.3 times the published"],
      [1e-4, "1.00 × 10⁻⁴ of the published"],
      [1, "the same"],
      [1 + 1e-9, "the same to three digits"],
      [null, "—"],
    ] as const
  ) assertEquals(change("error", alone(mean)), words);
});

Deno.test("changeText() tells a difference of angles in words", () => {
  for (
    const [mean, words] of [
      [3.21, "3.2° more"],
      [-40, "40° less"],
      [0, "the same"],
      [-.01, "less than 0.1° apart"],
      [null, "—"],
    ] as const
  ) assertEquals(change("angle_ndi_1", alone(mean)), words);
});

Deno.test("changeText() tells the interval over several seeds", () => {
  const over = (mean: number, low: number, high: number) => (
    { mean, low, high, count: 5 }
  );
  assertEquals(
    change("error", over(.5, .25, 1.5)),
    "0.5 of the published (0.25 to 1.5)",
  );
  assertEquals(
    change("angle_ndi_1", over(2, -1, 5)),
    "2° more (−1° to +5°)",
  );
  assertEquals(change("error", over(1, 1, 1)), "the same");
});

Deno.test("estimateText() tells a value, its interval where there is one, and a dash for none", () => {
  const text = metricText("error", "linear-regression");
  const words = (estimate: JsonEstimate) => plain(estimateText(estimate, text));
  assertEquals(words(alone(.5)), "0.5");
  assertEquals(
    words({ mean: .5, low: .25, high: 1, count: 3 }),
    "0.5 (0.25 to 1)",
  );
  assertEquals(words(alone(null)), "—");
});

Deno.test("endingText() tells how seeds ended, and how often feedback was repaired", () => {
  assertEquals(endingText({ statuses: ["finished"], repairs: 0 }), "finished");
  assertEquals(
    endingText({ statuses: ["finished", "unstable"], repairs: 2 }),
    "1 finished, 1 unstable, 2 repairs",
  );
  assertEquals(
    endingText({ statuses: ["finished"], repairs: 1 }),
    "finished, 1 repair",
  );
  assertEquals(endingText({ statuses: [], repairs: 0 }), "missing");
});
