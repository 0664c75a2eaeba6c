/** What a run wants, said again: as a configuration file, in a figure, and as words of a command line. */
import { backendNames } from "../backends/backend.ts";
import { contentOf } from "./config.ts";
import { correctionsOf } from "./corrections.ts";
import type { Wanted } from "../engine/cli/pipeline.ts";
import type { Json } from "../engine/text/canonical_json.ts";
import {
  areUsual,
  every,
  type Seeds,
  seedTexts,
} from "../engine/text/seeds.ts";
import { seedList, shellWord } from "../engine/text/words.ts";
import { changedFields, differing } from "./differences.ts";
import { experimentNamed } from "./experiments.ts";
import { everyFieldOf, type Fields, type StudyModel } from "./models.ts";
import { committed, defaultProfile } from "./profiles.ts";
import { settingsOf } from "./settings.ts";
import { studiesOf, type Study } from "./studies.ts";
import { sweepsOf, withSwept } from "./sweep.ts";
import { entryOf } from "./sweep_request.ts";

type Entries = Record<string, Json>;

/**
 * All that a run would use, as a configuration file.
 *
 * @param changed whether to say only what differs from a run without options
 * @throws {CliError} if a change or a sweep does not fit.
 */
export function configOf(
  wanted: Omit<Wanted, "source">,
  { changed = false } = {},
): Entries {
  const { profile, backend } = wanted;
  const { sweeps } = contentOf(wanted);
  const isSaid = (isUsual: boolean) => !changed || !isUsual;
  const studies = studiesOf(wanted);
  sweepsOf(sweeps, studies); // refuses one that does not fit
  const experiments = byName(
    studies.map((study) => (
      { ...withSwept(study, sweeps), known: study.known }
    )),
    (study) => changed ? changesOf(study, profile) : allOf(study),
  );
  return {
    ...isSaid(profile === defaultProfile) && { profile },
    ...isSaid(backend === backendNames[0]) && { backend },
    ...isSaid(areUsual(wanted.seeds)) && { seeds: seedsOf(wanted.seeds) },
    ...filled({ experiments, sweeps: sweeps.map(entryOf) }),
  };
}

/** The entries that hold something: neither an empty object nor an empty list. */
function filled<T extends object>(entries: Record<string, T>) {
  const full = Object.entries(entries)
    .filter(([, entry]) => Object.keys(entry).length > 0);
  return Object.fromEntries(full);
}

/** What is to be said of each experiment, or model, if there is anything. */
function byName<T extends { name: string }, S extends object>(
  all: readonly T[],
  said: (one: T) => S,
): Record<string, S> {
  return filled(Object.fromEntries(all.map((one) => [one.name, said(one)])));
}

/** Seeds as a file has them: those of all experiments, or by pattern. */
function seedsOf(seeds: Seeds): Json {
  const lists = Object.entries(seeds)
    .map(([pattern, list]) => [pattern, seedList(list)] as const);
  const [[pattern, list]] = lists;
  return lists.length === 1 && pattern === every
    ? list
    : Object.fromEntries(lists);
}

/** The models that a file says; none that is added and not trained, which it cannot say. */
function modelsSaid({ models, known = models }: Study): StudyModel[] {
  return known.filter((model) => !model.added || models.includes(model));
}

/** All of an experiment. */
function allOf(study: Study): Entries {
  const { name, settings, models, corrections = [] } = study;
  const published = experimentNamed(name, name).models;
  return {
    settings,
    models: byName([...published, ...modelsSaid(study)], everyFieldOf),
    train: namesOf(models),
    ...correctionsOf(name).length > 0 && {
      corrections: corrections.map(({ id }) => id),
    },
  };
}

/** What an experiment has that its profile does not. */
function changesOf(study: Study, profile: string): Entries {
  const { name, corrections = [] } = study;
  const published = experimentNamed(name, name);
  const settings = differing(study.settings, settingsOf(published, profile));
  const models = byName(
    modelsSaid(study),
    (model) => changedFields(model, published),
  );
  const added = study.models.filter(({ added }) => added);
  const usual = [...published.defaultModels ?? namesOf(published.models)];
  const lists = {
    train: namesOf(study.models),
    corrections: corrections.map(({ id }) => id),
  };
  const usualLists = {
    train: [...usual, ...namesOf(added)],
    corrections: correctionsOf(name).map(({ id }) => id),
  };
  return {
    ...filled({ settings, models }),
    ...differing(lists, usualLists),
  };
}

function namesOf(models: readonly { name: string }[]): string[] {
  return models.map(({ name }) => name);
}

/**
 * What a figure says of its runs beyond profile and seeds, as a configuration file;
 * nothing if all is the profile's own.
 */
export function figureConfig(
  studies: readonly Study[],
  { profile, backend }: Pick<Wanted, "profile" | "backend">,
): Entries {
  const experiments = byName(studies, (study) => {
    const { corrections: _, ...changes } = changesOf(study, profile);
    return changes;
  });
  const isOther = backend !== backendNames[0] &&
    studies.some((study) => study.backend !== undefined);
  return {
    ...isOther && { backend },
    ...filled({ experiments }),
  };
}

/** What an experiment has that its profile does not, as words of a command line. */
function wordsOf(study: Study, profile: string): string[] {
  const { name } = study;
  const said = changesOf(study, profile);
  const { settings = {}, models = {}, train, corrections } = said as {
    settings?: Fields;
    models?: Record<string, Fields>;
  } & Partial<Record<"train" | "corrections", string[]>>;
  const set = (key: string, value: Json) =>
    `--set ${shellWord(`${name}.${key}=${value}`)}`;
  return [
    ...Object.entries(models).flatMap(([model, fields]) => {
      const pairs = Object.entries(fields);
      if (!study.models.find(({ name }) => name === model)?.added) {
        return pairs.map(([key, value]) => set(`${model}.${key}`, value));
      }
      const [[, rule], ...rest] = pairs;
      const words = [rule, ...rest.map((pair) => pair.join("="))];
      return [`--model ${shellWord(`${name}.${model}=${words}`)}`];
    }),
    ...Object.entries(settings).map(([key, value]) => set(key, value)),
    ...train ? [set("models", train)] : [],
    ...corrections ? [set("corrections", corrections.join() || "none")] : [],
  ];
}

/** The options that give the results of a run again, those that are not the defaults. */
export interface Again {
  profile?: string;
  /** the folder of its page */
  outputs?: string;
  seeds?: string[];
  backend?: string;
  /** by experiment: the options that change what its profile has */
  changes?: Record<string, string[]>;
}

/** The options that ask for a run again. */
export function againOf(
  { profile, seeds, backend }: Pick<Wanted, "profile" | "seeds" | "backend">,
  studies: readonly Study[],
): Again {
  const changes = byName(studies, (study) => wordsOf(study, profile));
  return {
    ...profile !== defaultProfile && { profile },
    ...committed.profiles.includes(profile) &&
      { outputs: `outputs/${profile}` },
    ...!areUsual(seeds) && { seeds: seedTexts(seeds).map(shellWord) },
    ...backend !== backendNames[0] && { backend },
    ...filled({ changes }),
  };
}
