/**
 * What a figure's file says of its own origin: enough to find the record of it, which holds the
 * digest of the file and so cannot be named in it.
 */
import type { Summary } from "../../../lib/statistics/summary.ts";
import { type Digest, digestOf } from "../files/digest.ts";
import type { NodeContext } from "../sandbox/node.ts";

/** Known before anything is drawn, and the same whenever the inputs are. */
export interface Origin {
  /** the figure's node: `render/figure-3a` */
  node: string;
  /** of each experiment shown: its profile, as figures name it, and the seeds that were run */
  shows: { experiment: string; profile: string; seeds: number[] }[];
  /** what it was drawn from: input → SHA-256 */
  inputs: Record<string, Digest>;
}

/** The element that holds an origin, as JSON, within a file's `metadata`. */
export const originElement = "origin";

/** The origin of the figure of a name, which shows `summaries`, from what its node has read. */
export function originOf(
  node: Pick<NodeContext<unknown>, "inputs" | "read">,
  name: string,
  summaries: readonly Summary[],
): Origin {
  return {
    node: `render/${name}`,
    shows: summaries.map(({ experiment, label, seeds }) => (
      { experiment, profile: label, seeds: [...seeds] }
    )),
    inputs: Object.fromEntries(
      [...node.inputs].sort().map((input) => [
        input,
        digestOf(node.read(input)),
      ]),
    ),
  };
}

/** A figure's file that says where it comes from, behind its description. */
export function withOrigin(svg: string, origin: Origin): string {
  // as JSON writes them, letters that XML would mistake need no second escape
  const json = JSON.stringify(origin).replace(
    /[<>&]/g,
    (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`,
  );
  return svg.replace(
    "</desc>",
    (end) => `${end}<metadata>${opening}${json}</${originElement}></metadata>`,
  );
}

const opening = `<${originElement} xmlns="urn:dynamic-inversion:origin">`;

/** What `withOrigin` said in a figure's file; undefined if it said nothing. */
export function originIn(file: string): Origin | undefined {
  const start = file.indexOf(opening);
  if (start < 0) return undefined;
  const from = start + opening.length;
  return JSON.parse(file.slice(from, file.indexOf("<", from)));
}
