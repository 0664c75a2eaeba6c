import type { Correction } from "./corrections.ts";
import type { Study } from "./stages.ts";

/** An experiment as a run wants it, with one correction. */
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
