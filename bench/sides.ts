/** The two commands of a contest: ours and theirs. */
import type { BackendName } from "../pipeline/backends/backend.ts";
import { readAssignment } from "../pipeline/studies/change.ts";
import { changed } from "../pipeline/studies/changes.ts";
import { usageError } from "../pipeline/engine/text/errors.ts";
import {
  experimentNamed,
  experiments,
} from "../pipeline/studies/experiments.ts";
import { projectFolder } from "../pipeline/project.ts";
import { quoted } from "../pipeline/engine/text/words.ts";
import type { Contest } from "./contests.ts";

/** How much of a contest is run. */
export interface Extent {
  examples: number;
  models: readonly string[];
  jobs: number;
  /** of our side; theirs has its own */
  backend: BackendName;
}

/**
 * The models of a contest that are asked for; null asks for all.
 *
 * @throws {CliError} if the pipeline does not have the experiment, or not such a model.
 */
export function modelsOf(
  { experiment: name }: Contest,
  asked: readonly string[] | null,
): string[] {
  const experiment = experiments.find((experiment) => experiment.name === name);
  if (!experiment) {
    const names = experiments.map(({ name }) => name).join(", ");
    throw usageError(
      `Cannot bench ${name}: the pipeline has no such experiment; there are ${names}`,
    );
  }
  const known: string[] = experiment.defaultModels?.slice() ??
    experiment.models.map(({ name }) => name);
  const unknown = asked?.filter((model) => !known.includes(model)) ?? [];
  if (unknown.length > 0) {
    throw usageError(
      `Cannot bench ${unknown.map(quoted).join(", ")} of ${name}: there are ${
        known.join(", ")
      }`,
    );
  }
  return known.filter((model) => asked?.includes(model) ?? true);
}

/** Checks that the settings of a contest can have so many examples. */
export function checkExamples(
  { experiment, settings }: Contest,
  examples: number,
): void {
  const changes = settings(examples)
    .map((setting) => readAssignment(`${experiment}.${setting}`));
  changed(experimentNamed(experiment, "the contest"), "paper", changes);
}

/** What `deno task train` runs, from an empty store in `folder`. */
export async function ourCommand(
  { experiment, settings }: Contest,
  { examples, models, jobs, backend, folder }: Extent & { folder: string },
): Promise<string[]> {
  return [
    ...await taskCommand("train"),
    ...models.map((model) => `train/${experiment}/${model}/seed-0`),
    "--profile=paper",
    "--seeds=0",
    `--jobs=${jobs}`,
    `--backend=${backend}`,
    `--store=${folder}/store`,
    `--outputs=${folder}/outputs`,
    ...settings(examples).map((setting) => `--set=${experiment}.${setting}`),
  ];
}

/** The NumPy program, in one process for all models, leaving no bytecode behind. */
export function theirCommand(
  { program, args }: Contest,
  { examples, models, python }: Extent & { python: string },
): string[] {
  return [
    python,
    "-B",
    `${import.meta.dirname}/python/${program}`,
    ...args(examples),
    `--models=${models.join(",")}`,
    "--seed=0",
    "--profile-json",
  ];
}

/** The command of a task in `deno.json`, with the Deno that runs this. */
export async function taskCommand(name: string): Promise<string[]> {
  const { tasks } = JSON.parse(
    await Deno.readTextFile(`${projectFolder}/deno.json`),
  );
  const [, ...words] = tasks[name].command.split(" ");
  return [Deno.execPath(), ...words];
}
