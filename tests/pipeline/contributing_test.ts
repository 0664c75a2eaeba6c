import { pathToFileURL } from "node:url";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { matrix } from "../../lib/linalg/matrix.ts";
import { createPass, outputError } from "../../lib/rules/pass.ts";
import type { Rule } from "../../lib/rules/rule.ts";
import { projectFolder } from "../../pipeline/project.ts";
import { inTemporaryFolder } from "./temporary_folder.ts";

const guide = await Deno.readTextFile(`${projectFolder}/CONTRIBUTING.md`);

/** The rule that the guide writes out, made a module. */
async function workedExample(): Promise<Rule> {
  const [, code] = /```ts\n(import [^]*?)```/.exec(guide)!;
  const library = new URL("../../lib/", import.meta.url).href;
  return await inTemporaryFolder(async (folder) => {
    const path = `${folder}/rule.ts`;
    const text = code
      .replaceAll('"../', `"${library}`)
      .replaceAll('"./', `"${library}rules/`);
    await Deno.writeTextFile(path, text);
    const module = await import(pathToFileURL(path).href);
    return module.directFeedbackAlignment;
  });
}

Deno.test("the rule written out in CONTRIBUTING.md does what its equation says", async () => {
  const rule = await workedExample();
  const W = [matrix(2, 3), matrix(2, 2), matrix(1, 2)];
  const B2 = matrix(2, 1, Float64Array.of(3, -5));
  const B = matrix(2, 1, Float64Array.of(7, 11));
  const pass = createPass(W, [null, null, B2], B);
  outputError(pass)[0] = 2;
  pass.hidden[0].slope.set([1, 0.5]);
  pass.hidden[1].slope.set([0.25, 1]);
  rule(pass);
  assertEquals(pass.hidden[0].δ, Float64Array.of(14, 11));
  assertEquals(pass.hidden[1].δ, Float64Array.of(1.5, -10));
  assertThrows(() => rule(createPass(W.slice(0, 2), [null, null])), TypeError);
});

Deno.test("the folders that CONTRIBUTING.md names exist", async () => {
  const named = [
    ...guide.matchAll(/`((?:lib|pipeline|data|tests)\/[\w\/.]*)`/g),
  ]
    .map(([, path]) => path);
  assert(named.length > 10);
  for (const path of named) await Deno.stat(`${projectFolder}/${path}`);
});
