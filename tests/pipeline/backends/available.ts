import type { BackendName } from "../../../pipeline/backends/backend.ts";
import type { FoundBackend } from "../../../pipeline/engine/cli/pipeline.ts";
import { findBackend } from "../../../pipeline/backends/find.ts";
import { CliError } from "../../../pipeline/engine/text/errors.ts";
import { testUnless } from "../../support/test_unless.ts";

/** Names and runs tests that need a backend. */
export async function testsOf(name: BackendName) {
  let found: FoundBackend | undefined;
  let missing: string | undefined;
  try {
    found = await findBackend(name, { jobs: navigator.hardwareConcurrency });
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    missing = error.message;
  }
  return (sentence: string, body: (found: FoundBackend) => Promise<void>) =>
    testUnless(missing, sentence, () => body(found!), {
      // what a library keeps open for the next call is its own
      sanitizeResources: false,
      sanitizeOps: false,
    });
}
