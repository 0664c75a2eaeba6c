/** The experiments as a run wants them: with their settings, models and corrections. */
import { readAssignment, readModel } from "./change.ts";
import { changed } from "./changes.ts";
import { contentOf } from "./config.ts";
import type { Correction } from "./corrections.ts";
import type { Wanted } from "../engine/cli/pipeline.ts";
import { seedsFor } from "../engine/text/seeds.ts";
import { quoted, seedList } from "../engine/text/words.ts";
import { differencesFrom } from "./differences.ts";
import type { Experiment } from "./experiment.ts";
import {
  experimentNamed,
  experimentsOf,
  requireFitting,
} from "./experiments.ts";
import { type StudyModel, valuesOf } from "./models.ts";
import type { Settings } from "./settings.ts";

/** One experiment as a run wants it. */
export interface Study extends Omit<Experiment, "settings" | "models"> {
  settings: Settings;
  models: readonly StudyModel[];
  /** every model that it knows, trained or not; defaults to those that are */
  known?: readonly StudyModel[];
  seeds: readonly number[];
  label: string;
  /** by name, how published models are not as published; none if it is not there */
  changed?: Record<string, string>;
  /** how its settings are neither published nor its profile's; none if it is not there */
  departures?: string;
  /** by model: the settings and fields in which it differs from the published one */
  differing?: Record<string, string[]>;
  /** what computes its tensors, if it has any */
  backend?: string;
  /** whose effect is to be measured; none by default */
  corrections?: readonly Correction[];
  /** the study whose start it takes; its own by default */
  start?: string;
}

/**
 * Every experiment under a profile and with what is changed.
 *
 * @throws {CliError} if a change names what is not there or its value does not
 *   fit, or seeds are given to experiments that are not there, or none to one that is.
 */
export function studiesOf(wanted: Omit<Wanted, "source">): Study[] {
  const { profile, backend, seeds } = wanted;
  // what counts more after what counts less
  const changes = [
    ...contentOf(wanted).changes,
    ...wanted.model.flatMap(readModel),
    ...wanted.set.map(readAssignment),
  ];
  for (const { experiment, where } of changes) {
    requireFitting(experimentNamed(experiment, where).name, where, profile);
  }
  for (const [pattern, list] of Object.entries(seeds)) {
    const text = quoted(`${pattern}=${seedList(list)}`);
    requireFitting(pattern, `--seeds ${text}`, profile);
  }
  return experimentsOf(profile).map((experiment) => {
    const { name, mnist } = experiment;
    const ofThis = changes.filter((change) => change.experiment === name);
    const study = changed(experiment, profile, ofThis);
    return {
      ...experiment,
      ...study,
      ...differencesFrom(experiment, { profile, ...study }),
      seeds: seedsFor(seeds, name),
      backend: mnist ? backend : undefined,
    };
  });
}

/** A study with one correction. */
export interface CorrectedStudy extends Study {
  /** the experiment that it differs from */
  published: string;
  correction: Correction;
}

/** Seeds of which a correction is trained: as its effect is told seed by seed, more would tell little. */
const correctedSeeds = 5;

/**
 * The studies with each of the corrections that are wanted of them: only the
 * models that a correction concerns, from the first five seeds, and measured at
 * the start and at the end alone, since the effect shows there. A correction that all of its models have
 * already, or none of which is trained, is left out.
 */
export function correctedStudies(studies: readonly Study[]): CorrectedStudy[] {
  return studies.flatMap((study) =>
    (study.corrections ?? []).flatMap((correction) => {
      const before = study.settings;
      const settings = { ...before, ...correction.set };
      const differs = (key: string) => settings[key] !== before[key];
      const models = study.models
        .filter((model) =>
          correction.models.includes(model.name) &&
          isChanged(model, correction, before)
        )
        .map((model) => withCorrection(model, correction));
      if (models.length === 0) return [];
      return [{
        ...study,
        name: `corrections/${study.name}/${correction.id}`,
        published: study.name,
        correction,
        models,
        seeds: study.seeds.slice(0, correctedSeeds),
        settings: { ...settings, evaluateEvery: settings.iterations },
        // the same start, unless it depends on what is corrected
        ...study.initialiseSettings.some(differs) ? {} : { start: study.name },
      }];
    })
  );
}

/** The transfer of a loop counts more than the setting that says it of all single ones. */
const transferKey = "singleLoopTransfer";

/** Whether a correction changes what a model learns with. */
function isChanged(
  model: StudyModel,
  { set }: Correction,
  settings: Settings,
): boolean {
  const values = valuesOf(model, settings);
  return Object.entries(set).some(([key, value]) =>
    values[key === transferKey ? "transfer" : key] !== value
  );
}

/** A model without what it has of its own of what a correction sets. */
function withCorrection(
  { own = {}, transfer, ...model }: StudyModel,
  { set }: Correction,
): StudyModel {
  const isKept = transfer !== undefined && !Object.hasOwn(set, transferKey);
  const left = Object.entries(own)
    .filter(([key]) => !Object.hasOwn(set, key));
  return {
    ...model,
    ...isKept && { transfer },
    own: Object.fromEntries(left),
  };
}
