import { assertEquals } from "@std/assert";
import { parse } from "@std/csv";
import { teacherRegressionModels } from "../../../lib/experiments/teacher_regression/models.ts";
import {
  bestPoint,
  type SweptPoint,
  sweptPoint,
  type SweptRun,
} from "../../../lib/statistics/sweep.ts";
import { projectFolder } from "../../../pipeline/project.ts";
import { testUnless } from "../../support/test_unless.ts";

const table =
  `${projectFolder}/outputs/beyond/tables/sweep-nonlinear-regression-teacher.csv`;
const isThere = await Deno.stat(table).then(() => true, () => false);

/** By model, the learning rate at which the runs of a sweep's table ended with the least error. */
function bestEtas(text: string): Record<string, unknown> {
  const all: Record<string, string>[] = parse(text, { skipFirstRow: true });
  const rows = all.filter(({ metric }) => metric === "error_left");
  const models = Object.entries(Object.groupBy(rows, ({ model }) => model));
  return Object.fromEntries(models.map(([model, rows]) => {
    const points = Object.entries(Object.groupBy(rows!, ({ eta }) => eta))
      .map(([eta, rows]): SweptPoint =>
        sweptPoint(
          { eta: Number(eta) },
          rows!.map(({ seed, status, iteration, value }) => ({
            seed: Number(seed),
            status: status as SweptRun["status"],
            iteration: Number(iteration),
            final: value === "" ? null : Number(value),
            lowest: null,
          })),
          "error_left",
        )
      );
    return [model, points[bestPoint(points)!]?.values.eta];
  }));
}

testUnless(
  isThere ? undefined : "the sweep's table is not there",
  "each model of the teacher's regression has the learning rate that did best in the sweep",
  async () => {
    assertEquals(
      Object.fromEntries(
        teacherRegressionModels.map(({ name, own }) => [name, own?.eta]),
      ),
      bestEtas(await Deno.readTextFile(table)),
    );
  },
);
