/**
 * What a figure's file says of its own origin: enough to find its record, which holds the digest
 * of the file and so cannot be named in it.
 */
import { unescape } from "@std/html/entities";
import { type Digest, digestOf, isDigest } from "../files/digest.ts";
import type { NodeContext } from "../sandbox/node.ts";
import type { Json } from "../text/canonical_json.ts";
import { areSeeds } from "../text/seeds.ts";
import { isShowable } from "../text/words.ts";

/** Known before anything is drawn, and the same whenever the inputs are. */
export interface Origin {
  /** the figure's node: `render/figure-3a` */
  node: string;
  /** of each experiment shown: its profile, as figures name it, and the seeds that were run */
  shows: { experiment: string; profile: string; seeds: number[] }[];
  /** what it was drawn from: input → SHA-256 */
  inputs: Record<string, Digest>;
  /** pixels to a unit of its size, if it is made of pixels */
  scale?: number;
  /** what it was made with beyond profile and seeds, as a configuration file says it; absent if nothing */
  config?: Record<string, Json>;
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
 * The element by which a file says where it comes from: of letters that any encoding has, so that
 * it is found in a file of whatever kind.
 *
 * @param attributes of the element, after a space
 */
export function originElement(origin: Origin, attributes = ""): string {
  // as JSON writes them, letters that XML would mistake need no second escape
  const json = JSON.stringify(origin).replace(
    /[<>&\u0080-\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `<origin${attributes}>${json}</origin>`;
}

/**
 * A drawing that says where it comes from, behind its description.
 *
 * @param namespace of the element that says it: a URI of the project
 */
export function withOrigin(
  svg: string,
  origin: Origin,
  namespace: string,
): string {
  const element = originElement(origin, ` xmlns="${namespace}"`);
  return svg.replace(
    "</desc>",
    (end) => `${end}<metadata>${element}</metadata>`,
  );
}

/**
 * The origin that a file names, also after another program has written it anew, with a prefix
 * before the element's name or other escapes; `undefined` if it names none.
 */
export function originIn(file: string): Origin | undefined {
  const [, text] = /<(?:[\w.-]+:)?origin(?:\s[^>]*)?>([^<]*)</.exec(file) ??
    [];
  try {
    const origin: Origin = JSON.parse(unescape(text ?? ""));
    const { node, shows, inputs, scale = 1 } = origin;
    const texts = shows.flatMap((shown) => [shown.experiment, shown.profile]);
    const isOrigin = [node, ...texts].every((text) =>
      typeof text === "string" && isShowable(text) // since it is printed
    ) &&
      shows.every(({ seeds }) =>
        areSeeds(seeds)
      ) &&
      Object.values(inputs).every(isDigest) && Number.isInteger(scale);
    return isOrigin ? origin : undefined;
  } catch {
    return undefined; // not JSON, or of another form
  }
}
