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
