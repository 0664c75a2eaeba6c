/**
 * What a figure's file says of its own origin: enough to find its record, which holds the digest
 * of the file and so cannot be named in it.
 */
import { unescape } from "@std/html/entities";
import { type Digest, digestOf, isDigest } from "../files/digest.ts";
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

/** The digests of all that a node has for input, in the order of their names. */
export function inputDigests(
  { inputs, read }: Pick<NodeContext<unknown>, "inputs" | "read">,
): Origin["inputs"] {
  return Object.fromEntries(
    [...inputs].sort().map((input) => [input, digestOf(read(input))]),
  );
}

/**
 * A figure's file that says where it comes from, behind its description.
 *
 * @param namespace of the element that says it: a URI of the project
 */
export function withOrigin(
  svg: string,
  origin: Origin,
  namespace: string,
): string {
  // as JSON writes them, letters that XML would mistake need no second escape
  const json = JSON.stringify(origin).replace(
    /[<>&]/g,
    (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`,
  );
  return svg.replace(
    "</desc>",
    (end) =>
      `${end}<metadata><origin xmlns="${namespace}">${json}</origin></metadata>`,
  );
}

/**
 * The origin that a file names, also after another program has written it anew, with a prefix
 * before the element's name or other escapes; `undefined` if it names none.
 */
export function originIn(svg: string): Origin | undefined {
  const [, text] = /<(?:[\w.-]+:)?origin(?:\s[^>]*)?>([^<]*)</.exec(svg) ?? [];
  try {
    const origin: Origin = JSON.parse(unescape(text ?? ""));
    const { node, shows, inputs } = origin;
    const texts = shows.flatMap((shown) => [shown.experiment, shown.profile]);
    const isOrigin = [node, ...texts].every((text) =>
      typeof text === "string"
    ) &&
      shows.every(({ seeds }) => seeds.every(Number.isInteger)) &&
      Object.values(inputs).every(isDigest);
    return isOrigin ? origin : undefined;
  } catch {
    return undefined; // not JSON, or of another form
  }
}
