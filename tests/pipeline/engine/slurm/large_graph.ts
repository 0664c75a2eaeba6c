/** Ten thousand nodes: seven experiments, their models and 167 seeds, as a large reproduction has them. */
import { digestOf } from "../../../../pipeline/engine/files/digest.ts";
import type { NodeSpec } from "../../../../pipeline/engine/graph/node_spec.ts";
import { nodeOf } from "../node_of.ts";

/** Seconds that a start, the training of each model, a table and a figure took on one processor. */
const experiments: Record<
  string,
  { start: number; models: readonly number[]; table: number; figure: number }
> = {
  linear: { start: 2.3, models: Array(10).fill(0.9), table: 11, figure: 16 },
  normalised: { start: 1.3, models: Array(10).fill(1), table: 12, figure: 3 },
  nonlinear: {
    ...{ start: 7, table: 21, figure: 13 },
    models: [76, 80, 74, 132, 103, 97, 119, 147, 152, 155, 167, 180, 198],
  },
  classification: {
    ...{ start: 3.2, table: 1.8, figure: 1.9 },
    models: [337, 349, 426, 451, 448],
  },
  autoencoder: {
    ...{ start: 0.5, table: 0.9, figure: 1.9 },
    models: [404, 395, 1007, 705, 699],
  },
  orthogonal: {
    ...{ start: 2.2, table: 1.3, figure: 1 },
    models: [732, 727, 1196, 1054, 1049],
  },
  corrections: {
    ...{ start: 3.5, table: 1.5, figure: 19 },
    models: [2, 1, 16, 24, 28],
  },
};

const seeds = Array.from({ length: 167 }, (_, seed) => seed);

/** The nodes, and how long each took when it last ran. */
export function largeGraph(): { node: NodeSpec; seconds: number }[] {
  const tables = Object.keys(experiments).map((name) => `aggregate/${name}`);
  const figures = Object.keys(experiments).map((name) => `render/${name}`);
  return [
    { node: of("fetch/digits", []), seconds: 0.4 },
    ...Object.entries(experiments).flatMap(([name, experiment]) => {
      const { start, models, table, figure } = experiment;
      const trained = models.map((_, model) => `train/${name}/model-${model}`);
      return [
        ...seeds.flatMap((seed) => [
          {
            node: of(`initialise/${name}/seed-${seed}`, ["fetch/digits"], seed),
            seconds: start,
          },
          ...models.map((seconds, model) => ({
            node: of(
              `${trained[model]}/seed-${seed}`,
              [`initialise/${name}/seed-${seed}`],
              seed,
            ),
            seconds,
          })),
        ]),
        {
          node: of(
            `aggregate/${name}`,
            trained.flatMap((each) =>
              seeds.map((seed) => `${each}/seed-${seed}`)
            ),
          ),
          seconds: table,
        },
        {
          node: of(`render/${name}`, [`aggregate/${name}`]),
          seconds: figure,
        },
      ];
    }),
    { node: of("report", [...tables, ...figures]), seconds: 1.7 },
  ];
}

function of(name: string, needs: string[], seed: number | null = null) {
  const [stage, experiment = "", model = ""] = name.split("/");
  return nodeOf(name, { stage, needs, seed, settings: { experiment, model } });
}

/** How long a node takes this time: up to a sixth more or less than last time, always the same. */
export function secondsNow(
  { node, seconds }: { node: NodeSpec; seconds: number },
): number {
  const chance = parseInt(digestOf(node.name).slice(0, 8), 16) / 2 ** 32;
  return seconds * (1 + (2 * chance - 1) / 6);
}
