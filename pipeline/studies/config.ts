/**
 * Configuration files: all that a run wants, as JSON with comments; `pipeline/README.md` shows
 * some. The command line counts more than a file, and a file more than its profile.
 *
 * Its entries become the same changes that `--set` and `--model` make, and are checked with
 * them; an error names the line and the column of what is wrong.
 */
import { backendNames } from "../backends/backend.ts";
import type { Change } from "./change.ts";
import { experimentNamed, requireFitting } from "./experiments.ts";
import { fitting } from "../engine/cli/option.ts";
import { parseSeeds } from "../engine/cli/option_values.ts";
import type { Said, Wanted } from "../engine/cli/pipeline.ts";
import { unreadable } from "../engine/text/errors.ts";
import {
  described,
  entriesOf,
  type Entry,
  type Located,
} from "../engine/text/located_json.ts";
import { every, type Seeds } from "../engine/text/seeds.ts";
import { suggest } from "../engine/text/suggest.ts";
import { quoted } from "../engine/text/words.ts";
import { profiles } from "./profiles.ts";
import type { SweepRequest } from "./sweep_request.ts";

/** What a file says beyond what the command line has options of its own for. */
export interface Config {
  changes: Change[];
  sweeps: readonly SweepRequest[];
}

/** What the file of a run says, if it has one. */
export function contentOf({ config }: Pick<Wanted, "config">): Config {
  return config?.content as Config | undefined ?? { changes: [], sweeps: [] };
}

/** What `--set` calls lists → what files call them. */
const lists: Record<string, string | undefined> = {
  models: "train",
  corrections: "corrections",
};

const keys = {
  file: [
    ...["$schema", "profile", "backend", "outputs"],
    ...["seeds", "experiments", "sweeps"],
  ],
  sweep: ["experiment", "grid", "models", "seeds"],
  experiment: ["settings", "models", "train", "corrections"],
};

/**
 * What a configuration file says.
 *
 * @throws {CliError} if an entry is unknown or not of its kind; whether settings and
 *   models fit is found out where changes are put together.
 */
export function readConfig(file: Located): Said {
  const config: Config = { changes: [], sweeps: [] };
  const said: Said = { seeds: {}, content: config };
  for (const { key, at } of entriesOf(file, "a configuration", keys.file)) {
    if (key === "seeds") said.seeds = seedsIn(at);
    else if (key === "sweeps") {
      config.sweeps = itemsOf(at, key).map(sweepIn);
    } else if (key === "outputs") said.outputs = folderIn(at, key);
    else if (key === "$schema") textIn(at, key);
    else if (key === "profile") {
      said.profile = oneOf(Object.keys(profiles), at, key);
    } else if (key === "backend") {
      said.backend = oneOf(backendNames, at, key);
    } else {
      for (const { key: name, where, at: inner } of entriesOf(at, key)) {
        experimentNamed(name, where);
        config.changes.push(...ofExperiment(name, inner));
      }
    }
  }
  return said;
}

/** What a file says of one experiment. */
function ofExperiment(experiment: string, said: Located): Change[] {
  const changes: Change[] = [];
  for (
    const { key, where, at } of entriesOf(said, experiment, keys.experiment)
  ) {
    const what = `${experiment}.${key}`;
    if (key === "settings") {
      for (const setting of entriesOf(at, what)) {
        requireSetting(setting);
        changes.push({ experiment, ...changeIn(setting) });
      }
    } else if (key === "models") {
      for (const entry of entriesOf(at, what)) {
        changes.push(...ofModel(experiment, entry));
      }
    } else {
      if (textsIn(at, what).length === 0 && key === "train") {
        throw unreadable(where, `${what} is empty; name the models to train`);
      }
      const list = { key: key === "train" ? "models" : key, where, at };
      changes.push({ experiment, ...changeIn(list) });
    }
  }
  return changes;
}

/** A change as an entry has it. */
function changeIn({ key, where, at: { value, text } }: Entry) {
  const written = text.length > 50 ? `${text.slice(0, 50)}…` : text;
  return { key, value, written, where };
}

/** Sees that lists, which `--set` has among settings, do not stand there. */
function requireSetting({ key, where }: Entry): void {
  const list = lists[key];
  if (list === undefined) return;
  const remedy = `write "${list}" beside "settings"`;
  throw unreadable(where, `${key} is no setting; ${remedy}`);
}

