import { relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { assertEquals, assertThrows } from "@std/assert";
import { CliError } from "../../../../pipeline/engine/text/errors.ts";
import { commandsOf } from "../../../../pipeline/engine/cli/cli.ts";
import { readOptions } from "../../../../pipeline/engine/cli/option.ts";
import { optionsOf } from "../../../../pipeline/engine/cli/options.ts";
import { pipeline } from "../../../../pipeline/main.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";

const table = optionsOf(pipeline);
const { options: taken } = commandsOf(pipeline)
  .find(({ name }) => name === "reproduce")!;
const read = (...words: string[]) => readOptions(words, table, taken);

const refused = (words: string[], sentence: string) => {
  const error = assertThrows(
    () => read(...words),
    CliError,
    sentence,
  );
  assertEquals((error as CliError).exitCode, 2);
};

Deno.test("readOptions() reads what it is given and fills in the rest", () => {
  const options = read(
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
  );
  assertEquals(options.operands, ["*DI*", "0"]);
  assertEquals(options.profile, "paper");
  assertEquals(options.seeds, { "*": [0, 1, 2, 7] });
  assertEquals(options.set, [
    "linear-regression.eta=0.02",
    "linear-regression.clip=5",
  ]);
  assertEquals(options.jobs, 3);
  assertEquals(options.only, ["linear-regression"]);
  assertEquals(options.force, false);
  const usual = read();
  assertEquals(usual.profile, "quick");
  assertEquals(usual.jobs, navigator.hardwareConcurrency + 1);
});

Deno.test("readOptions() refuses unknown options, naming those there are", () => {
  refused(["--sede", "1"], "Cannot read --sede");
  refused(["--sede", "1"], "did you mean --seeds");
  refused(["-x"], "Cannot read -x");
  refused(["--update"], "Cannot read --update");
});

Deno.test("readOptions() refuses a value for any flag, with exit code 2", () => {
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

Deno.test("readOptions() says of a value that begins with a minus that it is not fit", () => {
  refused(["--seeds", "-1"], "Cannot read --seeds -1: ");
  refused(["-j", "-1"], "Cannot read --jobs -1: ");
  refused(["--jobs", ""], "Cannot read --jobs: its value is missing");
});

Deno.test("readOptions() reads the address of a remote, and refuses what is none without telling it", () => {
  const { remote, remoteWrite, trustRemote } = read(
    "--remote=https://me:secret@host/cache",
    "--trust-remote",
  );
  assertEquals(remote!.href, "https://me:secret@host/cache");
  assertEquals([remoteWrite, trustRemote], [false, true]);
  assertEquals(read().remote, null);
  for (
    const address of [
      "host/cache",
      "ftp://me:secret@host",
      "file:",
      "file:///",
      "file://host/secret",
      "http://host/?token=secret",
      "http://",
    ]
  ) {
    const reading = () => read("--remote", address);
    const sentence =
      "Cannot read --remote: it is neither an http or https address";
    const { message } = assertThrows(reading, CliError, sentence);
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

Deno.test("readOptions() takes a folder for a remote, and at once refuses one that is not there", async () => {
  await inTemporaryFolder(async (folder) => {
    const name = `${folder}/a b/?#%`;
    await Deno.mkdir(name, { recursive: true });
    const file = `${folder}/a.tar.zst`;
    await Deno.writeTextFile(file, "");
    const there = relative(Deno.cwd(), folder);
    for (const text of [`${there}/a b/?#%`, `${there}/./a b/?#%`, name]) {
      const { remote } = read("--remote", `file:${text}`);
      assertEquals(fileURLToPath(remote!), name);
    }
    const { remote } = read("--remote", pathToFileURL(name).href);
    assertEquals(fileURLToPath(remote!), name);
    refused(
      ["--remote=file:none", "--remote-write"],
      "Cannot read --remote file:none: there is no such folder; make it, or",
    );
    refused(
      ["--remote", `file:${file}`],
      ": it is a file; unpack it first",
    );
  });
});

Deno.test("readOptions() refuses values that do not fit", () => {
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
