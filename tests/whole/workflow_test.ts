import { assertEquals } from "@std/assert";
import { parse } from "@std/yaml";
import { projectFolder } from "../../pipeline/engine/files/project.ts";

/** A step of the workflow: an action with its settings, or a command. */
interface Step {
  id?: string;
  if?: string;
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}

const path = `${projectFolder}/.github/workflows/ci.yml`;
const workflow = parse(await Deno.readTextFile(path)) as {
  permissions: unknown;
  jobs: Record<string, { steps: Step[] }>;
};
const { steps } = workflow.jobs.test;
const indexOf = (what: string) =>
  steps.findIndex(({ uses, run }) => (uses ?? run)?.startsWith(what));
const restored = indexOf("actions/cache/restore@");
const tested = indexOf("bash .ci/run");
const saved = indexOf("actions/cache/save@");
const [restore, save] = [steps[restored], steps[saved]];

Deno.test("the workflow may only read, restores the store before the tests and saves it after them", () => {
  assertEquals(workflow.permissions, { contents: "read" });
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
    "github.event_name == 'push'",
    "github.ref == 'refs/heads/main'",
    `${outputs}.cache-hit != 'true'`,
  ]);
  // a key that leaves out what results are made of would never be renewed
  const sources = [...String(restore.with?.key).matchAll(/'([^']*)'/g)];
  assertEquals(sources.map(([, glob]) => glob), [
    ...["deno.json", "deno.lock", "lib/**", "pipeline/**", "data/**"],
  ]);
});
