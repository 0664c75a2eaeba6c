import { assert, assertEquals, assertThrows } from "@std/assert";
import { pathToFileURL } from "node:url";
import { matrix } from "../../lib/linalg/matrix.ts";
import { createPass, outputError } from "../../lib/rules/pass.ts";
import type { Rule } from "../../lib/rules/rule.ts";
import { decodeTable } from "../../lib/table.ts";
import { projectFolder } from "../../pipeline/project.ts";
import { copyCheckout } from "./checkout_copy.ts";
import { commandIn } from "./command_line.ts";
import { inTemporaryFolder } from "./temporary_folder.ts";

const guide = await Deno.readTextFile(`${projectFolder}/CONTRIBUTING.md`);

/** A code block of the guide, and the file that was named last before it. */
interface Step {
  language: string;
  file: string;
  code: string;
}

/** The code blocks of a section. */
function stepsOf(title: string): Step[] {
  const [, section] = guide.split(`## ${title}\n`);
  const [text] = section.split("\n## ");
  return [...text.matchAll(/^```(\w+)\n(.*?)^```/gms)]
    .map(({ 1: language, 2: code, index }) => {
      const named = text.slice(0, index).match(/`\w+\/[\w\/]+\.ts`/g) ?? [];
      return { language, code, file: named.at(-1)!.replaceAll("`", "") };
    });
}

/** Does what a reader does: makes a new file, adds an import at the top or an entry to the list at the end. */
async function follow(checkout: string, { file, code }: Step): Promise<void> {
  const path = `${checkout}/${file}`;
  const text = await Deno.readTextFile(path).catch(() => null);
  const end = text?.search(/^[}\]][^\n]*;\n(?![^]*^[}\]][^\n]*;)/m) ?? -1;
  await Deno.writeTextFile(
    path,
    text === null
      ? code
      : code.startsWith("import ")
      ? code + text
      : text.slice(0, end) + code + text.slice(end),
  );
}

async function run(checkout: string, ...words: string[]): Promise<void> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: words,
    cwd: checkout,
    env: { NO_COLOR: "1" },
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  assert(success, `${words.join(" ")}\n${text(stdout)}${text(stderr)}`);
}

Deno.test("a rule that is added as CONTRIBUTING.md says is trained and drawn, and passes the checks and the tests", async () => {
  await inTemporaryFolder(async (checkout) => {
    await copyCheckout(checkout, ["tests"]);
    const steps = stepsOf("To add a rule");
    const changes = steps.filter(({ language }) => language === "ts");
    assertEquals(changes.length, 4);
    for (const step of changes) await follow(checkout, step);

    const [command] = steps.filter(({ language }) => language === "sh");
    const [, , name, ...words] = command.code.trim().split(" ");
    const smoke = ["--profile=smoke", `--store=${checkout}/store`];
    const { code, stderr } = await commandIn(checkout, name, ...words, ...smoke)
      .output();
    assertEquals(code, 0, new TextDecoder().decode(stderr));
    const outputs = `${checkout}/outputs`;
    const figure = await Deno.readTextFile(`${outputs}/figures/figure-3g.svg`);
    assert(/class="[^"]*\bmodel-dfa\b/.test(figure), figure.slice(0, 2000));
    const table = await Deno.readFile(
      `${outputs}/tables/nonlinear-regression.csv`,
    );
    const errors = decodeTable(table)
      .filter(({ variant, metric }) => variant === "DFA" && metric === "error")
      .map(({ value }) => value);
    assertEquals(errors.length, 120);
    assert(errors.at(-1)! < errors[0]);

    await run(checkout, "fmt", ...changes.map(({ file }) => file));
    await run(checkout, "lint", ...changes.map(({ file }) => file));
    await run(checkout, "check", "pipeline");
    await run(
      checkout,
      ...["test", "--allow-all", "--quiet"],
      ...[
        ...["lib/rules/laws", "lib/experiments/nonlinear_regression/models"],
        ...["lib/experiments/nonlinear_regression/train"],
        ...["lib/claims/all_claims", "pipeline/figures/told_apart"],
        ...["pipeline/report/page", "pipeline/priorities"],
      ].map((name) => `tests/${name}_test.ts`),
    );
  });
});

Deno.test("the rule written out in CONTRIBUTING.md does what its equation says", async () => {
  const [{ file, code }] = stepsOf("To add a rule");
  const beside = new URL(`../../${file}`, import.meta.url);
  const rule = await inTemporaryFolder(async (folder) => {
    const path = `${folder}/rule.ts`;
    await Deno.writeTextFile(
      path,
      code.replaceAll(
        /"(\.\.?\/[^"]+)"/g,
        (_, specifier) => JSON.stringify(new URL(specifier, beside).href),
      ),
    );
    return (await import(pathToFileURL(path).href))
      .directFeedbackAlignment as Rule;
  });
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
  const made = new Set(stepsOf("To add a rule").map(({ file }) => file));
  for (const path of named) {
    if (path.endsWith("direct_feedback_alignment.ts")) assert(made.has(path));
    else await Deno.stat(`${projectFolder}/${path}`);
  }
});
