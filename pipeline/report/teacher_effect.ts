import type {
  CorrectionEffects,
  MeasuredEffect,
} from "../../lib/statistics/effect.ts";
import type { JsonEstimate } from "../../lib/statistics/estimate.ts";
import { plural } from "../engine/text/words.ts";
import { shareText, significant } from "./numbers.ts";

/**
 * What is left of the first error where the teacher depends on its input, in sentences: how much
 * by model, and whether DI, which ends below FA as published, then ends above it. Empty where that
 * was not measured.
 */
export function teacherEffect(effects: readonly CorrectionEffects[]): string {
  const { models = [] } =
    effects.find(({ correction }) => correction === "teacher-scale") ?? {};
  const measured = models.flatMap(({ model, measures }) => {
    const left = measures.find(({ measure }) => measure === "error_left");
    return left && left.after.mean !== null ? [{ model, left }] : [];
  });
  if (measured.length === 0) return "";
  const shares = measured.map(({ model, left }) =>
    `${model} ${shareText(left.after.mean!)}`
  );
  const [fa, di] = ["FA", "DI"].map((name) =>
    measured.find(({ model }) => model === name)?.left
  );
  return `With a teacher that depends on its input, models leave of their first error: ${
    shares.join(", ")
  }.${fa && di ? reversal(fa, di) : ""}`;
}

/** That the order of two models turns; empty where it does not. */
function reversal(fa: MeasuredEffect, di: MeasuredEffect): string {
  const [before, after] = [
    di.before.mean! / fa.before.mean!,
    di.after.mean! / fa.after.mean!,
  ];
  if (!(before < 1 && after > 1)) return "";
  return ` So DI’s win over FA reverses: it leaves ${
    significant(before)
  } times what FA does of the published teacher’s error, and ${
    significant(after)
  } times of this one’s${
    overlap(fa.after, di.after) ? ", though their 95 % intervals overlap" : ""
  } (${plural(di.after.count, "seed")}).`;
}

function overlap(a: JsonEstimate, b: JsonEstimate): boolean {
  return a.low !== null && b.low !== null && a.low <= b.high! &&
    b.low <= a.high!;
}
