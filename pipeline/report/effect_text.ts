import {
  comparisonOf,
  type Ending,
  type MeasuredEffect,
} from "../../lib/statistics/effect.ts";
import type { JsonEstimate } from "../../lib/statistics/estimate.ts";
import { plural } from "../engine/text/plural.ts";
import { degrees, type MetricText, significant } from "./numbers.ts";
import { statusesText } from "./statuses_text.ts";

/** A value with its interval, where there is one. */
export function estimateText(
  { mean, low, high }: JsonEstimate,
  { text }: MetricText,
): string {
  if (mean === null) return "—";
  return low === null || high === null
    ? text(mean)
    : `${text(mean)} (${text(low)} to\u00a0${text(high)})`;
}

/** What a correction changes, in words: "0.97 of the published", "3.2° more". */
export function changeText(
  { measure, change }: Pick<MeasuredEffect, "measure" | "change">,
): string {
  const { mean, low, high } = change;
  if (mean === null) return "—";
  const [words, bound] = comparisonOf(measure) === "ratio"
    ? [ratioText(mean), significant]
    : [differenceText(mean), signedDegrees];
  return low === null || high === null || low === high
    ? words
    : `${words} (${bound(low)} to\u00a0${bound(high)})`;
}

function ratioText(ratio: number): string {
  if (ratio === 1) return "the same";
  const text = significant(ratio);
  if (text === "1") return "the same to three digits";
  return `${text} ${ratio >= 2 ? "times" : "of"} the published`;
}

function differenceText(angle: number): string {
  if (angle === 0) return "the same";
  if (Math.abs(angle) < 0.1) return "less than 0.1° apart";
  return `${degrees(Math.abs(angle))} ${angle > 0 ? "more" : "less"}`;
}

function signedDegrees(angle: number): string {
  return `${angle > 0 ? "+" : ""}${degrees(angle)}`;
}

/** How the seeds of a model ended: "finished, 3 repairs", "1 unstable, 4 finished". */
export function endingText({ statuses, repairs }: Ending): string {
  if (statuses.length === 0) return "missing";
  const ended = statusesText(statuses);
  return repairs === 0 ? ended : `${ended}, ${plural(repairs, "repair")}`;
}
