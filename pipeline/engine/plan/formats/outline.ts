import { digestOf, shortDigest } from "../../files/digest.ts";
import { shellWord } from "../../text/words.ts";
import type { PlannedNode } from "../plan.ts";

/** What the text of a plan is made of. */
export interface Outline {
  /** what the plan is of: the project's name */
  title: string;
  /** each after those that it needs */
  nodes: readonly PlannedNode[];
  /** the words of the command that brings nodes up to date; their names follow */
  command: readonly string[];
  /** where it may be run: `In any folder` */
  where: string;
}

/** Words as one line of a shell. */
export function shellLine(words: readonly string[]): string {
  return words.map(shellWord).join(" ");
}

/** A name for what a plan leaves on a disk: another for another plan. */
export function idOf({ nodes, command }: Outline): string {
  const works = nodes.map(({ work }) => work);
  return shortDigest(digestOf([...command, ...works].join("\n")));
}
