import { assert, assertEquals } from "@std/assert";
import config from "../../deno.json" with { type: "json" };
import { commandsOf } from "../../pipeline/engine/cli/cli.ts";
import { pipeline } from "../../pipeline/main.ts";

const commands = commandsOf(pipeline);

const tasks: Record<string, { command: string }> = config.tasks;

Deno.test("every command has its task, in a line that can be read at a glance", () => {
  for (const { name } of commands) {
    const { command } = tasks[name];
    assert(command.endsWith(` pipeline/main.ts ${name}`), command);
    assert(command.length < 80, command);
  }
});

Deno.test("no task asks for a permission, nor changes deno.lock", () => {
  assertEquals(config.lock.frozen, true);
  const programs = Object.values(tasks)
    .filter(({ command }) => command.startsWith("deno run "));
  assert(programs.length > commands.length);
  for (const { command } of programs) {
    assert(command.includes(" --no-prompt "), command);
  }
});
