/** Tries one thing that a node must not do, and tells which permission stopped it. */
import {
  NodeError,
  runNode,
} from "../../../../../pipeline/engine/sandbox/node.ts";

await runNode<{ attempt: string; folder: string }>(async ({ settings }) => {
  const { attempt, folder } = settings;
  const input = `${folder}/inputs/input`;
  const attempts: Record<string, () => unknown> = {
    "read outside": () => Deno.readTextFileSync(`${folder}/secret`),
    "write outside": () => Deno.writeTextFileSync(`${folder}/more`, ""),
    "overwrite an input": () => Deno.writeTextFileSync(input, ""),
    "remove an input": () => Deno.removeSync(input),
    "rename an input": () => Deno.renameSync(input, "out"),
    "give an input a name that it can write": () => Deno.linkSync(input, "out"),
    "make an input writable": () => Deno.chmodSync(input, 0o644),
    "add an input": () => Deno.writeTextFileSync(`${input}.new`, ""),
    "open a socket": () => Deno.connect({ hostname: "127.0.0.1", port: 9 }),
    "read the environment": () => Deno.env.get("HOME"),
    "start a process": () => new Deno.Command(Deno.execPath()).outputSync(),
    "load a library": () => Deno.dlopen("libm.so.6", {}),
  };
  if (attempt === "nothing") return;
  if (attempt === "read outside, quietly") {
    try {
      attempts["read outside"]();
    } catch {
      // as if nothing had been
    }
    return;
  }
  try {
    await attempts[attempt]();
  } catch (error) {
    const { name, message } = error as Error;
    const permission = /Requires (\w+) access/.exec(message)?.[1];
    throw new NodeError(`refused: ${name}, ${permission}`);
  }
});
