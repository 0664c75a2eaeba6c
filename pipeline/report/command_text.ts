/** The options that give the results of a page again, those that are not the defaults. */
export interface Again {
  profile?: string;
  /** the folder of the page */
  outputs?: string;
  seeds?: string;
  backend?: string;
  /** by experiment: `KEY=VALUE` of what its profile does not set */
  set?: Record<string, string[]>;
}

const all = ["profile", "seeds", "set", "backend", "outputs"] as const;

/** What some commands take of them; a figure knows its own seeds, and a lock its own. */
const taken: Record<string, readonly (keyof Again)[] | undefined> = {
  status: ["profile", "seeds", "set", "backend"],
  why: ["profile", "seeds", "set", "backend"],
  trace: ["set", "backend"],
  verify: ["profile", "outputs"],
};

/**
 * A command of the pipeline as a reader of the page gives it to have what the page
 * shows: `deno task render figure-3a --profile paper --outputs outputs/paper`.
 *
 * @param command its name, and what stands after it
 * @param only the experiments whose settings concern it; defaults to all
 */
export function commandText(
  command: string,
  again: Again,
  only: readonly string[] = Object.keys(again.set ?? {}),
): string {
  const sets = only.flatMap((experiment) =>
    (again.set?.[experiment] ?? []).map((assignment) =>
      `--set ${experiment}.${assignment}`
    )
  );
  const options = (taken[command.split(" ")[0]] ?? all)
    .flatMap((name) => {
      if (name === "set") return sets;
      return again[name] === undefined ? [] : [`--${name} ${again[name]}`];
    });
  return ["deno task", command, ...options].join(" ");
}
