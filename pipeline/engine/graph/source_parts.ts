/** The only importer of js-tokens, which takes sources apart. */
import jsTokens from "js-tokens";
import { type Digest, digestOf } from "../files/digest.ts";

/** A source taken apart into what runs and what is only read, each by digest. */
export interface SourceParts {
  /** its tokens, and where a line ends between them: JavaScript may read a semicolon there */
  code: Digest;
  comments: Digest;
}

/** How two sources differ where they do not differ in what runs. */
export type Unimportant = "comments" | "layout";

/** The parts of a JavaScript or TypeScript source. */
export function partsOf(source: string): SourceParts {
  const code: string[] = [];
  const comments: string[] = [];
  let line = 0;
  let lineOfLast = 0;
  for (const { type, value } of jsTokens(source)) {
    const isComment = /Comment$/.test(type);
    if (isComment) comments.push(value);
    else if (!/^(WhiteSpace|LineTerminatorSequence)$/.test(type)) {
      code.push(line > lineOfLast ? `\n${value}` : value);
    }
    if (isComment || type === "LineTerminatorSequence") {
      line += value.split(/\r\n|[\n\r\u2028\u2029]/).length - 1;
    } else if (type !== "WhiteSpace") lineOfLast = line;
  }
  return {
    code: digestOf(JSON.stringify(code)),
    comments: digestOf(JSON.stringify(comments)),
  };
}

/** What alone differs between two sources; null if it is what runs. */
export function unimportantBetween(
  before: SourceParts,
  after: SourceParts,
): Unimportant | null {
  if (before.code !== after.code) return null;
  return before.comments === after.comments ? "layout" : "comments";
}
