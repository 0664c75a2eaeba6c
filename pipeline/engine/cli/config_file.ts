/** What a configuration file, or a figure's own, says in place of options. */
import { fromShell } from "../files/shell_paths.ts";
import type { Origin } from "../provenance/origin.ts";
import { refusal, unreadable } from "../text/errors.ts";
import { type Located, readLocated } from "../text/located_json.ts";
import { every, type Seeds, usualSeeds, withSeeds } from "../text/seeds.ts";
import type { Options } from "./options.ts";
import type { Pipeline } from "./pipeline.ts";

const beginning = "deno task config -o FILE writes a file to begin with";

/**
 * A file's JSON, by its path on the command line.
 *
 * @param remedy what to say if there is none
 * @throws {CliError} if it cannot be read.
 */
export function readConfigFile(path: string, remedy = beginning): Located {
  let text: string;
  try {
    const bytes = Deno.readFileSync(fromShell(path));
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw error instanceof TypeError
      ? unreadable(path, "it is not UTF-8; save it as such")
      : refusal(`read ${path}`, error, { remedy, exitCode: 2 });
  }
  if (text.trim() !== "") return readLocated(text, path);
  throw unreadable(path, `it is empty; ${remedy}`);
}

/** Options with what a configuration says, their own if they name one, where the command line says nothing. */
export function withSaid(options: Options, said = options.config): Options {
  if (!said) return options;
  const { given } = options;
  const { seeds, outputs, profile, backend } = said;
  const values = Object.entries({
    ...{ profile, backend },
    outputs: outputs && fromShell(outputs),
  }).filter(([name, value]) => value !== undefined && !given.has(name));
  const ofSome = given.has("seeds") ? options.seeds : {};
  const names = [
    ...values.map(([name]) => name),
    ...Object.keys(seeds).length > 0 ? ["seeds"] : [],
  ];
  return {
    ...options,
    ...Object.fromEntries(values),
    seeds: withSeeds(withSeeds(usualSeeds, seeds), ofSome),
    config: said,
    given: new Set([...given, ...names]),
  };
}

/**
 * Options with what a figure's file says of its making, where neither the command line nor
 * a configuration file says it.
 *
 * @param path of the figure, for errors
 * @throws {CliError} if it says what no longer fits.
 */
export function figureOptions(
  { shows, config: said }: Origin,
  path: string,
  options: Options,
  { profiles, config }: Pipeline,
): Options {
  const { given } = options;
  const [shown] = shows;
  const name = /^(\S+) profile/.exec(shown?.profile ?? "")?.[1] ?? "";
  const place = `the metadata of ${path}`;
  const readSaid = (said: object) =>
    config?.read(readLocated(JSON.stringify(said), place)) ?? null;
  const own = said && !options.config ? readSaid(said) : null;
  const seeds = given.has("seeds") || !shown ? undefined : seedsShown(shows);
  if (seeds) readSaid({ seeds }); // refuses experiments that are not there
  return {
    ...withSaid(options, own),
    operands: [],
    ...!given.has("profile") && profiles.includes(name) && { profile: name },
    ...seeds && { seeds },
  };
}

/** The seeds that a figure shows: of all experiments if those it shows share them, else of each that has others than usual. */
function seedsShown(shows: Origin["shows"]): Seeds {
  const [{ seeds }] = shows;
  const isSame = (list: readonly number[]) => (other: typeof shows[number]) =>
    other.seeds.join() === list.join();
  if (shows.every(isSame(seeds))) return { [every]: seeds };
  const others = shows.filter((shown) => !isSame(usualSeeds[every])(shown))
    .map(({ experiment, seeds }) => [experiment, seeds]);
  return withSeeds(usualSeeds, Object.fromEntries(others));
}
