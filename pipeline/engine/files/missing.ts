/** What `work` gives; `undefined` if a file that it needs is not there. */
export function ifThere<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    ignoreMissing(error);
  }
}

/** Throws any error but that of a file that is not there. */
export function ignoreMissing(error: unknown): undefined {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}
