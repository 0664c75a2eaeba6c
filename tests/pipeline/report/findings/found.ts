import { endsOf } from "../../../../lib/statistics/ends.ts";
import type { Run } from "../../../../lib/statistics/run.ts";
import type { Found } from "../../../../pipeline/report/findings/finding.ts";
import { resultsOf } from "../../figures/results.ts";

/** What is found of runs of one experiment. */
export function found(experiment: string, runs: readonly Run[]): Found {
  const results = resultsOf(runs, { experiment });
  const { models, seeds } = results.summary;
  const ends = endsOf(results.runs, {
    ...{ experiment, seeds },
    models: models.map(({ name }) => name),
  });
  return {
    summaries: { [experiment]: results.summary },
    curves: { [experiment]: results.curves },
    ends: { [experiment]: ends },
    sweeps: {},
  };
}
