import { assertEquals, assertThrows } from "@std/assert";
import {
  describeOptions,
  flag,
  many,
  one,
  readOptions,
  Unfit,
} from "../../../../pipeline/engine/cli/option.ts";
import { CliError } from "../../../../pipeline/engine/text/errors.ts";

const sizeOf = (text: string) => {
  if (text === "none") throw new Unfit("it is nothing");
  return text;
};
const table = {
  dryRun: flag("run nothing"),
  keep: flag("go on", { letter: "k" }),
  size: one("SIZE", sizeOf, null, { letter: "s" })("how large"),
  part: many("PART", "which"),
  half: flag("half of it", { needs: "size" }),
};
const names = ["dryRun", "keep", "size", "part"] as const;
const read = (...words: string[]) => readOptions(words, table, names);

const refused = (words: string[], sentence: string) => {
  const error = assertThrows(() => read(...words), CliError);
  assertEquals([error.message, error.exitCode], [sentence, 2]);
};

Deno.test("readOptions() gives the values of what a command takes, and the defaults", () => {
  const { given, texts, ...values } = read(
    ...["a", "--size=x", "-ks-1GB", "--part", "p", "--part=q", "--", "--x"],
  );
  assertEquals(values, {
    operands: ["a", "--x"],
    dryRun: false,
    keep: true,
    size: "-1GB",
    part: ["p", "q"],
    half: false,
  });
  assertEquals([...given], ["size", "keep", "part"]);
  assertEquals(texts.get("size"), ["x", "-1GB"]);
  assertEquals(read().size, null);
});

Deno.test("readOptions() takes a value however it is written, one with a minus too", () => {
  for (
    const words of [
      ...[["--size", "-1"], ["--size=-1"], ["-s", "-1"], ["-s-1"], ["-s=-1"]],
    ]
  ) assertEquals(read(...words).size, "-1", words.join(" "));
  assertEquals(read("--size", "-.5", "--", "-s").size, "-.5");
  assertEquals(read("--size", "-").size, "-");
  assertEquals(read("-ks=a=b", "-sc=d\ne").size, "c=d\ne");
});

Deno.test("readOptions() refuses a value for a flag, however it is written", () => {
  for (
    const [words, sentence] of [
      [["--dry-run=no"], "Cannot read --dry-run=no: --dry-run takes no value"],
      [["--keep=true"], "Cannot read --keep=true: --keep takes no value"],
      [["--keep="], "Cannot read --keep=: --keep takes no value"],
      [["--keep", "false"], "Cannot read --keep false: --keep takes no value"],
      [["-k=no"], "Cannot read -k=no: -k takes no value"],
      [["-k-"], "Cannot read -k-: -k takes no value"],
    ] as const
  ) refused([...words], sentence);
});

Deno.test("readOptions() refuses what is unknown, not taken here, unfit, or left out", () => {
  refused(
    ["--syze=1"],
    "Cannot read --syze: this command has no such option; did you mean --size? --help lists all",
  );
  refused(
    ["-k5"],
    "Cannot read -5: this command has no such option; there are --dry-run, --keep, --size, --part",
  );
  refused(
    ["--toString"],
    "Cannot read --toString: this command has no such option; there are --dry-run, --keep, --size, --part",
  );
  refused(["--size", "none"], "Cannot read --size none: it is nothing");
  refused(["--size"], "Cannot read --size: its value is missing");
  refused(["--size="], "Cannot read --size: its value is missing");
  refused(["--size", "--keep"], "Cannot read --size: its value is missing");
  const half = (...allowed: ("half" | "size")[]) =>
    readOptions(["--half"], table, allowed, { half: "all is wanted" });
  assertThrows(() => half(), CliError, "Cannot read --half: all is wanted");
  assertThrows(() => half("half"), CliError, "--half: there is no --size");
});

Deno.test("describeOptions() says how options are written and what they do, in a command's own words", () => {
  assertEquals(
    describeOptions(table, names, { keep: "never stop" }).split("\n"),
    [
      "  --dry-run        run nothing",
      "  -k, --keep       never stop",
      "  -s, --size SIZE  how large",
      "  --part PART      which",
    ],
  );
});
