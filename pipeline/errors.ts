/**
 * A mistake that a person can mend: told as one sentence on standard error,
 * without a stack. Everything else that is thrown is a defect of this program.
 */
export class CliError extends Error {
  override name = "CliError";
  /** 2 for a wrong command line, 1 for wrong data or a failed run, 130 for a run that was stopped */
  readonly exitCode: number;

  constructor(message: string, exitCode: 1 | 2 | 130 = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** A wrong command line: exit code 2. */
export function usageError(message: string): CliError {
  return new CliError(message, 2);
}

/**
 * Whether the system refused something, as it may on any machine: a full disk, a
 * folder that may not be written, too many open files. A permission that Deno was not
 * given is not of that kind, but a defect of ours.
 */
export function isSystemError(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  if (error instanceof Deno.errors.NotCapable) return false;
  const { code } = error as { code?: unknown };
  return typeof code === "string" && /^E[A-Z0-9]+$/.test(code) ||
    error.constructor.name in Deno.errors;
}

/** What Deno calls what it was to do, in words. */
const deeds: Record<string, string> = {
  mkdir: "make",
  readdir: "list",
  readfile: "read",
  writefile: "write",
};

/** `Cannot write /x/y: No space left on device`, of Deno's `No space left on device (os error 28): writefile '/x/y'`. */
export function describeSystemError({ message }: Error): string {
  const [, state, deed, path] =
    /^(.*) \(os error \d+\): (\w+) '(.*)'$/s.exec(message) ?? [];
  if (path === undefined) return `Cannot go on: ${message}`;
  return `Cannot ${deeds[deed] ?? deed} ${
    path.replace("' -> '", " to ")
  }: ${state}`;
}
