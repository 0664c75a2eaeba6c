/** What an archive says of itself to people. */
import { type Project, versionLine } from "../files/project.ts";
import { type Entry, textEntry } from "./entry.ts";

/**
 * The entry of what people read first: what the archive is, how it is checked, and how
 * its results are made again.
 *
 * @param words by which commands name what is packed: `--profile smoke`
 * @param others the other entries
 */
export function readmeEntry(
  project: Project,
  { words, commit, others }: {
    words: readonly string[];
    commit: string;
    others: readonly Entry[];
  },
): Entry {
  const paths = new Set(others.map(({ path }) => path));
  const options = words.join(" ");
  // whoever has no Deno finds the one that came along by the Makefile
  const task = (name: string) =>
    paths.has("source/Makefile")
      ? `make ${name} ARGS="${options}"`
      : `deno task ${name} ${options}`;
  const has = (part: string) =>
    [...paths].some((path) => path === part || path.startsWith(part));
  const parts = [
    [
      "ac/",
      "records of what was run, each under its key: outputs and circumstances",
    ],
    ["pre/", "what each key was made of: the text whose SHA-256 is the key"],
    ["cas/", "outputs, each under its SHA-256"],
    ["source/", `the sources, of commit ${commit}`],
    ["packages/", "the packages that the sources import"],
    ["deno/", "Deno, which runs them, by platform"],
    ["ro-crate-metadata.json", "all of this, described for programs"],
    ["unpack", "a shell script that lays out a working clone"],
  ].filter(([part]) => has(part));
  return textEntry(
    "README.txt",
    `${
      versionLine(project)
    }: results, and all that it takes to check or redo them
${options}

What is here

${parts.map(([part, what]) => `  ${part}\n      ${what}`).join("\n")}
  SHA256SUMS
      the SHA-256 of every other file

To check that all of it is whole

  sha256sum --quiet --check SHA256SUMS

or shasum -a 256 in place of sha256sum.

To lay out a working clone, without a network

  sh unpack DIR

It checks first, and makes DIR only of an archive that is whole. There,

  ${task("verify")}

compares every result with the digests that are committed with the sources, and
with --force makes all of them anew;

  ${task("reproduce")}

puts tables and figures into outputs/.

To take results from here into a clone of the sources

  deno task reproduce ${options} --remote file:PATH-OF-THIS-FOLDER
`,
  );
}
