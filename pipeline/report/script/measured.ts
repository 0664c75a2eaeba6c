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
  const isKept = (_: number, k: number) => k % every === 0 || k === last;
  return { x: iteration.filter(isKept), y: value.filter(isKept) };
}

/** The first columns of the experiment's table, row by row and digit by digit. */
export function tableRows(
  { experiment, seed }: Pick<Row, "experiment" | "seed">,
  models: readonly (readonly [name: string, Measured | undefined])[],
): Row[] {
  return models.flatMap(([variant, { series } = noSeries]) =>
    Object.keys(series).sort().flatMap((metric) =>
      series[metric].iteration.map((iteration, k) => {
        const value = series[metric].value[k];
        return { experiment, variant, seed, iteration, metric, value };
      })
    )
  );
}
