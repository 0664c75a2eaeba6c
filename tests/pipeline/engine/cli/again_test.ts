import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { againOf } from "../../../../pipeline/engine/cli/again.ts";
import { commands } from "../../../../pipeline/engine/cli/commands/mod.ts";
import { experiments } from "../../../../pipeline/experiments.ts";
import { runOptions } from "../../../../pipeline/engine/cli/option_names.ts";
import { parseOptions } from "../../../../pipeline/engine/cli/options.ts";
import { committed } from "../../../../pipeline/profiles.ts";
import { projectFolder } from "../../../../pipeline/project.ts";
import { commandText } from "../../../../pipeline/report/command_text.ts";
import {
  modelsOf,
  settingsOf,
  wantedCorrections,
} from "../../../../pipeline/settings.ts";
import { stages } from "../../../../pipeline/stages.ts";

/** What a command line wants of the pipeline. */
function wantedBy(...words: string[]) {
  const options = parseOptions(words, runOptions);
  const { seeds, profile, assignments, backend } = options;
  const studies = experiments.map((experiment) => ({
    ...experiment,
    settings: settingsOf(experiment, options),
    models: modelsOf(experiment, assignments),
    corrections: wantedCorrections(experiment, assignments),
    label: "",
    backend: experiment.backend && backend,
  }));
  return { studies, seeds, profile };
}

Deno.test("againOf() gives the options that ask for the same once more", () => {
  for (
    const words of [
      "",
      "--profile paper --outputs outputs/paper",
      "--seeds 3",
      "--seeds 0-4,7,9-10 --backend native",
      "--set linear-regression.eta=0.005 --set linear-regression.normaliseUpdates=true",
      "--set mnist-classification.models=BP,DI --set nonlinear-regression.corrections=none",
      "--profile smoke --set nonlinear-regression.slopes=once --set linear-regression.corrections=settled-loops",
    ]
  ) {
    const wanted = wantedBy(...words.split(" ").filter(Boolean));
    const [, , , ...again] = commandText("reproduce", againOf(wanted))
      .split(" ");
    assertEquals(wantedBy(...again), wanted, words);
    assertEquals(words === "", again.length === 0, words);
  }
});

Deno.test("againOf() names a profile that is not the default, the folder of the committed one, and no setting of a profile's own", () => {
  assertEquals(againOf(wantedBy("--profile=paper")), {
    profile: "paper",
    outputs: "outputs/paper",
  });
  assertEquals(againOf(wantedBy("--profile=smoke")), { profile: "smoke" });
  const same = wantedBy("--set=linear-regression.eta=0.01");
  assertEquals(againOf(same), {});
});

Deno.test("a page's commands are ones that there are, with options that they take", () => {
  const again = againOf(wantedBy(
    ...["--profile=paper", "--seeds=0-2", "--backend=native"],
    "--set=linear-regression.eta=0.005",
  ));
  for (
    const command of [
      ...["render figure-3a", "table linear-regression", "reproduce"],
      ...["train linear-regression", "aggregate corrections", "status"],
      ...["why NODE", "verify", "trace figure.svg"],
    ]
  ) {
    const [, , name, ...words] = commandText(command, again).split(" ");
    const { options } = commands.find((command) => command.name === name)!;
    const parsed = parseOptions(words, options);
    assertEquals(parsed.operands, command.split(" ").slice(1));
    if (name !== "trace") assertEquals(parsed.profile, "paper");
  }
});

Deno.test("a page says itself how it is made", () => {
  const settings = (...words: string[]) =>
    stages({ ...wantedBy(...words), mnistSource: "" })
      .find(({ name }) => name === "report")!.settings as {
        again: unknown;
        longestTable?: number;
      };
  assertEquals(settings().again, {});
  assertNotEquals(settings("--profile=paper").again, {});
  assertEquals(settings().longestTable, undefined);
  assertEquals(settings("--profile=paper").longestTable, committed.rows);
});

const hasGit = await Deno.stat(`${projectFolder}/.git`).then(
  () => true,
  () => false,
);

Deno.test({
  name:
    "the tables that are too long for the committed page are those that git ignores",
  ignore: !hasGit,
  async fn() {
    let long = 0;
    const { studies } = wantedBy(`--profile=${committed.profile}`);
    for (const { name, settings, models, mnist } of studies) {
      const table = `outputs/${committed.profile}/tables/${name}.csv`;
      const { code } = await new Deno.Command("git", {
        args: ["check-ignore", "--quiet", table],
        cwd: projectFolder,
      }).output();
      if (code === 0) {
        // as many as there are errors, at the least
        assert(!mnist, name);
        const { iterations, evaluateEvery } = settings as Record<
          string,
          number
        >;
        const errors = models.length * iterations / evaluateEvery;
        assert(errors > committed.rows, name);
        long++;
      } else {
        const text = await Deno.readTextFile(`${projectFolder}/${table}`);
        assert(text.split("\n").length <= committed.rows, name);
      }
    }
    assert(long > 0 && long < studies.length);
  },
});
