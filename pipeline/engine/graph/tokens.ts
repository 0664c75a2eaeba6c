/** The tokens of a script, for keys; the only importer of Babel's parser. */
import { parse, type ParserPlugin } from "@babel/parser";
import { type Digest, digestOf } from "../files/digest.ts";

/**
 * The digest of a script's tokens, and of where a line ends between them: JavaScript
 * may read a semicolon there. Comments and layout are not in it. A parser finds the
 * tokens, because a slash alone does not say whether it divides, begins a regular
 * expression or a comment. What cannot be parsed is taken by its bytes.
 */
export function digestOfTokens(source: Uint8Array, path: string): Digest {
  const found: string[] = [];
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(source);
    const language: ParserPlugin[] = path.endsWith("ts") ? ["typescript"] : [];
    const { tokens } = parse(text, {
      sourceType: "module",
      tokens: true,
      attachComment: false, // a third of the time
      plugins: [...language, "deferredImportEvaluation"],
    });
    let last = 0;
    for (const { type, start, end } of tokens!) {
      const kind = typeof type === "string" ? "comment" : type.label;
      if (/^(comment|#!\.\.\.|eof)$/.test(kind)) continue;
      const line = /[\n\r\u2028\u2029]/.test(text.slice(last, start));
      found.push((line && last > 0 ? "\n" : "") + text.slice(start, end));
      last = end;
    }
  } catch {
    return digestOf(source);
  }
  return digestOf(JSON.stringify(found));
}
