import { assertEquals, assertThrows } from "@std/assert";
import { CliError } from "../../../../pipeline/engine/text/errors.ts";
import { runOptions } from "../../../../pipeline/engine/cli/option_names.ts";
import { parseSeeds } from "../../../../pipeline/engine/cli/option_values.ts";
import { parseOptions } from "../../../../pipeline/engine/cli/options.ts";

const refused = (words: string[], sentence: string) => {
  const error = assertThrows(
    () => parseOptions(words, runOptions),
    CliError,
    sentence,
  );
  assertEquals((error as CliError).exitCode, 2);
};

Deno.test("parseOptions() reads what it is given and fills in the rest", () => {
  const options = parseOptions([
    "*DI*",
    "--profile=paper",
    "--seeds",
    "0-2,7",
    "--set",
    "linear-regression.eta=0.02",
    "--set=linear-regression.clip=5",
    "-j",
    "3",
    "--only",
    "linear-regression",
    "0",
  ], runOptions);
  assertEquals(options.operands, ["*DI*", "0"]);
  assertEquals(options.profile, "paper");
  assertEquals(options.seeds, [0, 1, 2, 7]);
  assertEquals(options.assignments, [
    { experiment: "linear-regression", key: "eta", value: 0.02 },
    { experiment: "linear-regression", key: "clip", value: 5 },
  ]);
  assertEquals(options.jobs, 3);
  assertEquals(options.only, ["linear-regression"]);
  assertEquals(options.force, false);
  const usual = parseOptions([], runOptions);
  assertEquals(usual.profile, "quick");
  assertEquals(usual.jobs, navigator.hardwareConcurrency + 1);
});

Deno.test("parseOptions() refuses unknown options, naming those there are", () => {
  refused(["--sede", "1"], "Cannot read --sede");
  refused(["--sede", "1"], "did you mean --seeds");
  refused(["-x"], "Cannot read -x");
  refused(["--update"], "Cannot read --update");
});

Deno.test("parseOptions() refuses a value for any flag, with exit code 2", () => {
  for (const flag of ["force", "dry-run", "keep-going", "strict", "help"]) {
    for (const value of ["no", "true", "false"]) {
      const sentence =
        `Cannot read --${flag}=${value}: --${flag} takes no value`;
      refused([`--${flag}=${value}`], sentence);
    }
  }
  refused(["-k=no"], "Cannot read -k=no: -k takes no value");
  refused(["-h=no"], "Cannot read -h=no: -h takes no value");
});

Deno.test("parseOptions() says of a value that begins with a minus that it is not fit", () => {
  refused(["--seeds", "-1"], "Cannot read --seeds -1: ");
  refused(["-j", "-1"], "Cannot read --jobs -1: ");
});

Deno.test("parseOptions() reads the address of a remote, and refuses what is none without telling it", () => {
  const { remote, remoteWrite, trustRemote } = parseOptions([
    "--remote=https://me:secret@host/cache",
    "--trust-remote",
  ], runOptions);
  assertEquals(remote!.href, "https://me:secret@host/cache");
  assertEquals([remoteWrite, trustRemote], [false, true]);
  assertEquals(parseOptions([], runOptions).remote, null);
  for (
    const address of [
      "host/cache",
      "ftp://me:secret@host",
      "file:///cache",
      "http://host/?token=secret",
      "http://",
    ]
  ) {
    const read = () => parseOptions(["--remote", address], runOptions);
    const sentence = "Cannot read --remote: it is not an http or https address";
    const { message } = assertThrows(read, CliError, sentence);
    assertEquals(message.includes("secret"), false);
  }
  refused(
    ["--remote-write"],
    "Cannot read --remote-write: there is no --remote",
  );
  refused(
    ["--trust-remote"],
    "Cannot read --trust-remote: there is no --remote",
  );
});

Deno.test("parseOptions() refuses values that do not fit", () => {
  refused(["--profile", "big"], "there are smoke, quick, paper");
  refused(["--profile", "toString"], "Cannot read --profile toString");
  refused(["--jobs", "0"], "Cannot read --jobs 0");
  refused(["--jobs", "two"], "Cannot read --jobs two");
  refused(["--profile", "Quick"], "--profile Quick: did you mean quick?");
  refused(["--backend", "WASM"], "--backend WASM: did you mean wasm?");
  refused(["--log", "JSON"], "--log JSON: did you mean json?");
  refused(["--log", "xml"], "there are text, json");
  refused(["--seeds"], "Cannot read --seeds: its value is missing");
});

Deno.test("parseOptions() refuses unknown experiments, settings and values in --set", () => {
  const set = (text: string) => ["--set", text];
  refused(set("linear.eta=1"), "there is no experiment linear");
  refused(set("linear-regression.etta=1"), "did you mean eta?");
  refused(
    set("linear-regression.eta=fast"),
    "Cannot set linear-regression.eta to fast",
  );
  refused(set("linear-regression.iterations=1.5"), "Cannot set");
  refused(set("linear-regression.iterations=-3"), "Cannot set");
  refused(set("linear-regression.eta=1e999"), "Cannot set");
  refused(set("linear-regression.eta"), "EXPERIMENT.KEY=VALUE");
  refused(set("eta=1"), "EXPERIMENT.KEY=VALUE");
  refused(set("linear-regression.models=BP,XX"), "there are BP, FA, FA-2");
  const models = (list: string) => set(`linear-regression.models=${list}`);
  refused(models("BP,bp"), "BP,bp: there is no model bp; did you mean BP?");
  refused(models("BP,"), 'BP,: there is no model ""; there are BP, FA, FA-2');
  refused(models("1"), "to 1: there is no model 1; ");
  refused(set("linear-regression.eta="), 'eta to "": it is not a number');
  refused(set("linear-regression.toString=1"), "has no setting toString");
});

Deno.test("parseSeeds() reads ranges and lists, sorted, each once", () => {
  assertEquals(parseSeeds("0"), [0]);
  assertEquals(parseSeeds("7,0-2,1"), [0, 1, 2, 7]);
  assertEquals(parseSeeds("4294967295"), [4294967295]);
  const many = "0-9999,10000";
  assertThrows(() => parseSeeds(many), CliError, "more than 10000 seeds");
  for (const text of ["", "a", "3-1", "1,,2", "-1", "1.5", "4294967296"]) {
    assertThrows(() => parseSeeds(text), CliError, "Cannot read --seeds");
  }
});
