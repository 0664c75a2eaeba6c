/**
 * The words after `deno` that run a program of the project in a folder with no
 * permission but those given: nothing is asked of anyone, fetched or changed.
 */
export function sandboxedRun(
  project: string,
  permissions: readonly string[],
): string[] {
  return [
    "run",
    "--quiet",
    "--no-prompt",
    "--cached-only",
    "--frozen",
    `--config=${project}/deno.json`,
    ...permissions,
  ];
}
