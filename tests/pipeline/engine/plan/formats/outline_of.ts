import { digestOf } from "../../../../../pipeline/engine/files/digest.ts";
import type { Outline } from "../../../../../pipeline/engine/plan/formats/outline.ts";

/** An outline whose nodes are told by what each needs, and whose command is `echo`. */
export function outlineOf(
  nodes: Record<string, string[]>,
  command = ["echo", "node", "--set=a b"],
): Outline {
  return {
    title: "tides",
    nodes: Object.entries(nodes).map(([name, needs], place) => (
      { name, needs, seconds: place || null, work: digestOf(name) }
    )),
    command,
    where: "In any folder",
  };
}

/** Names that mean something to a shell, or to make. */
export const awkward = {
  "start/x/eta=0.1,leak=0/seed-0": [],
  "start/it's $HOME; a #1 50%: y": [],
  "all": ["start/x/eta=0.1,leak=0/seed-0", "start/it's $HOME; a #1 50%: y"],
  "all/later": ["all"],
};
