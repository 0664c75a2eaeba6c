/**
 * The page's script: modules of `script/` and what they share with figures, joined into one text.
 * They are checked as TypeScript, and go into the page without their types.
 */
import { stripTypeScriptTypes } from "node:module";
import classNames from "../figures/class_names.ts" with { type: "text" };
import curves from "./script/curves.ts" with { type: "text" };
import main from "./script/main.ts" with { type: "text" };

/** The text of the script: one module that imports nothing, each part after those it imports. */
export const pageScript = joined([classNames, curves, main]);

/**
 * The text of modules as one module, in which each name is of one of them alone.
 *
 * @throws {SyntaxError} if a page would take a part of it for the script's end.
 */
export function joined(modules: readonly string[]): string {
  const text = modules.map((source) =>
    stripTypeScriptTypes(source)
      .replaceAll("\r\n", "\n") // as a checkout may have it
      .replace(/^import\b[^;]*;\n/gm, "")
      .replace(/^export /gm, "")
      .replace(/^\/\/\/ .*\n/gm, "")
      .replace(/[ \t]+$/gm, "")
      .replace(/\n{2,}/g, "\n")
      .trim()
  ).join("\n");
  if (/<\/script|<!--/i.test(text)) {
    throw new SyntaxError("Cannot inline the script: it holds its own end");
  }
  return text;
}
