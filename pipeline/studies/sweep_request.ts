/** Sweeps as they are asked for: by a command line or a file, and as both say them again. */
import type { SweepWanted, Wanted } from "../engine/cli/pipeline.ts";
import type { Json } from "../engine/text/canonical_json.ts";
import { unreadable } from "../engine/text/errors.ts";
import { quoted, seedList, shellWord } from "../engine/text/words.ts";
import { contentOf } from "./config.ts";

/** A sweep as it is asked for; `where` says how an error names the place. */
export interface SweepRequest {
  experiment: string;
  grid: SweptKey[];
  /** names of models; null for those that the study trains */
  models: { names: readonly string[]; where: string } | null;
  /** null for those of the experiment */
  seeds: readonly number[] | null;
  where: string;
}

/** What one setting or field is to be: a text as the command line has it, or a list. */
export interface SweptKey {
  key: string;
  values: string | readonly Json[];
  where: string;
}

/**
 * What a command line asks for.
 *
 * @throws {CliError} if a grid is not of the form KEY=VALUES.
 */
export function readSweep(
  { experiment, grid, models }: SweepWanted,
): SweepRequest {
  return {
    ...{ experiment, seeds: null, where: `sweep ${quoted(experiment)}` },
    grid: grid.map(readGrid),
    models: models === null ? null : {
      names: models.split(",").map((name) => name.trim()),
      where: `--models ${quoted(models)}`,
    },
  };
}

/** Reads `KEY=VALUES`, as `--grid` has it. */
function readGrid(text: string): SweptKey {
  const where = `--grid ${quoted(text)}`;
  const [, key, values] = /^\s*([^=\s]+)\s*=(.*)$/s.exec(text) ?? [];
  if (key !== undefined) return { key, values, where };
  const form = "KEY=VALUES, such as eta=1e-4..1e-1:log7";
  throw unreadable(where, `it is not of the form ${form}`);
}

/** The sweeps that are asked for: all of a file; of a command line its own, or else those of the file. */
export function requestsOf(wanted: Wanted): readonly SweepRequest[] {
  const { sweep } = wanted;
  const { sweeps } = contentOf(wanted);
  if (!sweep) return sweeps;
  const asked = readSweep(sweep);
  const ofFile = sweep.grid.length > 0
    ? []
    : sweeps.filter(({ experiment }) => experiment === sweep.experiment);
  return ofFile.length === 0
    ? [asked]
    : ofFile.map((each) => ({ ...each, models: asked.models ?? each.models }));
}

/** A sweep as an entry of a configuration file. */
export function entryOf(
  { experiment, grid, models, seeds }: SweepRequest,
): Record<string, Json> {
  const axes = grid.map(({ key, values }) => [
    key,
    typeof values === "string" ? values : [...values],
  ]);
  return {
    experiment,
    grid: Object.fromEntries(axes),
    ...models !== null && { models: [...models.names] },
    ...seeds !== null && { seeds: seedList(seeds) },
  };
}

/** A sweep as words of a command line, after the name of its experiment. */
export function optionsOf(
  { grid, models }: SweepRequest,
  seeds: readonly number[],
): string[] {
  return [
    ...grid.map(({ key, values }) =>
      `--grid ${shellWord(`${key}=${[values].flat().join()}`)}`
    ),
    ...models === null ? [] : [`--models ${shellWord(models.names.join())}`],
    ...seeds.join() === "0" ? [] : [`--seeds ${seedList(seeds)}`],
  ];
}
