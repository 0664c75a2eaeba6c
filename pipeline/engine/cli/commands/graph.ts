import { diagramOf } from "../../diagram/diagram.ts";
import { dotText } from "../../diagram/dot.ts";
import { mermaidText } from "../../diagram/mermaid.ts";
import { titleOf } from "../../diagram/diagram_text.ts";
import { examine } from "../../run/examine.ts";
import { usageError } from "../../text/errors.ts";
import type { GraphFormat } from "../option_values.ts";
import { requireWritable, writeFile } from "../output_file.ts";
import { writeTo } from "../../terminal/stream.ts";
import { openWorkspace } from "../workspace.ts";
import type { Command } from "./command.ts";

export const graph: Command = {
  name: "graph",
  operands: "[GLOB…]",
  summary: "draw the nodes and what each needs, coloured by state; run nothing",
  details:
    "As Mermaid, which GitHub draws, Graphviz's DOT, or SVG. The nodes that fit a GLOB,\n" +
    "or all, and what they need. Models and seeds of an experiment share a box, and an\n" +
    "arrow is left out where others lead the same way, unless --all is given.",
  options: [
    "format",
    "output",
    "all",
    "profile",
    "seeds",
    "set",
    "only",
    "backend",
    "store",
  ],
  optionWords: { all: "each node in a box of its own, with every arrow" },
  async run(options) {
    const { format, output } = options;
    if (output !== null) await requireWritable(output);
    else if (format === "svg" && Deno.stdout.isTerminal()) {
      throw usageError(
        "Cannot show SVG on a terminal: give -o FILE, or send it through a pipe",
      );
    }
    const workspace = await openWorkspace(options, null);
    const standings = await examine(workspace.graph, workspace);
    const diagram = diagramOf(workspace.graph, standings, options);
    const write = await writerOf(format);
    const text = write(diagram, titleOf(diagram, options));
    if (output !== null) await writeFile(output, new Blob([text]).stream());
    else writeTo("stdout", text);
  },
};

/** What writes a picture; what draws is loaded only for those who want a drawing. */
async function writerOf(format: GraphFormat) {
  switch (format) {
    case "mermaid":
      return mermaidText;
    case "dot":
      return dotText;
    case "svg":
      return (await import("../../diagram/svg.ts")).svgText;
  }
}
