import config from "../../deno.json" with { type: "json" };
import { projectFolder } from "../../pipeline/project.ts";

/** How the tasks start the pipeline: `run`, its permissions and its program. */
const [, ...start] = config.tasks.reproduce.command.split(" ").slice(0, -1);

/** The words of a command of the pipeline, its program the first. */
export function programOf(...words: string[]): [string, ...string[]] {
  return [Deno.execPath(), ...start, ...words];
}

/** A command of the pipeline, as a `deno task` of the checkout in `cwd` runs it. */
export function commandIn(cwd: string, ...words: string[]): Deno.Command {
  const [program, ...args] = programOf(...words);
  return new Deno.Command(program, {
    args,
    cwd,
    env: { NO_COLOR: "1", INIT_CWD: cwd },
    stdout: "piped",
    stderr: "piped",
  });
}

/** The same, of this checkout. */
export function commandOf(...words: string[]): Deno.Command {
  return commandIn(projectFolder, ...words);
}

/** Runs a command of the pipeline, and gives what came of it. */
export async function commandLine(...words: string[]) {
  const { code, stdout, stderr } = await commandOf(...words).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, stdout: text(stdout), stderr: text(stderr) };
}
