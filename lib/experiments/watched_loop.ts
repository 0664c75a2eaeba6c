import type { Repair } from "../feedback/descend.ts";
import type { Matrix } from "../linalg/matrix.ts";
import type { Outcome, TraceRecorder } from "../io/trace.ts";

/** A loop that must stay stable while its weights change in place. */
export interface WatchedLoop {
  /** completes "the loop of …" */
  name: string;
  /** the metric under which its spectral abscissa is recorded */
  metric: string;
  /** the feedback that a repair replaces, in place */
  B: Matrix;
  /** the spectral abscissa as the weights are now; not a number if they are not finite */
  abscissa(): number;
  /** feedback with which the loop might be stable */
  repair(): Repair;
}

/**
 * Repairs the feedback of a loop if it is no longer stable; then records the
 * spectral abscissa, if that is due. Returns how the model ends if the repair
 * failed or the loop is not finite, and null otherwise.
 */
export function keepStable(
  { name, metric, B, ...loop }: WatchedLoop,
  trace: TraceRecorder,
  { iteration, due }: { iteration: number; due: boolean },
): Outcome | null {
  let abscissa = loop.abscissa();
  if (abscissa > 0) {
    const repair = loop.repair();
    B.data.set(repair.feedback.data);
    trace.note(
      iteration,
      repair.succeeded ? "repaired" : "not repaired",
      `feedback of ${name}: spectral abscissa from ${abscissa} to ${repair.abscissa} in ${repair.steps} steps`,
    );
    abscissa = repair.abscissa;
  }
  if (!Number.isFinite(abscissa)) {
    const reason = `the loop of ${name} is not finite`;
    return { status: "diverged", iteration, reason };
  }
  if (due) trace.record(metric, iteration, abscissa);
  if (!(abscissa > 0)) return null;
  const reason = `the loop of ${name} could not be made stable`;
  return { status: "unstable", iteration, reason };
}
