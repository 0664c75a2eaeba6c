import { type Outline, shellLine } from "./outline.ts";

/** A node a line, for programs: `{"node":…,"needs":[…],"seconds":…,"command":…}`. */
export function jsonlText({ nodes, command }: Outline): string {
  return nodes.map(({ name, needs, seconds }) => {
    const line = { node: name, needs, seconds };
    const text = shellLine([...command, name]);
    return `${JSON.stringify({ ...line, command: text })}\n`;
  }).join("");
}
