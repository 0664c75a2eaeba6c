/** What a command line wants, apart from the command line: as a plan keeps it, and as other commands are told it. */
import { isAbsolute, relative } from "node:path";
import { fromShell } from "../files/shell_paths.ts";
import type { PlanFile } from "../plan/plan_file.ts";
import { areUsual, seedTexts } from "../text/seeds.ts";
import { shellWord } from "../text/words.ts";
import { writtenWords } from "./option.ts";
import { remoteAnywhere } from "./option_values.ts";
import type { OptionName, Options } from "./options.ts";

/** What options say of the nodes there are, as plain data. */
export function wantedOf(options: Options): PlanFile["wanted"] {
  const { profile, seeds, set, model, config, sweep } = options;
  const { backend, source, scale } = options;
  const wanted = { profile, seeds, set, model, config, sweep, backend, source };
  return JSON.parse(JSON.stringify({ ...wanted, scale }));
}

/** Options that are paths, which mean the same wherever a command runs. */
const paths: readonly OptionName[] = ["config", "source", "store"];

/** The words by which another command is told an option; a path from the project's folder, if it lies in that, or in full where none is given. */
export function wordsFor(
  name: OptionName,
  options: Options,
  folder: string | null,
): string[] {
  return writtenWords(name, options, (text) => {
    if (name === "remote") return remoteAnywhere(text);
    if (!paths.includes(name)) return text;
    const path = fromShell(text);
    if (folder === null) return path;
    const inside = relative(folder, path) || ".";
    return inside.startsWith("..") || isAbsolute(inside) ? path : inside;
  });
}

/** What follows `deno task reproduce` in a shell for all that is wanted, but for `--only`: the profile and seeds, too, where no option says them. */
export function wantedText(options: Options, folder: string): string {
  const { profile, seeds } = options;
  const ofSeeds = areUsual(seeds) ? [] : seedTexts(seeds);
  const others = (["config", "set", "model"] as const)
    .flatMap((name) => wordsFor(name, options, folder));
  return [
    `--profile ${profile}`,
    ...ofSeeds.map((text) => `--seeds ${shellWord(text)}`),
    ...others.map(shellWord),
  ].join(" ");
}
