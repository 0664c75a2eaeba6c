/** Work that leaves nothing if it is stopped. */
import { interruptions } from "../terminal/interruptions.ts";
import { CliError } from "../text/errors.ts";

/**
 * Does what Ctrl-C may stop.
 *
 * @param nothing what there is then: `nothing was packed`
 * @param refuse what to throw for what the work throws
 */
export async function unlessStopped<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { nothing, refuse }: { nothing: string; refuse(error: unknown): unknown },
): Promise<T> {
  const { signal, stopListening } = interruptions();
  try {
    return await work(signal);
  } catch (error) {
    if (signal.aborted) throw new CliError(`Stopped: ${nothing}`, 130);
    throw refuse(error);
  } finally {
    stopListening();
  }
}
