import type {
  BackendName,
  FoundBackend,
} from "../../../pipeline/backends/backend.ts";
import { findBackend } from "../../../pipeline/backends/find.ts";
import { CliError } from "../../../pipeline/errors.ts";

/**
 * Names and runs tests that need a backend. Where this machine does not have
 * it, they are ignored and their names say why.
 */
export async function testsOf(name: BackendName) {
  let found: FoundBackend | undefined;
  let missing = "";
  try {
    found = await findBackend(name, { jobs: navigator.hardwareConcurrency });
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    missing = error.message;
  }
  return (sentence: string, body: (found: FoundBackend) => Promise<void>) =>
    Deno.test({
      name: found ? sentence : `${sentence} (ignored: ${missing})`,
      ignore: !found,
      fn: () => body(found!),
      // what a library keeps open for the next call is its own
      sanitizeResources: false,
      sanitizeOps: false,
    });
}
