import { assert, assertEquals, assertThrows } from "@std/assert";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { matrix } from "../../lib/linalg/matrix.ts";
import { createPass, outputError, type Rule } from "../../lib/rules/rule.ts";
import { projectFolder } from "../../pipeline/project.ts";
import { decodeTable } from "../support/decode_table.ts";
import { copyProject } from "../support/copy_project.ts";
import { commandIn } from "../support/command_line.ts";
import { inTemporaryFolder } from "../support/temporary_folder.ts";

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

/** All that the guide adds. */
const additions = ["a rule", "a model", "a figure", "an experiment"]
  .flatMap((what) => stepsOf(`To add ${what}`))
  .filter(({ language }) => language === "ts");

/** Where a list ends: the last one of a file. */
const endOfList =
  /^(?:\]|\} satisfies .*);\n(?![^]*^(?:\]|\} satisfies .*);$)/m;

/**
 * Does what a reader does: makes a new file, adds an import at the top, what is
 * exported at the end, or else an entry to the list.
 */
async function follow(checkout: string, { file, code }: Step): Promise<void> {
  const path = `${checkout}/${file}`;
  const text = await Deno.readTextFile(path).catch(() => "");
  const place = text === "" || code.startsWith("import ")
    ? 0
    : /^export /m.test(code)
    ? text.length
    : text.search(endOfList);
  assert(place >= 0, file);
  await Deno.mkdir(dirname(path), { recursive: true });
  await Deno.writeTextFile(
    path,
    text.slice(0, place) + code + text.slice(place),
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

/** Does what a section says in a copy of this checkout; its command at the size of a smoke test. */
async function followSection(checkout: string, title: string): Promise<void> {
  const steps = stepsOf(title);
  for (const step of steps) {
    if (step.language === "ts") await follow(checkout, step);
  }
  const [command] = steps.filter(({ language }) => language === "sh");
  if (!command) return;
  const [, , ...words] = command.code.trim().split(" ");
  const { code, stderr } = await commandIn(
    checkout,
    ...[...words, "--profile=smoke", `--store=${checkout}/store`],
  ).output();
  assertEquals(code, 0, `${title}\n${new TextDecoder().decode(stderr)}`);
}

/** The errors of a variant in an experiment's table. */
async function errorsIn(table: string, variant: string): Promise<number[]> {
  return decodeTable(await Deno.readFile(table))
    .filter((row) => row.variant === variant && row.metric === "error")
    .map(({ value }) => value);
}

/** What an addition touches, and the tests that have refused one. */
const concerned = [
  ...["lib/rules/laws", "lib/experiments/nonlinear_regression/models"],
  ...["lib/experiments/nonlinear_regression/train", "lib/claims/all_claims"],
  ...[
    ...["figures/told_apart", "figures/catalogue", "report/page"],
    ...["studies/corrections", "studies/settings", "studies/studies"],
    "stages",
  ].map((name) => `pipeline/${name}`),
];

Deno.test("a rule, a figure and an experiment that are added as CONTRIBUTING.md says are trained and drawn, and pass checks and tests", async () => {
  await inTemporaryFolder(async (checkout) => {
    await copyProject(checkout, { more: ["tests"] });
    const outputs = `${checkout}/outputs`;
    const drawn = async (figure: string, model: string) => {
      const svg = await Deno.readTextFile(`${outputs}/figures/${figure}.svg`);
      assert(new RegExp(`class="[^"]*\\bmodel-${model}\\b`).test(svg), figure);
    };

    await followSection(checkout, "To add a rule");
    await followSection(checkout, "To add a model");
    await drawn("figure-3g", "dfa");
    const ofRule = await errorsIn(
      `${outputs}/tables/nonlinear-regression.csv`,
      "DFA",
    );
    assertEquals(ofRule.length, 120);
    assert(ofRule.at(-1)! < ofRule[0]);

    await followSection(checkout, "To add a figure");
    await drawn("figure-5", "di-2");

    await followSection(checkout, "To add an experiment");
    const ofExperiment = await errorsIn(
      `${outputs}/tables/linear-autoencoder.csv`,
      "BP",
    );
    assertEquals(ofExperiment.length, 500);
    assert(ofExperiment.at(-1)! < 0.9 * ofExperiment[0]);

    const files = additions.map(({ file }) => file);
    await run(checkout, "fmt", ...files);
    await run(checkout, "lint", ...files);
    await run(checkout, "check", "pipeline");
    await run(
      checkout,
      ...["test", "--allow-all", "--quiet"],
      ...concerned.map((name) => `tests/${name}_test.ts`),
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

Deno.test("a rule takes two files, a model and a figure one, an experiment five", () => {
  const files = (what: string) =>
    new Set(
      stepsOf(`To add ${what}`).filter(({ language }) => language === "ts")
        .map(({ file }) => file),
    ).size;
  assertEquals(files("a rule"), 2);
  assertEquals(files("a model"), 1);
  assertEquals(files("a figure"), 1);
  assertEquals(files("an experiment"), 5);
});

Deno.test("each of the two walks opens at most twelve files, each led to by those before", () => {
  const [, section] = guide.split("## Two walks\n");
  const walks = section.split("\n## ")[0].split("**").filter((part) =>
    part.includes("\n1. ")
  );
  assertEquals(walks.length, 2);
  for (const walk of walks) {
    const files = [...walk.matchAll(/^\d+\. `([^`]+)`/gm)]
      .map(([, path]) => path);
    assert(files.length > 5 && files.length <= 12);
    const read: string[] = [];
    for (const file of files) {
      const [folder, name] = file.split("/").slice(-2);
      const leads = read.some((text) =>
        // by its name in an import or a node's description
        text.includes(`/${name}`) || text.includes(`/${folder}.ts"`) ||
        text.includes(`"${name.replace(".ts", "")}"`) ||
        // which of an experiment's modules a node runs is in its description
        file.startsWith("lib/experiments/") && text.includes("node.entry")
      );
      assert(read.length === 0 || leads, `nothing leads to ${file}`);
      read.push(Deno.readTextFileSync(`${projectFolder}/${file}`));
    }
  }
});

Deno.test("the folders that CONTRIBUTING.md names exist", async () => {
  const named = [
    ...guide.matchAll(/`((?:lib|pipeline|data|tests)\/[\w\/.]*)`/g),
  ]
    .map(([, path]) => path);
  assert(named.length > 10);
  const made = additions.map(({ file }) => file);
  for (const path of named) {
    if (!made.includes(path)) await Deno.stat(`${projectFolder}/${path}`);
  }
});
