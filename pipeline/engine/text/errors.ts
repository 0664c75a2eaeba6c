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

/** A wrong command line: exit code 2. */
export function usageError(message: string): CliError {
  return new CliError(message, 2);
}

/**
 * Whether the system refused something, as it may on any machine: a full disk, a
 * folder that may not be written, too many open files. A permission that Deno was not
 * given is not of that kind, but a defect of ours, unless no task can be given it.
 */
export function isSystemError(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  if (error instanceof Deno.errors.NotCapable) {
    return reservedPlace(error) !== undefined;
  }
  const { code } = error as { code?: unknown };
  return typeof code === "string" && /^E[A-Z0-9]+$/.test(code) ||
    error.constructor.name in Deno.errors;
}

/** The place in `/proc`, `/sys` or `/dev` that Deno keeps from all that does not run with every permission. */
function reservedPlace({ message }: Error): string | undefined {
  return /^Requires all access to "(\/(?:proc|sys|dev)(?:\/.*)?)"/s
    .exec(message)?.[1];
}

/** What the system calls a state, in words that need no knowledge of it. */
const words: Record<string, string> = {
  "Is a directory": "it is a folder",
  "Not a directory": "a file is where a folder should be",
};

/** The state that the system reports, without its number and Deno's word for the deed. */
export function systemState({ message }: Pick<Error, "message">): string {
  const state = message.replace(/ \(os error \d+\).*/s, "");
  return words[state] ?? state;
}

/** What Deno calls what it was to do, in words. */
const deeds: Record<string, string> = {
  lstat: "find",
  mkdir: "make",
  readdir: "list",
  readfile: "read",
  readlink: "read",
  realpath: "find",
  stat: "find",
  writefile: "write",
};

/** `Cannot write /x/y: No space left on device`, of Deno's `No space left on device (os error 28): writefile '/x/y'`. */
export function describeSystemError(error: Error): string {
  const place = reservedPlace(error);
  if (place !== undefined) return refuseReserved(`write ${place}`, "write");
  const [, deed, path] = / \(os error \d+\): (\w+) '(.*)'$/s
    .exec(error.message) ?? [];
  if (path === undefined) return `Cannot go on: ${systemState(error)}`;
  return `Cannot ${deeds[deed] ?? deed} ${path.replace("' -> '", " to ")}: ${
    systemState(error)
  }`;
}

function refuseReserved(what: string, access: "read" | "write"): string {
  return `Cannot ${what}: Deno lets no program ${access} there; choose another place`;
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
  { remedy, access = "write", exitCode }: {
    remedy?: string;
    access?: "read" | "write";
    exitCode?: 1 | 2;
  } = {},
): unknown {
  if (!isSystemError(error)) return error;
  return new CliError(
    reservedPlace(error) !== undefined
      ? refuseReserved(what, access)
      : `Cannot ${what}: ${systemState(error)}${remedy ? `; ${remedy}` : ""}`,
    exitCode,
  );
}
