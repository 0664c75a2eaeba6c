import { decodeArrays, encodeArrays, type NamedArray } from "../io/arrays.ts";
import { decodeSeries, seriesArrays } from "../io/trace_archive.ts";
import type { Run } from "./run.ts";
import type { Summary } from "./summary.ts";

const folderOf = ({ model, seed }: Pick<Run, "model" | "seed">) =>
  `${model}/seed-${seed}`;

/** The bytes of every run's series: an `.npz` of arrays named `<model>/seed-<s>/<metric>.iteration` and `.value`. */
export function encodeRuns(runs: readonly Run[]): Uint8Array {
  const arrays: Record<string, NamedArray> = {};
  for (const run of runs) {
    for (
      const [name, array] of Object.entries(seriesArrays(run.trace.series))
    ) {
      arrays[`${folderOf(run)}/${name}`] = array;
    }
  }
  return encodeArrays(arrays);
}

/**
 * The runs of an experiment: their series from `bytes`, how they ended from the summary.
 *
 * @throws {SyntaxError} if the bytes are not an archive.
 * @throws {RangeError} if a metric has not as many values as iterations.
 */
export function decodeRuns(
  bytes: Uint8Array,
  { models }: Pick<Summary, "models">,
): Run[] {
  const folders: Record<string, Record<string, NamedArray>> = {};
  for (const [name, array] of Object.entries(decodeArrays(bytes))) {
    const end = name.lastIndexOf("/");
    (folders[name.slice(0, end)] ??= {})[name.slice(end + 1)] = array;
  }
  return models.flatMap(({ name: model, outcomes }) =>
    outcomes.map(({ seed, outcome, events }) => {
      const series = decodeSeries(folders[folderOf({ model, seed })] ?? {});
      return { model, seed, trace: { series, outcome, events } };
    })
  );
}
