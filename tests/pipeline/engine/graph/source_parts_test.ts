import { assert, assertEquals } from "@std/assert";
import {
  partsOf,
  unimportantBetween,
} from "../../../../pipeline/engine/graph/source_parts.ts";
import { project } from "../../../../pipeline/project.ts";
import { codeEffects } from "../../../../pipeline/engine/files/project.ts";

const between = (before: string, after: string) =>
  unimportantBetween(partsOf(before), partsOf(after));

const source = `
/** Sums. */
export function sum<T extends Array<Map<string, number>>>(of: T): string {
  const half = of.length / 2 / 1; // not a regular expression
  return \`\${of.map((x) => \`// \${x} /* no comment */\`)}\` + half + /\\/\\/ "x"/.source;
}
`;

Deno.test("unimportantBetween() knows a change of comments alone", () => {
  assertEquals(between(source, source.replace("Sums.", "Adds.")), "comments");
  assertEquals(between(source, source.replace("/** Sums. */", "")), "comments");
  assertEquals(between(source, `// more\n${source}`), "comments");
  assertEquals(
    between(source, source.replace("  const", "\n  /* a\n   * b */\n  const")),
    "comments",
  );
});

Deno.test("unimportantBetween() knows a change of spaces and empty lines alone", () => {
  assertEquals(between(source, source.replaceAll("  ", "\t")), "layout");
  assertEquals(between(source, source.replaceAll("\n", "\r\n\r\n")), "layout");
  assertEquals(between(source, source), "layout");
});

Deno.test("unimportantBetween() finds what runs inside templates, expressions and strings", () => {
  for (
    const [from, to] of [
      ["/* no comment */", "/* a comment */"],
      ["// ${x}", "//${x}"],
      ['"x"', '"y"'],
      ["/ 2 /", "/ 3 /"],
      ["const half", "let half"],
      ["Map<", "Set<"],
    ]
  ) assertEquals(between(source, source.replace(from, to)), null, from);
});

Deno.test("unimportantBetween() minds where a line ends: a semicolon may be read there", () => {
  assertEquals(between("return x", "return\nx"), null);
  assertEquals(between("return x", "return /*\n*/ x"), null);
  assertEquals(between("return x", "return /* */ x"), "comments");
});

Deno.test("partsOf() takes every module of the project apart, to its end", () => {
  const scripts = [...codeEffects(project, "").sources()]
    .filter(([path]) => path.endsWith(".ts"));
  assert(scripts.length > 100);
  for (const [path, content] of scripts) {
    const text = new TextDecoder().decode(content);
    assertEquals(between(text, `${text}\n// the end`), "comments", path);
    assertEquals(between(text, `${text}\nexport {};`), null, path);
  }
});
