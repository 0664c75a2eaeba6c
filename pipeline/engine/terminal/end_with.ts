import {
  CliError,
  describeSystemError,
  isSystemError,
} from "../text/errors.ts";
import { ClosedPipe, printError } from "./stream.ts";

/**
 * Ends a command that failed: says why in one sentence, if there is anybody to say it
 * to, and gives the exit code.
 *
 * @throws what is neither a person's mistake nor the system's refusal: a defect.
 */
export function endWith(error: unknown): number {
  if (error instanceof ClosedPipe) return error.exitCode;
  const failure = isSystemError(error)
    ? new CliError(describeSystemError(error))
    : error;
  if (!(failure instanceof CliError)) throw failure;
  try {
    printError(`error: ${failure.message}`);
  } catch (unheard) {
    if (unheard instanceof ClosedPipe) return unheard.exitCode;
  }
  return failure.exitCode;
}
