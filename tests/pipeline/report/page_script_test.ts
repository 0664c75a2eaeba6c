import { assert, assertEquals, assertThrows } from "@std/assert";
import { joined, pageScript } from "../../../pipeline/report/page_script.ts";

const folder = new URL("../../../pipeline/report/script/", import.meta.url);

Deno.test("pageScript is one script that imports nothing, and holds every module of its folder", () => {
  assert(!/^(import|export)\b/m.test(pageScript));
  // it parses, so no name is there twice
  new Function(`"use strict";${pageScript}`);
  for (const { name } of Deno.readDirSync(folder)) {
    const source = Deno.readTextFileSync(new URL(name, folder));
    for (const [, declared] of source.matchAll(/^export function (\w+)/gm)) {
      assert(
        new RegExp(`^function ${declared}\\b`, "m").test(pageScript),
        declared,
      );
    }
  }
});

Deno.test("joined() takes types, imports and exports away", () => {
  const text = joined([
    `export interface Two {\n  x: number;\n}\n/** Two. */\nexport const two: number = 2;\n`,
    `import {\n  two,\n  type Two,\n} from "./two.ts";\n\nlog(two as number);\n`,
  ]);
  assertEquals(
    text.replace(/\s+/g, " "),
    "/** Two. */ const two = 2; log(two );",
  );
});

Deno.test("joined() gives the same text whatever ends the lines of a checkout", () => {
  const module = `import {\n  two,\n} from "./two.ts";\n\n\nlog(\`\n\`);\n`;
  assertEquals(joined([module.replaceAll("\n", "\r\n")]), joined([module]));
});

Deno.test("joined() refuses what a page would take for the script's end", () => {
  assertThrows(
    () => joined(['const text = "</script>";\n']),
    SyntaxError,
    "Cannot inline the script: it holds its own end",
  );
});
