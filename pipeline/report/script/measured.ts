/** What the models of an exercise measured as far as they learned. */
import type { Piece } from "../../../lib/explorables/lesson.ts";
import type { Row } from "../../../lib/io/table.ts";
import type { Outcome } from "../../../lib/io/trace.ts";

type Values = Record<"iteration" | "value", number[]>;

export class Measured {
  /** the last iteration that the model did; −1 before the first */
  iteration = -1;
  outcome: Outcome | null = null;
  /** how often its feedback was */
  repairs = 0;
  readonly series: Record<string, Values> = {};

  add({ series, events, iteration, outcome }: Piece): void {
    for (const [metric, piece] of Object.entries(series)) {
      const all = this.series[metric] ??= { iteration: [], value: [] };
      all.iteration.push(...piece.iteration);
      all.value.push(...piece.value);
    }
    this.repairs += events.length;
    Object.assign(this, { iteration, outcome });
  }
}

const noSeries: Pick<Measured, "series"> = { series: {} };

/** Some of the points of a curve, the last one too. */
export function thinned({ iteration, value }: Values, most: number) {
  const every = Math.ceil(value.length / most), last = value.length - 1;
  const x: number[] = [], y: number[] = [];
  // the others are not looked at, as there may be many and this is done for every frame
  for (let k = 0; k <= last; k = k < last ? Math.min(k + every, last) : k + 1) {
    x.push(iteration[k]);
    y.push(value[k]);
  }
  return { x, y };
}

/** The first columns of the experiment's table, row by row and digit by digit; made on the way, as there may be millions. */
export function* tableRows(
  { experiment, seed }: Pick<Row, "experiment" | "seed">,
  models: readonly (readonly [name: string, Measured | undefined])[],
): Generator<Row> {
  for (const [variant, { series } = noSeries] of models) {
    for (const metric of Object.keys(series).sort()) {
      for (const [k, iteration] of series[metric].iteration.entries()) {
        const value = series[metric].value[k];
        yield { experiment, variant, seed, iteration, metric, value };
      }
    }
  }
}
