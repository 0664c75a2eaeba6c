/** The experiments as a run wants them: with their settings, models and corrections. */
import { backendNames } from "./backends/backend.ts";
import { type Correction, correctionsOf } from "./corrections.ts";
import type { Wanted } from "./engine/cli/pipeline.ts";
import { seedList } from "./engine/text/words.ts";
import { type Experiment, experiments } from "./experiments.ts";
import { committed, defaultProfile } from "./profiles.ts";
import type { Again } from "./report/command_text.ts";
import {
  parseAssignment,
  scaleLabel,
  type Settings,
  settingsOf,
} from "./settings.ts";

/** One experiment as a run wants it. */
export interface Study extends Omit<Experiment, "settings"> {
  settings: Settings;
  label: string;
  /** what computes its tensors, if it has any */
  backend?: string;
  /** whose effect is to be measured; none by default */
  corrections?: readonly Correction[];
  /** the study whose start it takes; its own by default */
  start?: string;
}

/**
 * Every experiment under a profile and what `--set` changes.
 *
 * @throws {CliError} if a setting is unknown or its value does not fit.
 */
export function studiesOf(
  { profile, set, backend }: Pick<Wanted, "profile" | "set" | "backend">,
): Study[] {
  const assignments = set.map(parseAssignment);
  return experiments.map((experiment) => {
    const { name, mnist, defaultModels } = experiment;
    const assigned = Object.fromEntries(
      assignments.filter(({ experiment }) => experiment === name)
        .map(({ key, value }) => [key, value]),
    );
    const { models = defaultModels, corrections, ...changed } = assigned as
      & Settings
      & { models?: string[]; corrections?: string[] };
    const settings = settingsOf(experiment, profile, changed);
    return {
      ...experiment,
      settings,
      models: experiment.models
        .filter(({ name }) => models?.includes(name) ?? true),
      corrections: correctionsOf(name)
        .filter(({ id }) => corrections?.includes(id) ?? true),
      label: scaleLabel(experiment, { profile, settings }),
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

/**
 * The studies with each of the corrections that are wanted of them: only the
 * models that a correction concerns, and measured at the start and at the end
 * alone, since the effect shows there. A correction that a study has already, or
 * whose models are not trained, is left out.
 */
export function correctedStudies(studies: readonly Study[]): CorrectedStudy[] {
  return studies.flatMap((study) =>
    (study.corrections ?? []).flatMap((correction) => {
      const models = study.models.filter(({ name }) =>
        correction.models.includes(name)
      );
      const before = study.settings;
      const settings = { ...before, ...correction.set };
      const differs = (key: string) => settings[key] !== before[key];
      if (models.length === 0 || !Object.keys(settings).some(differs)) {
        return [];
      }
      return [{
        ...study,
        name: `corrections/${study.name}/${correction.id}`,
        published: study.name,
        correction,
        models,
        settings: { ...settings, evaluateEvery: settings.iterations },
        // the same start, unless it depends on what is corrected
        ...study.initialiseSettings.some(differs) ? {} : { start: study.name },
      }];
    })
  );
}

/** The options that ask for a run again, where they are not the defaults. */
export function againOf(
  { profile, seeds, set, backend }: Omit<Wanted, "source">,
): Again {
  const sets: Record<string, string[]> = {};
  for (const { experiment, key, value } of set.map(parseAssignment)) {
    (sets[experiment] ??= []).push(`${key}=${value}`);
  }
  return {
    ...profile !== defaultProfile && { profile },
    ...profile === committed.profile && { outputs: `outputs/${profile}` },
    ...seeds.join() !== "0" && { seeds: seedList(seeds) },
    ...backend !== backendNames[0] && { backend },
    ...set.length > 0 && { set: sets },
  };
}
