import { assert, assertEquals } from "@std/assert";
import { figures } from "../../../pipeline/figures/catalogue.ts";

const folder = new URL("../../../pipeline/figures/", import.meta.url);

Deno.test("figures have names of their own, words, and a command", () => {
  assertEquals(new Set(figures.map(({ name }) => name)).size, figures.length);
  for (const { name, title, caption, command } of figures) {
    assert(title && caption.endsWith("."), name);
    assertEquals(command, `deno task render ${name}`);
  }
});

Deno.test("every figure has its node", () => {
  for (const { name } of figures) {
    const node = `../nodes/render_${name.replaceAll("-", "_")}.ts`;
    const source = Deno.readTextFileSync(new URL(node, folder));
    assert(source.includes(`${name.replaceAll("-", "_")}.ts"`), node);
  }
});

Deno.test("the catalogue is cheap: it reaches no library", () => {
  const seen = new Set<string>();
  const visit = (url: URL) => {
    if (seen.has(url.href)) return;
    seen.add(url.href);
    for (
      const [, specifier] of Deno.readTextFileSync(url).matchAll(
        /^(?:import|export) (?!type).*?from "([^"]+)"/gms,
      )
    ) {
      assert(specifier.startsWith("."), `${url.href} imports ${specifier}`);
      visit(new URL(specifier, url));
    }
  };
  visit(new URL("catalogue.ts", folder));
  assert(seen.size > figures.length);
});
