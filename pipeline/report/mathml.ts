import temml from "temml";
import { Markup } from "./markup.ts";

/**
 * TeX as MathML, which browsers draw by themselves, without a script or a font.
 *
 * Classes and styles are left out: they fine-tune spaces with a stylesheet
 * that the page does not have.
 *
 * @throws {Error} if it is not TeX.
 */
export function mathml(tex: string): Markup {
  const math = temml.renderToString(tex, {
    xml: true,
    strict: true,
    throwOnError: true,
  });
  return new Markup(math.replaceAll(/ (class|style)="[^"]*"/g, ""));
}
