import { assertEquals, assertThrows } from "@std/assert";
import { CliError } from "../../pipeline/errors.ts";
import {
  parseDuration,
  parseSeed,
  parseShare,
  parseSize,
} from "../../pipeline/option_values.ts";

function refuses(
  parse: (option: string, text: string) => number,
  ...texts: string[]
) {
  for (const text of texts) {
    const error = assertThrows(
      () => parse("option", text),
      CliError,
      `Cannot read --option ${text}: it is not a`,
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
});

Deno.test("parseSize() reads bytes, by powers of 1000 or, with an i, of 1024", () => {
  const read = (text: string) => parseSize("option", text);
  assertEquals(["2GB", "1.5 GiB", "10kb", "3B", "0B", "1TB"].map(read), [
    ...[2e9, 1.5 * 2 ** 30, 1e4, 3, 0, 1e12],
  ]);
  refuses(parseSize, "2", "2G", "GB", "-1GB", "2 apples", "1..5GB", "iB");
});

Deno.test("parseShare() reads percents up to a hundred", () => {
  const read = (text: string) => parseShare("option", text);
  assertEquals(["10%", "100%", "2.5 %"].map(read), [0.1, 1, 0.025]);
  refuses(parseShare, "10", "0%", "101%", "-5%", "half");
});

Deno.test("parseSeed() reads whole numbers below 2^32", () => {
  assertEquals(parseSeed("option", "4294967295"), 2 ** 32 - 1);
  refuses(parseSeed, "4294967296", "-1", "1.5", "one");
});
