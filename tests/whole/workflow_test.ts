import { assert, assertEquals } from "@std/assert";
import { parse } from "@std/yaml";
import { everythingShown } from "../../pipeline/engine/cli/outputs.ts";
import { checkout } from "../../pipeline/engine/plan/formats/github.ts";
import { fitsWhole } from "../../pipeline/engine/text/glob.ts";
import { pipeline } from "../../pipeline/main.ts";
import { projectFolder } from "../../pipeline/project.ts";
import { isFile } from "../support/on_path.ts";
import { inTemporaryFolder } from "../support/temporary_folder.ts";

/** A step of a workflow: an action with its settings, or a command. */
interface Step {
  id?: string;
  if?: string;
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}

interface Job {
  needs?: string;
  if?: string;
  permissions?: unknown;
  strategy?: { matrix: Record<string, string[]> };
  steps: Step[];
}

interface Workflow {
  permissions: unknown;
  jobs: Record<string, Job>;
}

const textOf = (name: string) =>
  Deno.readTextFileSync(`${projectFolder}/.github/workflows/${name}.yml`);
const texts = {
  ci: textOf("ci"),
  nightly: textOf("nightly"),
  pages: textOf("pages"),
};
const ci = parse(texts.ci) as Workflow;
const nightly = parse(texts.nightly) as Workflow;
const pages = parse(texts.pages) as Workflow;

const { steps } = ci.jobs.test;
const indexOf = (what: string) =>
  steps.findIndex(({ uses, run }) => (uses ?? run)?.startsWith(what));
const onlyMain = [
  "github.event_name == 'push'",
  "github.ref == 'refs/heads/main'",
];
const restored = indexOf("actions/cache/restore@");
const tested = indexOf("bash .ci/run");
const saved = indexOf("actions/cache/save@");
const [restore, save] = [steps[restored], steps[saved]];

Deno.test("workflows may only read, but for what publishes or signs, and pin every action by digest, with its version beside", () => {
  const more: Record<string, unknown> = {
    publish: { contents: "read", pages: "write", "id-token": "write" },
    attest: { contents: "read", "id-token": "write", attestations: "write" },
  };
  const workflows = { ci, nightly, pages };
  for (const [name, { permissions, jobs }] of Object.entries(workflows)) {
    assertEquals(permissions, { contents: "read" }, name);
    for (const [job, { permissions }] of Object.entries(jobs)) {
      assertEquals(permissions, more[job], job);
    }
  }
  for (const [name, text] of Object.entries(texts)) {
    const uses = text.split("\n").filter((line) => /^\s*-? *uses:/.test(line));
    assert(uses.length > 0, name);
    for (const line of uses) {
      assert(/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line), line);
    }
  }
});

Deno.test("the workflow of a plan takes the sources as these do", () => {
  assertEquals(steps[0].uses, checkout);
});

Deno.test("the workflow restores the store before the tests and saves it after them", () => {
  assertEquals([0 <= restored, restored < tested, tested < saved], [
    ...[true, true, true],
  ]);
  assertEquals(restore.with?.path, ".store");
  assertEquals(save.with?.path, ".store");
});

Deno.test("the workflow saves the store under the key that it looked for, from main alone", () => {
  const outputs = `steps.${restore.id}.outputs`;
  assertEquals(save.with?.key, "${{ " + `${outputs}.cache-primary-key` + " }}");
  assertEquals(save.if?.split(" && ").sort(), [
    ...onlyMain,
    `${outputs}.cache-hit != 'true'`,
  ]);
  // a key that leaves out what results are made of would never be renewed
  const sources = [...String(restore.with?.key).matchAll(/'([^']*)'/g)];
  assertEquals(sources.map(([, glob]) => glob), [
    ...["deno.json", "deno.lock", "lib/**", "pipeline/**", "data/**"],
  ]);
});

Deno.test("the workflow keeps the snapshots of a failed run that have changed", () => {
  const kept = steps[indexOf("actions/upload-artifact@")];
  assertEquals(kept.if, "failure()");
  assertEquals(kept.with?.path, "tests/snapshots/*-changed.svg");
});

