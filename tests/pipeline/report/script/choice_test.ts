import { assert, assertEquals } from "@std/assert";
import * as choices from "../../../../pipeline/report/script/choice.ts";
import { exercisesOf } from "../../../../pipeline/studies/exercises.ts";
import { studiesOf } from "../../../../pipeline/studies/studies.ts";
import { wantedBy } from "../../../support/wanted.ts";

const exercises = exercisesOf(studiesOf(wantedBy("--seeds=2")));
const chosen = (state: string) =>
  choices.choiceOf(exercises, new URLSearchParams(state));

Deno.test("exercisesOf() are the regressions", () => {
  const names = exercises.map(({ name }) => name);
  assertEquals(names, [
    "linear-regression",
    "linear-regression-normalised",
    "nonlinear-regression",
  ]);
  const [{ models, feedbacks, seed }] = exercises;
  assertEquals(seed, 2);
  const { word, feedback } = models.find(({ name }) => name === "NDI")!;
  assertEquals(feedbacks[word!], feedback);
});

Deno.test("stateOf() says again what choiceOf() was told", () => {
  const state =
    "experiment=nonlinear-regression&seed=7&eta=0.5&DI.leak=0&FA.feedback=neg-sign&models=FA%2CDI";
  assertEquals(`${choices.stateOf(chosen(state))}`, state);
});

Deno.test("choiceOf() leaves out what is not so, and what is as in the run", () => {
  for (
    const wrong of [
      "experiment=mnist-classification&seed=2&eta=1e-2&NDI.feedback=neg-transpose",
      "eta=0&seed=-1&iterations=1.5&evaluateEvery=&eta=x&clip=3",
      "BP.leak=1&DI.leak=-1&FA.leak=1&FA.feedback=none&XY.leak=1&models=BP,XY&models=",
    ]
  ) {
    const { exercise, changes } = chosen(wrong);
    assertEquals([exercise.name, [...changes]], ["linear-regression", []]);
  }
});

Deno.test("settingsOf() and modelOf() are the run's but for what is changed", () => {
  const choice = chosen("seed=7&eta=0.5&FA.feedback=neg-sign&DI.leak=0.5");
  const { seed, settings } = choices.settingsOf(choice);
  assertEquals(seed, 7);
  assertEquals(settings, { ...exercises[0].settings, eta: 0.5 });
  const { feedback } = choices.modelOf(choice, "FA");
  assertEquals(feedback, { kind: "sign", scale: -1 });
  const DI = exercises[0].models.find(({ name }) => name === "DI");
  assertEquals<unknown>(choices.modelOf(choice, "DI"), { ...DI, leak: 0.5 });
});

Deno.test("commandOf() asks for what is chosen beyond the run's own options", () => {
  const again = {
    profile: "paper",
    outputs: "outputs/paper",
    seeds: ["0-4"],
    changes: { "linear-regression": ["--set linear-regression.clip=3"] },
  };
  assertEquals(
    choices.commandOf(chosen("DI.leak=0.5&seed=7"), again),
    "deno task table linear-regression --profile paper --seeds 7 --set linear-regression.clip=3 --set linear-regression.DI.leak=0.5",
  );
});

Deno.test("first() has a nonlinear regression measured seldom", () => {
  for (const { name, settings } of exercises) {
    const choice = choices.first(exercises, name);
    const every = choices.valueOf(choice, "evaluateEvery");
    assert(Number(settings.iterations) / Number(every) <= 4000);
  }
});

Deno.test("commandOf() names no added model that does not learn", () => {
  const more = "--model=linear-regression.mine=DI,leak=0.1";
  const mine = exercisesOf(studiesOf(wantedBy("--seeds=2", more)));
  const again = {
    changes: {
      "linear-regression": [
        more.replace("=", " "),
        "--set linear-regression.models=BP,FA,mine",
      ],
    },
  };
  const command = (models: string) =>
    choices.commandOf(
      choices.choiceOf(
        mine,
        new URLSearchParams(`models=${models}&mine.leak=1`),
      ),
      again,
    );
  const words = "deno task table linear-regression --seeds 2 ";
  assertEquals(
    command("BP,DI"),
    `${words}--set linear-regression.models=BP,DI`,
  );
  assertEquals(
    command("BP,mine"),
    `${words}--model linear-regression.mine=DI,leak=0.1 ` +
      "--set linear-regression.models=BP,mine --set linear-regression.mine.leak=1",
  );
});

Deno.test("fileNameOf() tells files of other settings apart", () => {
  assertEquals(
    choices.fileNameOf(chosen("eta=0.02&seed=7&models=BP,DI")),
    "linear-regression.seed-7.eta-0.02.models-BP-DI.csv",
  );
});

Deno.test("refusedIn() is what of an address cannot be had", () => {
  const refused = (state: string) =>
    choices.refusedIn(exercises, new URLSearchParams(state));
  assertEquals(
    refused("experiment=x&seed=4294967296&eta=0.1&clip=3&DI.leak=-1"),
    ["experiment=x", "seed=4294967296", "clip=3", "DI.leak=-1"],
  );
  assertEquals(refused("experiment=nonlinear-regression&seed=2"), []);
});
