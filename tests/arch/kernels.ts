import { CliError } from "../../pipeline/engine/text/errors.ts";
import type { Launcher } from "../../pipeline/engine/sandbox/executor.ts";
import { projectFolder } from "../../pipeline/project.ts";

/** What holds the kernels to known bits, those that no default model uses among them. */
const test = "tests/lib/kernels/bits_test.ts";

/**
 * Runs the test of the kernels' bits with another Deno than this one.
 *
 * @throws {CliError} if it fails.
 */
export async function testKernels(
  { command: [program, ...words], environment }: Launcher,
): Promise<void> {
  const { success, stdout, stderr } = await new Deno.Command(program, {
    args: [
      ...words,
      "test",
      "--quiet",
      "--no-prompt",
      "--cached-only",
      "--frozen",
      "--no-check",
      test,
    ],
    cwd: projectFolder,
    clearEnv: true,
    env: environment,
  }).output();
  if (success) return;
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes).trim();
  throw new CliError(
    `Cannot confirm the bits of the kernels: ${test} failed\n${text(stdout)}\n${
      text(stderr)
    }`,
  );
}