Deno.test("every command of the workflows is a target or task of this project, for other machines and for the night", () => {
  const { tasks } = JSON.parse(
    Deno.readTextFileSync(`${projectFolder}/deno.json`),
  );
  const { strategy, steps } = ci.jobs["same-bits"];
  assertEquals(strategy?.matrix.machine, ["ubuntu-24.04-arm", "macos-latest"]);
  const targets = targetsOf(steps);
  assertEquals(targets, ["reproduce", "verify"]);
  const night = nightly.jobs.long.strategy!.matrix.task;
  const names = night.map((task) => task.split(" ")[0]);
  assertEquals(names, ["test:faults", "test:arch"]);
  for (const name of [...targets, ...names]) assert(name in tasks, name);
});

Deno.test("what is signed is what a tested main makes from nothing and verifies: tables, figures, page and their digests", () => {
  const { needs, steps, if: when } = ci.jobs.attest;
  assertEquals(needs, "test");
  assertEquals(when?.split(" && "), onlyMain);
  assert(!steps.some(({ uses }) => uses?.startsWith("actions/cache")));
  const signed = steps.findIndex(({ uses }) => uses?.startsWith("actions/att"));
  assertEquals(targetsOf(steps.slice(0, signed)), ["reproduce", "verify"]);
  const paths = String(steps[signed].with?.["subject-path"]).trim().split("\n");
  const globs = paths.filter((path) => path.startsWith("outputs/"));
  for (const { place } of everythingShown(pipeline)) {
    const path = `outputs/${place}`;
    assertEquals(globs.filter((glob) => fitsWhole(path, glob)).length, 1, path);
  }
  const [list] = paths.filter((path) => !globs.includes(path));
  assert(steps.some(({ run }) => run?.includes(`-o ${list}`)), list);
  assertEquals(steps.at(-1)?.with?.path, list);
});

Deno.test("the workflow builds the image, and that of editors, and reproduces in it", async () => {
  const runs = ci.jobs.image.steps.flatMap(({ run }) => run ?? []);
  const [build, run, opened] = runs;
  const [, name] = /^docker build --tag (\S+) \.$/.exec(build)!;
  assert(run.startsWith(`docker run --rm ${name} make reproduce `), run);
  const text = await Deno.readTextFile(`${projectFolder}/Dockerfile`);
  const [, target] = /^docker build --target (\S+) \.$/.exec(opened)!;
  assert(text.includes(` AS ${target}\n`), target);
});

Deno.test("what is published has a first page that leads to the page, to how it was made and to every table", async () => {
  await inTemporaryFolder(async (folder) => {
    const { steps } = pages.jobs.publish;
    const copy = steps.find(({ run }) => run)!.run!;
    const name = String(steps.find((step) => step.with)!.with!.path);
    const site = `${folder}/${name}`;
    const words = copy.replaceAll(name, '"$0"');
    assert((await output("sh", "-ec", words, site)).success, words);
    const links = Deno.readTextFileSync(`${site}/index.html`)
      .matchAll(/href="(?!https:)([^"]*)"/g).map(([, link]) => link).toArray();
    for (const link of links) assert(isFile(`${site}/${link}`), link);
    const listed = await output("git", "ls-files", "outputs/paper/tables");
    const tables = new TextDecoder().decode(listed.stdout).trim().split("\n")
      .map((path) => path.replace("outputs/", ""));
    const wanted = ["paper/index.html", "paper/README.md", ...tables];
    assertEquals(wanted.filter((file) => !links.includes(file)), []);
  });
});

/** The targets of make that some steps call. */
function targetsOf(steps: readonly Step[]): string[] {
  return steps.flatMap(({ run }) => run?.match(/\bmake (\w+)/)?.[1] ?? []);
}

function output(program: string, ...args: string[]) {
  return new Deno.Command(program, { args, cwd: projectFolder }).output();
}
