/** Which seeds belong to which experiment, and how people write that. */
import { fitsWhole } from "./glob.ts";
import { seedList } from "./words.ts";

/** Rising seeds by a pattern of experiments' names; of patterns that fit a name, the last one counts. */
export type Seeds = Readonly<Record<string, readonly number[]>>;

/** The pattern of every experiment. */
export const every = "*";

export const usualSeeds: Seeds = { [every]: [0] };

/** Whether a value is a list of seeds: rising, and at least one. */
export function areSeeds(value: unknown): value is number[] {
  return Array.isArray(value) && value.length > 0 &&
    value.every((seed, i) =>
      Number.isInteger(seed) && seed > (value[i - 1] ?? -1) && seed < 2 ** 32
    );
}

/** Whether these are the seeds of a run that names none. */
export function areUsual(seeds: Seeds): boolean {
  return seedTexts(seeds).join() === seedTexts(usualSeeds).join();
}

/** The seeds of an experiment; the usual ones if no pattern fits its name. */
export function seedsFor(seeds: Seeds, name: string): readonly number[] {
  const pattern = Object.keys(seeds)
    .findLast((pattern) => fitsWhole(name, pattern));
  return pattern === undefined ? usualSeeds[every] : seeds[pattern];
}

/** Seeds with others that count more. */
export function withSeeds(seeds: Seeds, more: Seeds): Seeds {
  const left = Object.entries(seeds)
    .filter(([pattern]) => !(every in more) && !(pattern in more));
  return { ...Object.fromEntries(left), ...more };
}

/** As sentences name them: `seed 0`, `seeds 0-19, mnist-*=0-4`. */
export function seedsText(seeds: Seeds): string {
  const isOne = Object.values(seeds).flat().length === 1;
  return `${isOne ? "seed" : "seeds"} ${seedTexts(seeds).join(", ")}`;
}

/** As options give them: `0-19`, `mnist-*=0-4`. */
export function seedTexts(seeds: Seeds): string[] {
  return Object.entries(seeds).map(([pattern, list]) =>
    pattern === every ? seedList(list) : `${pattern}=${seedList(list)}`
  );
}
