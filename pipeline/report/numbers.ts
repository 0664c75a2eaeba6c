import { numberText, superscript } from "../figures/ticks.ts";

/** How a page writes the values of one metric, and what it calls it. */
export interface MetricText {
  title: string;
  text: (value: number) => string;
}

/** Metrics whose name ends in the number of a layer. */
const layered: Record<string, MetricText> = {
  spectral_abscissa: { title: "spectral abscissa", text: significant },
  angle_feedback: { title: "angle of B to −Wᵀ", text: degrees },
  angle_ndi: { title: "angle of δ to NDI’s", text: degrees },
  angle_pbp: { title: "angle of δ to PBP’s", text: degrees },
};

const plain: Record<string, MetricText> = {
  error: { title: "squared error, whole training set", text: significant },
  error_left: {
    title: "squared error, share of that before training",
    text: significant,
  },
  normalised_error: { title: "normalised squared error", text: significant },
  test_error: { title: "test error, mean square", text: significant },
  train_error: { title: "training error, mean square", text: significant },
};

/** In classification an error is the share of images classified wrongly. */
const classification: Record<string, MetricText> = {
  test_error: {
    title: "test error, per cent of the test images",
    text: percent,
  },
  train_error: {
    title: "training error, per cent of the training images",
    text: percent,
  },
};

/** What `metric` of `experiment` is called and how its values are written. */
export function metricText(metric: string, experiment: string): MetricText {
  const known = {
    ...plain,
    ...experiment.includes("classification") ? classification : {},
  }[metric];
  if (known) return known;
  const [, name, layer] = metric.match(/^(.*)_(\d+)$/) ?? [];
  if (!layered[name]) {
    return { title: metric.replaceAll("_", " "), text: significant };
  }
  const { title, text } = layered[name];
  return { title: `${title}, layer ${layer}`, text };
}

/** Three significant digits, as 0.0123 or 1.23 × 10⁻⁵, never broken over a line. */
export function significant(value: number): string {
  const magnitude = Math.abs(value);
  if (magnitude === 0 || (magnitude >= 1e-3 && magnitude < 1e5)) {
    return numberText(Number(value.toPrecision(3)));
  }
  const [digits, power] = value.toExponential(2).split("e");
  return `${digits.replace("-", "−")}\u00a0×\u00a010${
    superscript(Number(power))
  }`;
}

/** A fraction as per cent, with two decimals. */
export function percent(fraction: number): string {
  return `${(100 * fraction).toFixed(2).replace("-", "−")}\u00a0%`;
}

/** An angle to a tenth of a degree. */
export function degrees(value: number): string {
  return `${numberText(Number(value.toFixed(1)))}°`;
}
