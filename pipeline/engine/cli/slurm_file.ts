/** The file of `--slurm`: what Slurm is asked for. */
import {
  type Asks,
  type SlurmSettings,
  usualSlurm,
} from "../slurm/settings.ts";
import type { Json } from "../text/canonical_json.ts";
import { unreadable } from "../text/errors.ts";
import { described, entriesOf, type Located } from "../text/located_json.ts";
import { quoted } from "../text/words.ts";
import { Unfit } from "./option.ts";
import { parseDuration, parsePatience, parseSize } from "./option_values.ts";

/** What to begin with. */
export const slurmBeginning =
  'write one such as {"nodes": {"*": {"partition": "short", "time": "4h"}}}';

/** How the value of a key is written, and what it means; nothing if it is written otherwise. */
interface Kind<T> {
  form: string;
  read(value: Json): T | undefined;
  /** why an item of a list is refused, if that says more than the form */
  refuse?(item: Json): string | undefined;
}

const text: Kind<string> = {
  form: "a name in double quotes",
  read: (value) =>
    typeof value === "string" && value.trim() !== "" ? value : undefined,
};
const time: Kind<number> = {
  form: 'a time such as "90m", "4h" or "2d"',
  read: (value) =>
    typeof value === "string" ? parseDuration(value) / 1000 : undefined,
};
const wait: Kind<number> = {
  form: 'a time such as "60s", "10m" or "1h"',
  read: (value) =>
    typeof value === "string" ? parsePatience(value) / 1000 : undefined,
};
/** A job is warned a minute before its end, for which Slurm looks every half minute. */
const limit: Kind<number> = {
  form: 'a time of at least two minutes such as "90m", "4h" or "2d"',
  read: (value) => {
    const seconds = time.read(value);
    return seconds !== undefined && seconds >= 120 ? seconds : undefined;
  },
};
const size: Kind<number> = {
  form: 'a size such as "4GB" or "500MB"',
  read: (value) => typeof value === "string" ? parseSize(value) : undefined,
};
const number = (form: string, fits: (value: number) => boolean) => ({
  form,
  read: (value: Json) =>
    typeof value === "number" && fits(value) ? value : undefined,
});
const count = number(
  "a whole number from 1",
  (value) => Number.isInteger(value) && value >= 1,
);
/** What the engine tells sbatch itself, and what to do instead of that. */
const ours: readonly (readonly [words: RegExp, instead: string])[] = [
  [/^(--array\b|-a)/, 'limit how many jobs run at once by "atOnce"'],
  [/^(--dependency\b|-d)/, "leave it out: a job waits for what it needs"],
  [/^(--job-name\b|-J)/, "leave it out: names say what is in a job"],
  [/^(--output\b|-o)/, "leave it out: logs are kept with the plan"],
  [/^--(parsable|wrap)\b/, "leave it out"],
];
const words: Kind<string[]> = {
  form: 'a list of options of sbatch such as ["--qos=low"]',
  read: (value) =>
    Array.isArray(value) &&
      value.every((word) => typeof word === "string" && word.startsWith("-"))
      ? value as string[]
      : undefined,
  refuse: (word) => ours.find(([words]) => words.test(`${word}`))?.[1],
};

const asked: { [key in keyof Asks]-?: Kind<NonNullable<Asks[key]>> } = {
  ...{ partition: text, account: text, time: limit, memory: size },
  ...{ cpus: count, atOnce: count, more: words },
};
const general = {
  margin: number("a number from 1", (value) => value >= 1),
  ...{ pack: wait, patience: wait },
};

/**
 * What a file says, over what is usual:
 *
 *     {
 *       "margin": 2,       // a job may take so many times what its nodes took before
 *       "pack": "1m",      // nodes share a job up to this, or the longest of their kind
 *       "patience": "1m",  // a job waits so long for inputs that another has just made
 *       "nodes": {         // by names; of those that fit, the later count more
 *         "*": { "time": "4h" },  // of what has never run
 *         "train/mnist-*": { "partition": "long", "memory": "4GB", "more": ["--qos=low"] },
 *         "train": { "atOnce": 50 }  // of the jobs of one array
 *       }
 *     }
 *
 * @throws {CliError} if a key is unknown, or a value not of its kind.
 */
export function readSlurmFile(file: Located): SlurmSettings {
  const keys = [...Object.keys(general), "nodes"];
  const entries = entriesOf(file, "what Slurm is asked for", keys);
  const nodes = entries.find(({ key }) => key === "nodes");
  return {
    ...usualSlurm,
    ...valuesOf(entries.filter((entry) => entry !== nodes), general, ""),
    nodes: [
      ...usualSlurm.nodes,
      ...(nodes ? entriesOf(nodes.at, "nodes") : []).map((entry) => {
        const { key, at, where } = entry;
        const of = ` of ${quoted(key)}`;
        const asks = entriesOf(at, `what is asked for ${quoted(key)}`, [
          ...Object.keys(asked),
        ]);
        return [key, valuesOf(asks, asked, of), where] as const;
      }),
    ],
  };
}

function valuesOf<K extends Record<string, Kind<unknown>>>(
  entries: ReturnType<typeof entriesOf>,
  kinds: K,
  of: string,
): { [key in keyof K]?: K[key] extends Kind<infer T> ? T : never } {
  return Object.fromEntries(entries.map(({ key, at }) => {
    const { form, read, refuse } = kinds[key];
    for (const { where, value } of refuse ? at.items : []) {
      const instead = refuse!(value);
      if (!instead) continue;
      const what = `${value} of ${key}${of} is for the engine to say`;
      throw unreadable(where, `${what}; ${instead}`);
    }
    const value = unlessUnfit(() => read(at.value));
    if (value !== undefined) return [key, value];
    throw unreadable(
      at.where,
      `${key}${of} is ${described(at.value)}; write ${form}`,
    );
  })) as ReturnType<typeof valuesOf<K>>;
}

function unlessUnfit<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Unfit) return undefined;
    throw error;
  }
}
