/** What an archive says of itself to programs. */
import { type Entry, textEntry } from "../archive/entry.ts";
import { licensesIn } from "../archive/packages.ts";
import { crateOf } from "../provenance/crate.ts";
import type { NodeRecord } from "../store/records.ts";
import { seedTexts } from "../text/seeds.ts";
import { shellWord } from "../text/words.ts";
import { writtenWords } from "./option.ts";
import type { Options } from "./options.ts";
import type { Pipeline } from "./pipeline.ts";
import { wantedText } from "./wanted.ts";
import type { Workspace } from "./workspace.ts";

/** What is packed, and of what. */
export interface Packed {
  workspace: Workspace;
  records: ReadonlyMap<string, NodeRecord>;
  commit: string;
  others: readonly Entry[];
}

/** What folders and files of an archive are that hold no result. */
const parts = {
  "source/": "the sources",
  "packages/":
    "the packages that the sources import, each under its own licence",
  "deno/": "Deno, which runs them, by platform",
  "INDEX.txt": "which of the outputs each table, figure and page is",
  unpack: "a shell script that lays out a working clone",
};

/** The entry that describes an archive; none where the pipeline says nothing of itself. */
export function crateEntries(
  pipeline: Pipeline,
  options: Options,
  { workspace, records, commit, others }: Packed,
): Entry[] {
  const { project, about } = pipeline;
  if (!about) return [];
  const { graph, keys } = workspace;
  const { profile, seeds } = options;
  const runs = [...graph.values()].map((node) => ({
    node,
    record: records.get(node.name)!,
    preimage: JSON.parse(keys.keyFor(node, records).preimage),
  }));
  const crate = crateOf({
    project,
    about: about(),
    runs,
    command: `deno task reproduce ${wantedText(options, project.folder)}`,
    only: writtenWords("only", options).map(shellWord).join(" "),
    parameters: { profile, seeds: seedTexts(seeds).join(" ") },
    commit,
    licenses: licensesIn(project),
    parts: {
      "README.txt": "what this is, how to check it, and how to redo it",
      ...Object.fromEntries(
        Object.entries(parts).filter(([place]) =>
          others.some(({ path }) => path.startsWith(place))
        ),
      ),
    },
  });
  const text = JSON.stringify(crate, null, 2) + "\n";
  return [textEntry("ro-crate-metadata.json", text)];
}
