/** How the page writes values. */
import type { Outcome } from "../../lib/io/trace.ts";
import type { JsonEstimate } from "../../lib/statistics/estimate.ts";
import { numberText, significant } from "../figures/frame.ts";

export { significant };

export type NumberText = (value: number) => string;

/** What a metric is called, and how its values are written; by what stands before the number of a layer. */
const texts: Record<string, [title: string, text: NumberText]> = {
  error: ["squared error over the training set", significant],
  centred_error: [
    "squared error over the training set, of answers about their mean",
    significant,
  ],
  error_left: ["squared error as a share of that before training", significant],
  normalised_error: ["normalised squared error", significant],
  test_error: ["test error (mean square of a pixel)", significant],
  train_error: ["training error (mean square of a pixel)", significant],
  spectral_abscissa: ["spectral abscissa", significant],
  condition: ["condition number of the loop, κ₁", significant],
  angle_feedback: ["angle between B and −Wᵀ", degrees],
  angle_ndi: ["angle between δ and that of NDI", degrees],
  angle_pbp: ["angle between δ and that of PBP", degrees],
  angle_start: ["angle of δ of NDI, before training", degrees],
  angle_trained: ["angle of δ of NDI, after training", degrees],
  angle_fixed: [
    "angle of δ of NDI, after training with the feedback of before",
    degrees,
  ],
  gain_start: [
    "length of δ of NDI over the rule’s, before training",
    significant,
  ],
  gain_trained: [
    "length of δ of NDI over the rule’s, after training",
    significant,
  ],
  gain_fixed: [
    "length of δ of NDI over the rule’s, after training with the feedback of before",
    significant,
  ],
};

/** In classification an error is the share of images classified wrongly. */
const classification: typeof texts = {
  ...texts,
  test_error: ["test error (share of the test images)", percent],
  train_error: ["training error (share of the training images)", percent],
};

const classifies = /classification|^mnist-dynamic-inversion$/;

/** Of a loop that comes to rest, by the length of its steps. */
const settling = /^(angle|gain)_(start|trained)_dt_(.*)$/;

/** What `metric` is called in `experiment`, and how its values are written. */
export function metricText(metric: string, experiment: string) {
  const [, measure, state, dt] = metric.match(settling) ?? [];
  if (measure) {
    const what = measure === "angle"
      ? "angle between δ and that of NDI"
      : "length of δ over that of NDI";
    const when = state === "start" ? "at the start" : "after learning";
    const text = measure === "angle" ? degrees : significant;
    return { title: `${what}, ${when}, dt ${dt}`, text };
  }
  const known = classifies.test(experiment) ? classification : texts;
  const [, name, layer] = metric.match(/^(.*?)(?:_(\d+))?$/)!;
  if (!(name in known)) {
    return { title: metric.replaceAll("_", " "), text: significant };
  }
  const [title, text] = known[name];
  return { title: layer ? `${title}, layer ${layer}` : title, text };
}

/** A text whose numbers of many decimals have three digits. */
export function withShortNumbers(text: string): string {
  return text.replaceAll(
    /-?\d+\.\d{4,}(e[-+]\d+)?/g,
    (number) => significant(Number(number)),
  );
}

/** A fraction as per cent, without a negative zero. */
export function percent(fraction: number, decimals = 2): string {
  const text = (100 * fraction).toFixed(decimals).replace(/^-(?=[0.]*$)/, "");
  return `${text.replace("-", "−")}\u00a0%`;
}

/** A share that may be small, as per cent, with three digits. */
export function shareText(share: number): string {
  return `${significant(100 * share)}\u00a0%`;
}

/** An angle to a tenth of a degree; a smaller one to a thousandth. */
export function degrees(value: number, decimals = 1): string {
  const enough = Math.abs(value) < .05 ? Math.max(3, decimals) : decimals;
  return `${numberText(Number(value.toFixed(enough)))}°`;
}

/** The text of a value with as many more digits as it takes not to read as a bound that it is not, seven at most. */
export function besideBounds(
  text: (value: number, digits?: number) => string,
  digits: number,
  bounds: readonly number[],
): NumberText {
  return (value) =>
    text(
      value,
      Array.from({ length: 8 }, (_, more) => digits + more).find((enough) =>
        bounds.every((bound) => text(value, enough) !== text(bound, enough))
      ),
    );
}

/** The two ends of an interval; one whose upper end is null ends among lost seeds. */
export function rangeText(
  low: number,
  high: number | null,
  text: NumberText,
): string {
  return high === null
    ? `from ${text(low)}`
    : `${text(low)} to\u00a0${text(high)}`;
}

/** A value with its interval, where there is one; a dash for no value. */
export function estimateText(
  { mean, low, high }: Pick<JsonEstimate, "mean" | "low" | "high">,
  text: NumberText,
): string {
  if (!Number.isFinite(mean)) return "—";
  return Number.isFinite(low) && Number.isFinite(high)
    ? `${text(mean!)} (${rangeText(low!, high!, text)})`
    : text(mean!);
}

/** "finished", or how many seeds ended how: "1 diverged, 4 finished". */
export function statusesText(statuses: readonly Outcome["status"][]): string {
  const groups = [...Map.groupBy(statuses, (status) => status)];
  return groups.length === 1
    ? statuses[0]
    : groups.map(([status, { length }]) => `${length} ${status}`).join(", ");
}
