import { assert, assertEquals } from "@std/assert";
import { projectFolder } from "../../pipeline/project.ts";

const workflow = await Deno.readTextFile(
  `${projectFolder}/.github/workflows/ci.yml`,
);

/** The steps that use an action of the cache. */
const steps = workflow.split(/^ {6}- /m).filter((step) =>
  step.includes("actions/cache")
);

Deno.test("the workflow restores the store, and saves it from main alone", () => {
  assertEquals(
    steps.map((step) => /uses: (.*)@/.exec(step)?.[1]),
    ["actions/cache/restore", "actions/cache/save"],
  );
  for (const step of steps) assert(step.includes("path: .store"), step);
  const condition = /if: (.*)/.exec(steps[1])?.[1].split(" && ") ?? [];
  assert(condition.includes("github.event_name == 'push'"));
  assert(condition.includes("github.ref == 'refs/heads/main'"));
});
