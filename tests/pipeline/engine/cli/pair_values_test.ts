import { assertEquals, assertThrows } from "@std/assert";
import { CliError } from "../../../../pipeline/engine/text/errors.ts";
import { pairValues } from "../../../../pipeline/engine/cli/pair_values.ts";

const flags = ["force", "k"];

Deno.test("pairValues() refuses a value for a flag, however it is written", () => {
  for (
    const [words, sentence] of [
      [["--force=no"], "Cannot read --force=no: --force takes no value"],
      [["--force=true"], "Cannot read --force=true: --force takes no value"],
      [["--force="], "Cannot read --force=: --force takes no value"],
      [
        ["--force", "false"],
        "Cannot read --force false: --force takes no value",
      ],
      [["-k=no"], "Cannot read -k=no: -k takes no value"],
      [["-xk=no"], "Cannot read -xk=no: -k takes no value"],
      [["-k5"], "Cannot read -k5: -k takes no value"],
    ] as const
  ) {
    const error = assertThrows(() => pairValues(words, flags), CliError);
    assertEquals([error.message, error.exitCode], [sentence, 2]);
  }
});

Deno.test("pairValues() joins a value that begins with a minus to its option, and leaves the rest", () => {
  assertEquals(pairValues(["--size", "-1GB", "-j", "-.5"], flags), [
    ...["--size=-1GB", "-j=-.5"],
  ]);
  const left = ["true", "-k", "--force", "-1", "--size", "-k", "-j3", "--a=b"];
  const after = ["--", "--force=no", "--size", "-1"];
  assertEquals(pairValues([...left, ...after], flags), [...left, ...after]);
});
