/** Sweeps: an experiment at every point of a grid of its settings, and of what its models are made of. */
import type { Sweep } from "../../lib/statistics/sweep.ts";
import type { Json } from "../engine/text/canonical_json.ts";
import { unreadable, usageError } from "../engine/text/errors.ts";
import { quoted } from "../engine/text/words.ts";
import { unknown } from "./change.ts";
import { modelChanges } from "./differences.ts";
import { experimentNamed, experimentNames, ofAnother } from "./experiments.ts";
import { reads, type StudyModel } from "./models.ts";
import type { Study } from "./studies.ts";
import { axisOf, meaningOf } from "./sweep_axis.ts";
import { type SweepModel, sweepModel } from "./sweep_point.ts";
import { entryOf, optionsOf, type SweepRequest } from "./sweep_request.ts";

/** A sweep of a study. */
export interface StudySweep extends Pick<Sweep, "measure" | "axes"> {
  /** `sweep-linear-regression` */
  name: string;
  study: Study;
  /** what each key is, in words */
  meanings: Record<string, string>;
  models: SweepModel[];
  /** what asks for it once more, after the name of its experiment */
  options: string[];
  /** the same as entries of a configuration file, those of its experiment before it, too, which decide its name */
  said: Record<string, Json>[];
}

/** More trainings than this are a slip of the pen. */
const mostTrainings = 20_000;

/**
 * The sweeps that are asked for, of the studies of a run; the second one of an experiment
 * is called `sweep-EXPERIMENT-2`.
 *
 * @throws {CliError} if a grid names what is not there, or a value does not fit.
 */
export function sweepsOf(
  requests: readonly SweepRequest[],
  studies: readonly Study[],
): StudySweep[] {
  return requests.map((request, k) => {
    const { experiment, where } = request;
    experimentNamed(experiment, where);
    const found = studies.find(({ name }) => name === experiment);
    if (!found) throw ofAnother(experiment, where);
    const study = { ...found, seeds: request.seeds ?? found.seeds };
    const said = requests.slice(0, k + 1)
      .filter((other) => other.experiment === experiment);
    const place = said.length > 1 ? `-${said.length}` : "";
    return {
      ...sweepOf(request, study),
      study: withSwept(study, said),
      name: `sweep-${experiment}${place}`,
      said: said.map(entryOf),
    };
  });
}

/**
 * A study that says of models that are only swept how they are changed, and has those that
 * are added among its own.
 */
export function withSwept(
  study: Study,
  sweeps: readonly SweepRequest[],
): Study {
  const names = sweeps.filter(({ experiment }) => experiment === study.name)
    .flatMap(({ models }) => models?.names ?? []);
  const { models: trained, known = trained, label } = study;
  const swept = known.filter((model) =>
    !trained.includes(model) && names.includes(model.name)
  );
  const changes = modelChanges(experimentNamed(study.name, study.name), swept);
  const texts = Object.entries(changes).map((pair) => pair.join(" "));
  return {
    ...study,
    label: [label, ...texts].join(", "),
    models: known.filter((model) =>
      trained.includes(model) || model.added && swept.includes(model)
    ),
    known: known.filter((model) =>
      trained.includes(model) || swept.includes(model)
    ),
  };
}

/** What sweeps show in `outputs/`: pages, tables, and two figures each. */
const shownPlace = new RegExp(
  `^(|tables/|figures/)sweep-(${
    experimentNames.join("|")
  })(-\\d+)?(\\.html|\\.csv|(-best)?\\.(svg|png))$`,
);

/** Whether a sweep shows something at a path in `outputs/`. */
export const isOfSweep = (place: string) => shownPlace.test(place);

function sweepOf(
  request: SweepRequest,
  study: Study,
): Omit<StudySweep, "name" | "said" | "study"> {
  const { grid, where, models: chosen } = request;
  const { name, seeds, mnist, unswept } = study;
  if (unswept) throw usageError(`Cannot sweep ${name}: ${unswept}`);
  if (grid.length === 0) {
    throw usageError(
      `Cannot sweep ${name}: ${where} has no grid; give one such as --grid eta=1e-4..1e-1:log7`,
    );
  }
  const axes = grid.map((swept, k) => {
    const { key, where } = swept;
    if (!grid.slice(0, k).some((other) => other.key === key)) {
      return axisOf(swept, study);
    }
    const remedy = "give all of its values in one";
    throw unreadable(where, `${key} has a grid already; ${remedy}`);
  });
  const wanted = chosen === null ? study.models : modelsNamed(chosen, study);
  for (const { key, where } of grid) {
    if (wanted.some(({ rule }) => reads(rule, key))) continue;
    const names = wanted.map(({ name }) => name).join(", ");
    const why = `none of ${names} reads ${key}; choose others with --models`;
    throw unreadable(where, why);
  }
  const ofModels = wanted.map((model) => (
    { model, axes: axes.filter(({ key }) => reads(model.rule, key)) }
  ));
  const trainings = ofModels
    .map(({ axes }) => axes.reduce((n, { values }) => n * values.length, 1))
    .reduce((sum, points) => sum + points * seeds.length, 0);
  if (trainings > mostTrainings) {
    throw usageError(
      `Cannot sweep ${name}: the grid of ${where} has ${trainings} trainings, and ${mostTrainings} are the most; give fewer values, models or seeds`,
    );
  }
  return {
    ...{ axes, options: optionsOf(request, seeds) },
    measure: mnist ? "test_error" : "error_left",
    meanings: Object.fromEntries(
      grid.map((swept) => [swept.key, meaningOf(swept, study)]),
    ),
    models: ofModels.map(({ model, axes }) =>
      sweepModel({ study, model }, axes, grid)
    ),
  };
}

/** The models of some names, each of which is named once. */
function modelsNamed(
  { names, where }: NonNullable<SweepRequest["models"]>,
  { name: experiment, models: trained, known = trained }: Study,
): StudyModel[] {
  return names.map((name, k) => {
    if (names.indexOf(name) < k) {
      throw unreadable(where, `it names ${name} twice`);
    }
    const model = known.find((model) => model.name === name);
    if (model) return model;
    const others = known.map(({ name }) => name);
    const what = `${experiment} has no model ${quoted(name)}`;
    throw unknown(what, name, others, { experiment, where });
  });
}
