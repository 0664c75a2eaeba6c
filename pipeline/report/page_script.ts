/**
 * The page's script: modules of `script/` and what they share with figures, joined into one text.
 * They are checked as TypeScript, and go into the page without their types.
 */
import { stripTypeScriptTypes } from "node:module";
import classNames from "../figures/class_names.ts" with { type: "text" };
import locate from "./script/locate.ts" with { type: "text" };
import main from "./script/main.ts" with { type: "text" };
import modelKeys from "./script/model_keys.ts" with { type: "text" };
import nearest from "./script/nearest.ts" with { type: "text" };
import panels from "./script/panels.ts" with { type: "text" };
import plotReader from "./script/plot_reader.ts" with { type: "text" };
import points from "./script/points.ts" with { type: "text" };
import readOut from "./script/read_out.ts" with { type: "text" };
import readOutLines from "./script/read_out_lines.ts" with { type: "text" };
import step from "./script/step.ts" with { type: "text" };

/** Each after those it imports. */
const modules = [
  classNames,
  locate,
  points,
  nearest,
  step,
  readOutLines,
  panels,
  readOut,
  modelKeys,
  plotReader,
  main,
];

/** The text of the script: one module that imports nothing. */
export const pageScript = joined(modules);

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
