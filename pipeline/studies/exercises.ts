/** The regressions of a run, as the page has their models learn. */
import type { Model } from "../../lib/experiments/experiment.ts";
import type { courses } from "../../lib/explorables/courses.ts";
import type { FeedbackSpec } from "../../lib/feedback/initial.ts";
import { choicesOf, fieldsOf, modelOf } from "./models.ts";
import type { Settings } from "./settings.ts";
import type { Study } from "./studies.ts";

/** An experiment whose models learn in the page. */
export interface Exercise {
  name: string;
  title: string;
  program: keyof typeof courses;
  /** the first, of so many of the run */
  seed: number;
  seeds: number;
  settings: Settings;
  models: ExerciseModel[];
  /** what a word says of feedback */
  feedbacks: Record<string, FeedbackSpec>;
}

/** A model, with the word for its feedback if it reads any. */
export type ExerciseModel = Model & { word?: string; own?: Settings };

const programs: Record<keyof typeof courses, true> = {
  linear_regression: true,
  nonlinear_regression: true,
};

/** What the page can have learned of some studies. */
export function exercisesOf(studies: readonly Study[]): Exercise[] {
  return studies.flatMap((study) => {
    const { name, title, program, seeds, settings } = study;
    if (!isCourse(program)) return [];
    const feedbacks = choicesOf(study).feedback.map((feedback) => [
      feedback,
      modelOf("", { rule: "FA", feedback }, study).feedback,
    ]);
    return [{
      ...{ name, title, program, settings },
      ...{ seed: seeds[0], seeds: seeds.length },
      // these programs have the published rules alone
      models: study.models.map(({ added: _, ...model }) => ({
        ...model as Model,
        word: fieldsOf(model).feedback as string | undefined,
      })),
      feedbacks: Object.fromEntries(feedbacks),
    }];
  });
}

function isCourse(program: string): program is Exercise["program"] {
  return Object.hasOwn(programs, program);
}
