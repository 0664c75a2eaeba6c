import { assert, assertEquals, assertRejects } from "@std/assert";
import { pathToFileURL } from "node:url";
import { bundled } from "../../../pipeline/report/bundle.ts";
import { inTemporaryFolder } from "../../support/temporary_folder.ts";

/** The bundle of modules by their names, of which `main.ts` imports the others. */
function bundleOf(modules: Record<string, string>): Promise<string> {
  return inTemporaryFolder((outer) => {
    const folder = `${outer}/a #1%20é`;
    Deno.mkdirSync(folder);
    for (const [name, text] of Object.entries(modules)) {
      Deno.writeTextFileSync(`${folder}/${name}`, text);
    }
    return bundled(pathToFileURL(`${folder}/main.ts`));
  });
}

Deno.test("bundled() joins modules, bytes and what packages import into one script, which means the same", async () => {
  const text = await bundleOf({
    "main.ts": `import bytes from "./two.wasm" with { type: "bytes" };
import defer * as others from "./others.ts";
import type { Missing } from "./missing.ts";
/** A comment. */
const all: unknown = [bytes, others.eigenvalues(), others.text];
use(all);
`,
    "two.wasm": "\0a",
    "others.ts": `import { EigenvalueDecomposition as E } from "ml-matrix";
export const eigenvalues = () => new E([[2, 0], [0, 3]]).realEigenvalues;
export const text: string = "</script>";
`,
  });
  const used: unknown[] = [];
  new Function("use", text)((all: unknown) => used.push(all));
  assert(text.startsWith('"use strict";'));
  assert(/ml-matrix \d.*Permission is hereby granted/s.test(text));
  assertEquals(used, [[Uint8Array.of(0, 97), [2, 3], "</script>"]]);
  assertEquals(
    /\bimport\b|A comment|: ?unknown|\/tmp/.exec(text)?.[0],
    undefined,
  );
});

Deno.test("bundled() gives the same text wherever modules are, and whatever ends their lines", async () => {
  const module = "use(`\n`);\n\n// two\nuse(2);\n";
  assertEquals(
    await bundleOf({ "main.ts": module }),
    await bundleOf({ "main.ts": module.replaceAll("\n", "\r\n") }),
  );
});

Deno.test("bundled() computes no number: that is for the engine that runs it", async () => {
  const text = await bundleOf({ "main.ts": "use(16 * 16);" });
  assertEquals(/use\((.*?)\)/.exec(text)?.[1], "16*16");
});

Deno.test("bundled() refuses what a page would take for the script's end, and a module that is not there", async () => {
  await assertRejects(
    () => bundleOf({ "main.ts": 'globalThis.text = "<!--";' }),
    SyntaxError,
    "Cannot inline the script: it holds its own end; write",
  );
  await assertRejects(
    () => bundleOf({ "main.ts": 'import "./missing.ts";' }),
    Error,
    "missing.ts",
  );
});
