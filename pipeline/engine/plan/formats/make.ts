import { plural } from "../../text/words.ts";
import { type Outline, shellLine } from "./outline.ts";

/** A makefile with a target for each node, of its name, that is no file: what is done, the store knows. */
export function makeText({ title, nodes, command, where }: Outline): string {
  const targets = new Map(
    nodes.map(({ name }, place) => [name, targetOf(name, place)]),
  );
  const all = [...targets.values()].join(" ");
  return [
    `# ${title}: what is not fresh, ${plural(nodes.length, "node")}.`,
    `# ${where}: make -j2 -k -f FILE`,
    "# One that was stopped goes on where it was, once it is started again.",
    `NODE = ${forMake(shellLine(command))}`,
    "eq := =",
    `nodes := ${all}`,
    "",
    ".PHONY: all $(nodes)",
    "all: $(nodes)",
    ...nodes.flatMap(({ name, needs }) => [
      "",
      [`${targets.get(name)}:`, ...needs.map((need) => targets.get(need))]
        .join(" "),
      `\t$(NODE) ${forMake(shellLine([name]))}`,
    ]),
    "",
  ].join("\n");
}

/** A node's name as make takes it, or one by its place if that means something else to make. */
function targetOf(name: string, place: number): string {
  return /^(?!all$)[\w./@,+=-]+$/.test(name)
    ? name.replaceAll("=", "$(eq)")
    : `node-${place}`;
}

const forMake = (text: string) => text.replaceAll("$", "$$$$");
