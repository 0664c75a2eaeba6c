import type { Training } from "../experiments/experiment.ts";
import { type Regression, trainRegression } from "../experiments/regression.ts";
import type { RegressionSettings } from "../experiments/settings.ts";
import type { Outcome, Trace } from "../io/trace.ts";

/** What was measured in one piece of a training. */
export interface Piece extends Pick<Trace, "series" | "events"> {
  /** the last iteration done */
  iteration: number;
  /** how the training ended; null if it goes on */
  outcome: Outcome | null;
}

/** A model that learns piece by piece. */
export interface Lesson {
  /** learns from at least so many examples more, if there are as many, in whole batches of its measurements */
  learn(examples: number): Piece;
}

/**
 * A training in pieces, which gives the same bits as in one go.
 *
 * Each piece is a training of its own by the same regression, whose iteration 0
 * changes nothing: it is the last one of the piece before, again, and what it
 * measures is left out. The error over the whole set is the same then as well,
 * since pieces begin where a batch of its measurements does.
 */
export function lessonOf(
  regression: Regression,
  { start: { order }, model, settings }: Training<
    { order: Int32Array },
    RegressionSettings
  >,
): Lesson {
  const step = regression.error.batch * settings.evaluateEvery;
  const last = order.length - 1;
  let from = 0, outcome: Outcome | null = null;
  return {
    learn(examples) {
      if (outcome) return { series: {}, events: [], iteration: from, outcome };
      const to = Math.min(from + step * Math.ceil(examples / step), last);
      const part = order.slice(from, to + 1);
      // the next example, so that an error that is not finite is found where it would be
      if (from > 0) part[0] = part[1];
      const { trace } = trainRegression(
        from > 0 ? afterRepairs(regression) : regression,
        {
          start: { order: part },
          model,
          settings: { ...settings, iterations: part.length },
        },
      );
      const piece = traceAfter(trace, from);
      if (trace.outcome.status !== "finished" || to === last) {
        ({ outcome } = piece);
      }
      from = to;
      return { ...piece, iteration: to, outcome };
    },
  };
}

/** A regression whose loops are not looked at in its first iteration: they were kept stable in the one before. */
function afterRepairs(regression: Regression): Regression {
  const loops = regression.loops.map((loop) => {
    let isFirst = true;
    const abscissa = () => {
      if (!isFirst) return loop.abscissa();
      isFirst = false;
      return -1;
    };
    return { ...loop, abscissa };
  });
  return { ...regression, loops };
}

/** The trace of a piece that begins at an iteration, without its own iteration 0 if that was another's. */
function traceAfter({ series, events, outcome }: Trace, from: number): Trace {
  const isOwn = (iteration: number) => from === 0 || iteration > 0;
  const shifted = Object.entries(series).map(([metric, series]) => {
    const { iteration, value } = series;
    return [metric, {
      iteration: iteration.filter(isOwn).map((i) => from + i),
      value: value.filter((_, k) => isOwn(iteration[k])),
    }];
  });
  return {
    series: Object.fromEntries(shifted),
    events: events.filter(({ iteration }) => isOwn(iteration))
      .map((event) => ({ ...event, iteration: from + event.iteration })),
    outcome: outcome.status === "finished" ? outcome : {
      ...outcome,
      iteration: from + Math.max(outcome.iteration, Math.min(from, 1)),
    },
  };
}
