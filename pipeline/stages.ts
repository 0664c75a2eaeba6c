/**
 * The whole pipeline on one page: every node, in the direction of flow.
 *
 *     fetch → initialise → train → aggregate → render → report
 */
import * as aggregates from "./aggregate_nodes.ts";
import type { Wanted } from "./engine/cli/pipeline.ts";
import type { NodeSpec } from "./engine/graph/node_spec.ts";
import { step } from "./node.ts";
import * as drawings from "./render_nodes.ts";
import * as pages from "./report_nodes.ts";
import { correctedStudies, studiesOf } from "./studies/studies.ts";
import { sweepsOf } from "./studies/sweep.ts";
import { requestsOf } from "./studies/sweep_request.ts";
import * as runs from "./train_nodes.ts";

/**
 * The nodes for what a command line wants. Their priorities go experiment by experiment,
 * so that the first figures are there early, then come corrections and points of sweeps.
 *
 * @throws {CliError} if a setting is unknown or its value does not fit.
 */
export function nodesFor(
  wanted: Wanted,
  published = studiesOf(wanted),
): NodeSpec[] {
  const corrected = correctedStudies(published);
  const sweeps = sweepsOf(requestsOf(wanted), published)
    .map((sweep) => drawings.withFigures(sweep, published));
  const points = sweeps.flatMap(runs.pointsOf);
  const trained = [...published.map((study) => [study]), corrected, points]
    .flatMap((group, place) =>
      group.map((study) => ({ ...study, priority: -step * place }))
    );
  const figures = drawings.figuresOf(published);
  const drawn = [
    ...figures.map((figure) => drawings.render(wanted, figure, published)),
    ...sweeps.flatMap((sweep) => drawings.renderSweep(wanted, sweep)),
  ];
  return eachOnce([
    ...runs.fetchImages(wanted, published),
    ...trained.flatMap(runs.initialise),
    ...trained.flatMap(runs.train),
    ...published.map(aggregates.aggregate),
    ...sweeps.map(aggregates.aggregateSweep),
    ...aggregates.aggregateCorrections(corrected),
    ...drawn,
    ...drawn.flatMap((node) => drawings.rasterise(node, wanted)),
    pages.script(),
    pages.report(wanted, { figures, published, corrected, sweeps }),
    ...sweeps.map((sweep) => pages.reportSweep(wanted, sweep)),
  ]);
}

/** Nodes without those of a name before them, which do the same: shared starts, and points of sweeps that are as usual. */
function eachOnce(nodes: readonly NodeSpec[]): NodeSpec[] {
  const byName = new Map<string, NodeSpec>();
  for (const node of nodes) byName.getOrInsert(node.name, node);
  return [...byName.values()];
}
