import { shortened, showable } from "./words.ts";

/**
 * A mistake that a person can mend: reported as one sentence on standard error,
 * without a stack. Everything else that is thrown is a defect of this program.
 */
export class CliError extends Error {
  override name = "CliError";

  /** @param exitCode 2 for a wrong command line, 1 for wrong data or a failed run, 130 for a run that was stopped */
  constructor(message: string, readonly exitCode: 1 | 2 | 130 = 1) {
    super(message);
  }
}

/** A wrong command line, which may hold what is not fit to be shown: exit code 2. */
export function usageError(message: string): CliError {
  return new CliError(shortened(showable(message)), 2);
}

/** What is wrong with what a person wrote: exit code 2. */
export function unreadable(what: string, why: string): CliError {
  return usageError(`Cannot read ${what}: ${why}`);
}

/** What Deno says of a place in `/proc`, `/sys` or `/dev`, which it keeps from all that does not run with every permission. */
const reserved = /^Requires all access to "(\/(?:proc|sys|dev)(?:\/.*)?)"/s;

/**
 * Whether the system refused something, as it may on any machine: a full disk, a
 * folder that may not be written, too many open files. A permission that Deno was not
 * given is not of that kind, but a defect of ours, unless no task can be given it.
 */
export function isSystemError(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  if (error instanceof Deno.errors.NotCapable) {
    return reserved.test(error.message);
  }
  const { code } = error as { code?: unknown };
  return typeof code === "string" && /^E[A-Z0-9]+$/.test(code) ||
    error.constructor.name in Deno.errors;
}

/** What the system calls a state, in words that need no knowledge of it. */
const states: Record<string, string> = {
  "File exists": "a file, or a link that leads nowhere, is in its place",
  "Is a directory": "it is a folder",
  "Not a directory": "a file is where a folder should be",
};

/** The state that the system reports, without its number and Deno's word for the deed. */
export function systemState({ message }: Pick<Error, "message">): string {
  if (reserved.test(message)) return "Deno lets no program use that place";
  const state = message.replace(/ \(os error \d+\).*/s, "");
  return states[state] ?? state;
}

/** What Deno calls what it was to do, in words. */
const deeds: Record<string, string> = {
  lstat: "find",
  mkdir: "make",
  readdir: "list",
  readfile: "read",
  realpath: "find",
  stat: "find",
  writefile: "write",
};

/** `Cannot write /x/y: No space left on device`, of Deno's `No space left on device (os error 28): writefile '/x/y'`. */
export function describeSystemError(error: Error): string {
  const [, deed, path] = / \(os error \d+\): (\w+) '(.*)'$/s
    .exec(error.message) ?? ["", "use", reserved.exec(error.message)?.[1]];
  const what = path === undefined
    ? "go on"
    : `${deeds[deed] ?? deed} ${path.replace("' -> '", " to ")}`;
  return `Cannot ${what}: ${systemState(error)}`;
}

/**
 * What to throw where the system may refuse something: a sentence if it did, and a
 * defect as it is.
 *
 * @param what what cannot be done, such as `write x.csv`
 */
export function refusal(
  what: string,
  error: unknown,
  { remedy, exitCode }: { remedy?: string; exitCode?: 1 | 2 } = {},
): unknown {
  if (!isSystemError(error)) return error;
  const end = remedy === undefined ? "" : `; ${remedy}`;
  return new CliError(`Cannot ${what}: ${systemState(error)}${end}`, exitCode);
}
