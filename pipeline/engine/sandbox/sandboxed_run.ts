import { projectFolder } from "../files/project.ts";

/**
 * The words after `deno` that run a program of the project with no permission
 * but those given: nothing is asked of anyone, fetched or changed.
 */
export function sandboxedRun(permissions: readonly string[]): string[] {
  return [
    "run",
    "--quiet",
    "--no-prompt",
    "--cached-only",
    "--frozen",
    `--config=${projectFolder}/deno.json`,
    ...permissions,
  ];
}
