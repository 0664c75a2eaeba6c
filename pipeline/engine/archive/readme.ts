/** What an archive says of itself to people. */
import { type Project, versionLine } from "../files/project.ts";
import { type Entry, textEntry } from "./entry.ts";

/** What follows `deno task COMMAND` for what is packed; `verify` only of what is locked. */
export interface Words {
  reproduce: string;
  verify?: string;
}

/** What folders and files are, in the order in which people want them. */
const parts: readonly [place: string, what: string][] = [
  [
    "ac/",
    "records of what was run, each under its key: outputs and circumstances",
  ],
  ["pre/", "what each key was made of: the text whose SHA-256 is the key"],
  ["cas/", "outputs, each under its SHA-256"],
  ["source/", "the sources, as they are at one commit"],
  ["packages/", "the packages that the sources import"],
  ["deno/", "Deno, which runs them, by platform"],
  ["ro-crate-metadata.json", "all of this, described for programs"],
  ["unpack", "a shell script that lays out a working clone"],
];

/**
 * The entry of what people read first: what the archive is, how it is checked, and how
 * its results are made again.
 *
 * @param others the other entries
 */
export function readmeEntry(
  project: Project,
  { words, commit, others }: {
    words: Words;
    commit: string;
    others: readonly Entry[];
  },
): Entry {
  const paths = others.map(({ path }) => path);
  // whoever has no Deno finds the one that came along by the Makefile
  const hasMake = paths.includes("source/Makefile");
  const task = (name: keyof Words) =>
    hasMake
      ? `make ${name} ARGS="${words[name]}"`
      : `deno task ${name} ${words[name]}`;
  const held = parts
    .filter(([place]) => paths.some((path) => path.startsWith(place)));
  const compare = words.verify === undefined ? [] : [
    "",
    `  ${task("verify")}`,
    "",
    "compares all results with the digests that are committed with the sources; with",
    "--force it makes them anew first, however long that takes.",
  ];
  const lines = [
    `${
      versionLine(project)
    }: results, and all that it takes to check or redo them`,
    "",
    `They were packed at commit ${commit}.`,
    "",
    "What is here:",
    "",
    ...held.flatMap(([place, what]) => [`  ${place}`, `      ${what}`]),
    "  SHA256SUMS",
    "      the SHA-256 of every other file",
    "",
    "To check that all of it is whole:",
    "",
    "  sha256sum --quiet --check SHA256SUMS",
    "",
    "To check it and lay out a working clone in a new folder, without a network:",
    "",
    "  sh unpack ../DIR",
    "",
    "There,",
    "",
    `  ${task("reproduce")}`,
    "",
    "takes results from the store that came along, makes none, and puts tables and",
    "figures into outputs/.",
    ...compare,
    "",
    "In another clone of the sources, --remote file:DIR takes results from here.",
  ];
  return textEntry("README.txt", lines.join("\n") + "\n");
}
