import { assertEquals, assertThrows } from "@std/assert";
import { CliError } from "../../../../pipeline/engine/text/errors.ts";
import { quoted } from "../../../../pipeline/engine/text/quoted.ts";
import {
  parseDuration,
  parseFormat,
  parseJobs,
  parseSeed,
  parseShare,
  parseSize,
} from "../../../../pipeline/engine/cli/option_values.ts";

function refuses(
  parse: (option: string, text: string) => number,
  ...texts: string[]
) {
  for (const text of texts) {
    const error = assertThrows(
      () => parse("option", text),
      CliError,
      `Cannot read --option ${quoted(text)}: it is not a`,
    );
    assertEquals((error as CliError).exitCode, 2);
  }
}

Deno.test("parseDuration() reads a number with a unit of time", () => {
  const read = (text: string) => parseDuration("option", text);
  assertEquals(["30d", "12h", "90m", "1.5 s", "2 weeks"].map(read), [
    ...[2_592_000_000, 43_200_000, 5_400_000, 1500, 1_209_600_000],
  ]);
  refuses(parseDuration, "30", "d", "-1d", "0d", "soon", "3 apples", "1d2h");
  refuses(parseDuration, `${"9".repeat(400)}d`);
});

Deno.test("parseSize() reads bytes, by powers of 1000 or, with an i, of 1024", () => {
  const read = (text: string) => parseSize("option", text);
  assertEquals(["2GB", "1.5 GiB", "10kb", "3B", "0B", "1TB"].map(read), [
    ...[2e9, 1.5 * 2 ** 30, 1e4, 3, 0, 1e12],
  ]);
  assertEquals([".5GB", "+1.GB", "1e3 MB"].map(read), [5e8, 1e9, 1e9]);
  refuses(parseSize, "2", "2G", "GB", "-1GB", "2 apples", "1..5GB", "iB");
  refuses(parseSize, "1e999GB", "9007199254740993B", `${"9".repeat(400)}GB`);
});

Deno.test("parseShare() reads percents up to a hundred", () => {
  const read = (text: string) => parseShare("option", text);
  assertEquals(["10%", "100%", "2.5 %", ".5%"].map(read), [
    ...[0.1, 1, 0.025, 0.005],
  ]);
  refuses(parseShare, "10", "0%", "101%", "-5%", "half", "1e999%", "1e-999%");
});

Deno.test("parseSeed() reads whole numbers below 2^32", () => {
  assertEquals(parseSeed("option", "4294967295"), 2 ** 32 - 1);
  assertEquals(parseSeed("option", "1e0"), 1);
  refuses(parseSeed, "4294967296", "-1", "1.5", "one", "1e999", "0x10");
});

Deno.test("parseJobs() reads no more than a system has processes for", () => {
  const read = (text: string) => parseJobs("option", text);
  assertEquals(["1", " 4 ", "1024"].map(read), [1, 4, 1024]);
  refuses(parseJobs, "0", "1.5", "0x10", "1e9", "1e999", "Infinity");
});

Deno.test("parseFormat() suggests what differs by its case alone", () => {
  assertThrows(
    () => parseFormat("SVG"),
    CliError,
    "Cannot read --format SVG: did you mean svg? There are mermaid, dot, svg",
  );
});

Deno.test("an empty value is shown in quotes", () => {
  assertThrows(() => parseJobs("jobs", ""), CliError, 'read --jobs "": ');
});
