/** What an archive says of itself to people. */
import type { Digest } from "../files/digest.ts";
import { type Project, versionLine } from "../files/project.ts";
import { type Entry, textEntry } from "./entry.ts";

/** What follows `deno task COMMAND` for what is packed; `verify` only of what is locked. */
export interface Words {
  reproduce: string;
  verify?: string;
}

const indexPath = "INDEX.txt";

/** Where `unpack` puts the text for people, so that it is beside no sources. */
export const readmePlace = ".store/README.txt";

/** The command that the text for people has for what was unpacked. */
export function commandIn(readme: string): string | undefined {
  return /^ {2}([a-z ]+ reproduce .*)$/m.exec(readme)?.[1];
}

/** What folders and files are, in the order in which people want them. */
const parts: readonly [place: string, what: string][] = [
  [
    "ac/",
    "records of what was run, each under its key: outputs and circumstances",
  ],
  ["pre/", "what each key was made of: the text whose SHA-256 is the key"],
  ["cas/", "outputs, each under its SHA-256"],
  [indexPath, "which of them each table, figure and page is"],
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
 * @param about what the project says of itself
 * @param others the other entries
 */
export function readmeEntry(
  project: Project,
  { about = "", words, commit, others }: {
    about?: string;
    words: Words;
    commit: string;
    others: readonly Entry[];
  },
): Entry {
  const paths = others.map(({ path }) => path);
  // whoever has no Deno finds the one that came along by the Makefile
  const hasMake = paths.includes("source/Makefile");
  const task = (name: keyof Words, more = "") =>
    hasMake
      ? `make ${name} ARGS="${words[name]}${more}"`
      : `deno task ${name} ${words[name]}${more}`;
  const held = parts
    .filter(([place]) => paths.some((path) => path.startsWith(place)));
  const compare = words.verify === undefined ? [] : [
    "",
    `  ${task("verify")}`,
    "",
    "compares them with the digests that are committed with the sources.",
    "",
    `  ${task("verify", " --sample 100%")}`,
    "",
    "also computes each of them once more, from its inputs alone, however long that takes;",
    "--sample 5% does so with some, drawn at random.",
  ];
  const platforms = paths.flatMap((path) =>
    /^deno\/([^/]+)\/deno$/.exec(path)?.[1] ?? []
  );
  const came = platforms.length > 0
    ? `came along for ${platforms.join(", ")}`
    : "did not come along";
  const lines = [
    `${
      versionLine(project)
    }: results, and all that it takes to check or redo them`,
    "",
    ...about === "" ? [] : about.split("\n"),
    `The results were packed at commit ${commit}.`,
    "The records in ac/ name the commit at which each was made; a + after it says that",
    "files differed from that. Not the commit but the key vouches for the code: in pre/,",
    "each file of it has its SHA-256.",
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
    ...paths.includes(indexPath)
      ? [
        "To look at a figure, run nothing: copy the file in cas/ that INDEX.txt has for it,",
        "under the name that stands there.",
        "",
      ]
      : [],
    "To check all and lay out a working clone in a new folder, without a network:",
    "",
    "  sh unpack ../DIR",
    "",
    "It is no repository of git, but has its commit in .commit. It takes a POSIX shell",
    `${hasMake ? "and make, and Deno" : "and Deno"}, which ${came}.`,
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

/** The entry of which output each file is that people come for: `cas/SHA-256  figures/a.svg`. */
export function indexEntry(
  shown: readonly { place: string; digest: Digest }[],
): Entry {
  const lines = shown.toSorted((a, b) => a.place < b.place ? -1 : 1)
    .map(({ place, digest }) => `cas/${digest}  ${place}\n`);
  return textEntry(indexPath, lines.join(""));
}
