import { assertEquals, assertThrows } from "@std/assert";
import { digestOf } from "../../../../pipeline/engine/files/digest.ts";
import * as files from "../../../../pipeline/engine/plan/plan_file.ts";
import type { Plan } from "../../../../pipeline/engine/plan/plan.ts";
import { CliError } from "../../../../pipeline/engine/text/errors.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";

const names = ["a/x/0", "a/x/1", "a/x/2", "b/x/0"];
const seconds = 3;
const plan: Plan = {
  nodes: names.map((name, i) => ({
    ...{ name, seconds, work: digestOf(name) },
    needs: i === 3 ? names.slice(0, 3) : [],
  })),
  batches: [
    {
      kind: "a/x",
      jobs: [
        { nodes: names.slice(0, 2), seconds },
        { nodes: [names[2]], seconds: null },
      ],
      needs: [],
    },
    { kind: "b/x", jobs: [{ nodes: [names[3]], seconds }], needs: [0] },
  ],
};
const wanted: files.PlanFile["wanted"] = {
  ...{ profile: "day", seeds: { "*": [0, 1] }, set: ["x.eta=1"], model: [] },
  config: { seeds: {}, outputs: "out", content: { changes: ["anything"] } },
  sweep: { experiment: "x", grid: ["eta=1,2"], models: null },
  ...{ backend: "", source: null, scale: 2 },
};

Deno.test("a plan is read as it was written, and its jobs are numbered through", async () => {
  await inTemporaryFolder((folder) => {
    const path = files.writePlan(`${folder}/id`, wanted, plan);
    assertEquals(files.readPlan(path), { schema: 1, wanted, ...plan });
    assertEquals(
      files.jobsOf(plan).map(({ nodes }) => nodes[0]),
      ["a/x/0", "a/x/2", "b/x/0"],
    );
    assertEquals(files.firstJobs(plan), [0, 2]);
  });
});

Deno.test("readPlan() says what is wrong with what is no plan", async () => {
  await inTemporaryFolder((folder) => {
    const path = `${folder}/plan.json`;
    assertThrows(() => files.readPlan(path), CliError, "No such file");
    for (const text of ['{"schema": 1', '{"schema": 2}', "[]"]) {
      Deno.writeTextFileSync(path, text);
      assertThrows(() => files.readPlan(path), CliError, "plan again");
    }
  });
});

Deno.test("a job leaves how its nodes ended, once more where it runs again", async () => {
  await inTemporaryFolder((folder) => {
    assertEquals(files.readEnding(folder, 3), undefined);
    const failed = { status: "failed", message: "exit code 1" } as const;
    files.writeEnding(folder, 3, { nodes: { "a/x/0": failed } });
    const ran = { nodes: { "a/x/0": { status: "ran" } } } as const;
    files.writeEnding(folder, 3, ran);
    assertEquals(files.readEnding(folder, 3), ran);
    Deno.writeTextFileSync(`${folder}/ended/3.json`, "{");
    assertEquals(files.readEnding(folder, 3), undefined);
  });
});
