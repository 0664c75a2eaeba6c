import { fitsWhole } from "../engine/text/glob.ts";
import { every } from "../engine/text/seeds.ts";
import type { Again } from "./config_of.ts";

const all = ["profile", "seeds", "changes", "backend", "outputs"] as const;

/** What some commands take of them; a figure knows all of them, and a lock its own seeds. */
const taken: Record<string, readonly (keyof Again)[] | undefined> = {
  status: ["profile", "seeds", "changes", "backend"],
  why: ["profile", "seeds", "changes", "backend"],
  export: ["profile", "seeds", "changes", "backend"],
  trace: [],
  verify: ["profile", "outputs"],
};

/**
 * A command of the pipeline as a reader of the page gives it to have what the page
 * shows: `deno task render figure-3a --profile paper --outputs outputs/paper`.
 *
 * @param command its name, and what stands after it
 * @param only the experiments whose settings and seeds concern it; defaults to all
 */
export function commandText(
  command: string,
  again: Again,
  only?: readonly string[],
): string {
  const changes = (only ?? Object.keys(again.changes ?? {}))
    .flatMap((name) => again.changes?.[name] ?? []);
  const options = (taken[command.split(" ")[0]] ?? all)
    .flatMap((name) => {
      if (name === "changes") return changes;
      const values = [again[name] ?? []].flat();
      const said = name === "seeds" && only ? seedsOf(values, only) : values;
      return said.map((value) => `--${name} ${value}`);
    });
  return ["deno task", command, ...options].join(" ");
}

/** Of seeds as options give them, those that count for some experiment: of each the last whose pattern fits. */
function seedsOf(texts: readonly string[], experiments: readonly string[]) {
  const fits = (name: string) => (text: string) =>
    fitsWhole(name, text.match(/^'?(.*)=/)?.[1] ?? every);
  const counting = experiments.map((name) => texts.findLast(fits(name)));
  return texts.filter((text) => counting.includes(text));
}
