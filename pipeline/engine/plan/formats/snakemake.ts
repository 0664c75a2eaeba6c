import { plural } from "../../text/words.ts";
import { idOf, type Outline, shellLine } from "./outline.ts";

/**
 * A Snakefile of one rule and a table of what each node needs. Snakemake asks for files: an
 * empty one says that a node is done, until all are.
 */
export function snakemakeText(outline: Outline): string {
  const { title, nodes, command, where } = outline;
  const needs = nodes.map(({ name, needs }) =>
    `    ${JSON.stringify(name)}: ${JSON.stringify(needs)},`
  );
  const line = shellLine(command).replace(/[{}]/g, "$&$&");
  return `\
# ${title}: what is not fresh, ${plural(nodes.length, "node")}.
# ${where}: snakemake -j2 -k --nolock --rerun-incomplete -s FILE
# One that was stopped goes on where it was, once it is started again.
import shutil

NODE = ${JSON.stringify(line)}
MARKS = ".snakemake/plan-${idOf(outline)}"
NEEDS = {
${needs.join("\n")}
}

def marks(nodes):
    return [f"{MARKS}/{node}.done" for node in nodes]

rule all:
    input: marks(NEEDS)

rule node:
    input: lambda wildcards: marks(NEEDS[wildcards.node])
    output: touch(MARKS + "/{node}.done")
    shell: NODE + " {wildcards.node:q}"

onsuccess:
    shutil.rmtree(MARKS, ignore_errors=True)
`;
}
