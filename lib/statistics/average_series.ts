import type { Series } from "../io/trace.ts";
import { type Averaging, estimate } from "./estimate.ts";

/** A mean with its interval at every iteration, over the `count` seeds measured there. */
export interface Curve {
  iteration: Float64Array;
  mean: Float64Array;
  low: Float64Array;
  high: Float64Array;
  count: Int32Array;
}

/**
 * The average of several seeds' series, iteration by iteration.
 *
 * A series may end early, when its model diverged, or hold values that are not finite: each point
 * is then over the seeds that are there, `count` of them, and a point no seed has is left out. Where
 * one seed alone remains, low and high are its value, so that a band shrinks to its line.
 *
 * @throws {RangeError} if the iterations of a series do not increase.
 */
export function averageSeries(
  series: readonly Series[],
  { averaging = "arithmetic" }: { averaging?: Averaging } = {},
): Curve {
  const iterations: number[] = [];
  const points: { mean: number; low: number; high: number; count: number }[] =
    [];
  for (const { iteration, values } of aligned(series)) {
    const point = estimate(values, { averaging });
    if (point.count === 0) continue;
    iterations.push(iteration);
    points.push(point);
  }
  return {
    iteration: Float64Array.from(iterations),
    mean: Float64Array.from(points, ({ mean }) => mean),
    low: Float64Array.from(points, ({ mean, low }) => isNaN(low) ? mean : low),
    high: Float64Array.from(
      points,
      ({ mean, high }) => isNaN(high) ? mean : high,
    ),
    count: Int32Array.from(points, ({ count }) => count),
  };
}

/** Every iteration any series has, in order, with the values measured there, in the order of `series`. */
function* aligned(
  series: readonly Series[],
): Generator<{ iteration: number; values: number[] }> {
  const next = series.map(() => 0);
  let last = -Infinity;
  for (;;) {
    let iteration = Infinity;
    series.forEach((one, s) => {
      if (next[s] < one.iteration.length) {
        iteration = Math.min(iteration, one.iteration[next[s]]);
      }
    });
    if (iteration === Infinity) return;
    if (!(iteration > last)) {
      throw new RangeError(
        `Cannot average series: iteration ${iteration} follows ${last}`,
      );
    }
    const values: number[] = [];
    series.forEach((one, s) => {
      if (one.iteration[next[s]] === iteration) {
        values.push(one.value[next[s]++]);
      }
    });
    yield { iteration, values };
    last = iteration;
  }
}
