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

type OptionName = keyof Again;

/** What each command takes of them; its own seeds are in a figure, and a lock knows its own. */
const taken = {
  run: ["profile", "seeds", "set", "backend", "outputs"],
  look: ["profile", "seeds", "set", "backend"],
  trace: ["set", "backend"],
  verify: ["profile", "outputs"],
} satisfies Record<string, OptionName[]>;

const kinds: Record<string, keyof typeof taken> = {
  status: "look",
  why: "look",
  trace: "trace",
  verify: "verify",
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
  const options = taken[kinds[command.split(" ")[0]] ?? "run"]
    .flatMap((name) =>
      name === "set"
        ? only.flatMap((experiment) =>
          (again.set?.[experiment] ?? []).map((assignment) =>
            `--set ${experiment}.${assignment}`
          )
        )
        : again[name] === undefined
        ? []
        : [`--${name} ${again[name]}`]
    );
  return ["deno task", command, ...options].join(" ");
}