/** The fields of a model: its rule first, then its feedback, since the others depend on these. */
function ofModel(
  experiment: string,
  { key: model, where, at }: Entry,
): Change[] {
  const published = experimentNamed(experiment, where).models
    .map(({ name }) => name);
  const adds = !published.includes(model);
  const first = ["feedback", "rule"];
  const fields = entriesOf(at, `${experiment}.models.${model}`)
    .toSorted((a, b) => first.indexOf(b.key) - first.indexOf(a.key));
  if (adds && fields[0]?.key !== "rule") {
    const what = `${experiment} has no model ${quoted(model)}`;
    const meant = suggest(model, published);
    throw unreadable(where, `${what}, and a new one needs its rule; ${meant}`);
  }
  return fields.map((field) => ({
    ...{ experiment, model, ...changeIn(field) },
    ...adds && field.key === "rule" && { adds },
  }));
}

/** A sweep as a file has it. */
function sweepIn(at: Located): SweepRequest {
  const { where } = at;
  const entries = new Map(
    entriesOf(at, "a sweep", keys.sweep).map((entry) => [entry.key, entry]),
  );
  const entry = (key: string) => {
    const found = entries.get(key);
    if (found) return found;
    throw unreadable(where, `a sweep has no ${quoted(key)}; write one`);
  };
  const experiment = entry("experiment");
  const name = textIn(experiment.at, "the experiment of a sweep");
  experimentNamed(name, experiment.at.where);
  const [models, seeds] = ["models", "seeds"].map((key) => entries.get(key));
  return {
    ...{ experiment: name, where },
    grid: entriesOf(entry("grid").at, "a grid").map(({ key, where, at }) => {
      const { value } = at;
      const values = typeof value === "string"
        ? value
        : itemsOf(at, key).map(scalarIn);
      return { key, values, where };
    }),
    models: models
      ? { names: textsIn(models.at, "models", "a model"), where: models.where }
      : null,
    seeds: seeds ? seedListIn(seeds.at) : null,
  };
}

/** A value of a grid. */
function scalarIn(at: Located) {
  const { value } = at;
  if (typeof value !== "object") return value;
  const write = "a number, a text, true or false";
  throw notOfKind(at, "a value of a grid is", write);
}

function itemsOf(at: Located, what: string): readonly Located[] {
  if (Array.isArray(at.value)) return at.items;
  throw notOfKind(at, `${what} is`, "a list, […]");
}

function textIn(at: Located, what: string): string {
  const { value } = at;
  if (typeof value === "string" && value !== "") return value;
  throw notOfKind(at, `${what} is`, "a text in double quotes");
}

function folderIn(at: Located, what: string): string {
  const path = textIn(at, what);
  if (!/\p{Cc}/u.test(path)) return path;
  throw unreadable(at.where, `${what} holds a control character; leave it out`);
}

/** @param each what one of the texts is called */
function textsIn(at: Located, what: string, each = what): string[] {
  return itemsOf(at, what).map((item) => textIn(item, each));
}

function notOfKind({ value, where }: Located, what: string, write: string) {
  return unreadable(where, `${what} ${described(value)}; write ${write}`);
}

function oneOf<N extends string>(
  names: readonly N[],
  at: Located,
  what: string,
): N {
  const text = textIn(at, what);
  const name = names.find((name) => name === text);
  if (name !== undefined) return name;
  const why = `there is no ${what} ${quoted(text)}`;
  throw unreadable(at.where, `${why}; ${suggest(text, names)}`);
}

/** Seeds of all experiments, or by patterns of their names. */
function seedsIn(at: Located): Seeds {
  const { value } = at;
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { [every]: seedListIn(at) };
  }
  const entries = entriesOf(at, "seeds");
  const lists = entries.map(({ key: pattern, where, at }) => {
    requireFitting(pattern, where);
    return [pattern, seedListIn(at)];
  });
  const place = entries.findIndex(({ key }) => key === every);
  if (place > 0) {
    const [{ key, where }] = entries;
    const why = `${key} never counts, since "${every}" comes after it`;
    throw unreadable(where, `${why}; write "${every}" first`);
  }
  return Object.fromEntries(lists);
}

/** Seeds as the command line has them, or a list of them. */
function seedListIn(at: Located): number[] {
  const { value, items } = at;
  const wrong = items.find(({ value }) => !Number.isInteger(value));
  if (wrong) throw notOfKind(wrong, "a seed is", "whole numbers");
  const text = Array.isArray(value) ? value.join() : value;
  if (typeof text !== "string" || text === "") {
    throw notOfKind(at, "seeds are", '"0-4,7" or [0, 1]');
  }
  return fitting(at.where, () => parseSeeds(text));
}
