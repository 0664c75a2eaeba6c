import { assertEquals } from "@std/assert";
import { commandText } from "../../../pipeline/studies/command_text.ts";

const again = {
  profile: "paper",
  outputs: "outputs/paper",
  seeds: ["0-4"],
  backend: "native",
  changes: {
    linear: ["--set linear.eta=1", "--set linear.clip=2"],
    deep: ["--set deep.models=BP"],
  },
};
const sets = "--set linear.eta=1 --set linear.clip=2";

Deno.test("commandText() gives each command what it takes of a page's options", () => {
  assertEquals(
    commandText("render figure-1", again, ["linear"]),
    `deno task render figure-1 --profile paper --seeds 0-4 ${sets} --backend native --outputs outputs/paper`,
  );
  assertEquals(
    commandText("status", again),
    `deno task status --profile paper --seeds 0-4 ${sets} --set deep.models=BP --backend native`,
  );
  assertEquals(
    commandText("trace a.svg", again),
    "deno task trace a.svg",
  );
  assertEquals(
    commandText("verify", again),
    "deno task verify --profile paper --outputs outputs/paper",
  );
});

Deno.test("commandText() names the seeds of the experiments that concern it alone", () => {
  const seeds = ["0", "'linear-*=0-19'", "mnist-digits=0-2"];
  const [one, two, all] = [["linear-regression"], ["mnist-digits", "deep"]]
    .map((only) => commandText("table x", { seeds }, only))
    .concat(commandText("table x", { seeds }));
  assertEquals(one, "deno task table x --seeds 'linear-*=0-19'");
  assertEquals(two, "deno task table x --seeds 0 --seeds mnist-digits=0-2");
  assertEquals(
    all,
    "deno task table x --seeds 0 --seeds 'linear-*=0-19' --seeds mnist-digits=0-2",
  );
});

Deno.test("commandText() adds nothing where all is as by default", () => {
  assertEquals(commandText("table x", {}, ["x"]), "deno task table x");
});
