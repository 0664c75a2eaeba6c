/** What a configuration file, or a figure's own, says in place of options. */
import { fromShell } from "../files/shell_paths.ts";
import type { Origin } from "../provenance/origin.ts";
import { refusal, usageError } from "../text/errors.ts";
import { type Located, readLocated } from "../text/located_json.ts";
import { every, type Seeds, usualSeeds, withSeeds } from "../text/seeds.ts";
import type { Options } from "./options.ts";
import type { Pipeline, Said } from "./pipeline.ts";

/** A file's JSON, by its path on the command line. @throws {CliError} if it cannot be read. */
export function readConfigFile(path: string): Located {
  let bytes: Uint8Array;
  try {
    bytes = Deno.readFileSync(fromShell(path));
  } catch (error) {
    throw refusal(`read ${path}`, error, {
      remedy: "deno task config -o FILE writes a file to begin with",
      exitCode: 2,
    });
  }
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw usageError(`Cannot read ${path}: it is not UTF-8; save it as such`);
  }
  if (text.trim() !== "") return readLocated(text, path);
  throw usageError(
    `Cannot read ${path}: it is empty; deno task config -o FILE writes a file to begin with`,
  );
}

/** Options with what their configuration file says, where the command line says nothing. */
export function withConfig(options: Options): Options {
  return options.config ? withSaid(options, options.config) : options;
}

/** Options with what a configuration says, where the command line says nothing. */
export function withSaid(options: Options, said: Said): Options {
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
  const ofFigure = () => {
    if (!said || !config || options.config) return options;
    const place = `the metadata of ${path}`;
    const located = readLocated(JSON.stringify(said), place);
    return withSaid(options, config.read(located));
  };
  return {
    ...ofFigure(),
    operands: [],
    ...!given.has("profile") && profiles.includes(name) && { profile: name },
    ...!given.has("seeds") && shown && { seeds: seedsShown(shows) },
  };
}

/** The seeds that a figure shows: of all experiments, but for those that have others. */
function seedsShown([first, ...more]: Origin["shows"]): Seeds {
  return Object.fromEntries([
    [every, first.seeds],
    ...more.filter(({ seeds }) => seeds.join() !== first.seeds.join())
      .map(({ experiment, seeds }) => [experiment, seeds]),
  ]);
}
