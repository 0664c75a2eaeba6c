import { CliError } from "../../pipeline/engine/text/errors.ts";
import type { Launcher } from "../../pipeline/engine/sandbox/executor.ts";
import { projectFolder } from "../../pipeline/project.ts";

/** What holds the kernels, those that no default model uses among them, and the pixels of figures to known bits. */
const tests = [
  "tests/lib/kernels/bits_test.ts",
  "tests/pipeline/figures/rasterise_test.ts",
];

/**
 * Runs the tests of known bits with another Deno than this one.
 *
 * @throws {CliError} if it fails.
 */
export async function testBits(
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
      ...tests,
    ],
    cwd: projectFolder,
    clearEnv: true,
    env: environment,
  }).output();
  if (success) return;
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes).trim();
  throw new CliError(
    `Cannot confirm the bits of kernels and pixels: their tests failed\n${
      text(stdout)
    }\n${text(stderr)}`,
  );
}
