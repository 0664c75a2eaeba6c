import { assertEquals, assertThrows } from "@std/assert";
import { Unfit } from "../../../../pipeline/engine/cli/option.ts";
import {
  oneOf,
  parseDuration,
  parseJobs,
  parseOnce,
  parsePatience,
  parseSeed,
  parseSeedChoices,
  parseSeeds,
  parseShare,
  parseSize,
} from "../../../../pipeline/engine/cli/option_values.ts";

function refuses(
  parse: (text: string) => number,
  ...texts: string[]
) {
  for (const text of texts) {
    assertThrows(() => parse(text), Unfit, "it is not a");
  }
}

Deno.test("parseOnce() takes one value and refuses several", () => {
  assertEquals(parseOnce(["a"]), "a");
  assertThrows(() => parseOnce(["a", "b"]), Unfit, "one of several");
});

Deno.test("parseDuration() reads a number with a unit of time", () => {
  const read = (text: string) => parseDuration(text);
  assertEquals(["30d", "12h", "90m", "1.5 s", "2 weeks"].map(read), [
    ...[2_592_000_000, 43_200_000, 5_400_000, 1500, 1_209_600_000],
  ]);
  refuses(parseDuration, "30", "d", "-1d", "0d", "soon", "3 apples", "1d2h");
  refuses(parseDuration, `${"9".repeat(400)}d`);
});

Deno.test("parsePatience() reads a time to wait, which may be none", () => {
  assertEquals(["0s", "0 m", "60s"].map(parsePatience), [0, 0, 60_000]);
  assertThrows(
    () => parsePatience("2"),
    Unfit,
    "it is not a time such as 60s, 90m, 12h or 30d",
  );
  refuses(parsePatience, "0", "-1s", "0apples", "soon");
});

Deno.test("parseSize() reads bytes, by powers of 1000 or, with an i, of 1024", () => {
  const read = (text: string) => parseSize(text);
  assertEquals(["2GB", "1.5 GiB", "10kb", "3B", "0B", "1TB"].map(read), [
    ...[2e9, 1.5 * 2 ** 30, 1e4, 3, 0, 1e12],
  ]);
  assertEquals([".5GB", "+1.GB", "1e3 MB"].map(read), [5e8, 1e9, 1e9]);
  refuses(parseSize, "2", "2G", "GB", "-1GB", "2 apples", "1..5GB", "iB");
  refuses(parseSize, "1e999GB", "9007199254740993B", `${"9".repeat(400)}GB`);
});

Deno.test("parseShare() reads percents up to a hundred", () => {
  const read = (text: string) => parseShare(text);
  assertEquals(["10%", "100%", "2.5 %", ".5%"].map(read), [
    ...[0.1, 1, 0.025, 0.005],
  ]);
  refuses(parseShare, "10", "0%", "101%", "-5%", "half", "1e999%", "1e-999%");
});

Deno.test("parseSeed() reads whole numbers below 2^32", () => {
  assertEquals(parseSeed("4294967295"), 2 ** 32 - 1);
  assertEquals(parseSeed("1e0"), 1);
  refuses(parseSeed, "4294967296", "-1", "1.5", "one", "1e999", "0x10");
});

Deno.test("parseJobs() reads no more than a system has processes for", () => {
  const read = (text: string) => parseJobs(text);
  assertEquals(["1", " 4 ", "1024"].map(read), [1, 4, 1024]);
  refuses(parseJobs, "0", "1.5", "0x10", "1e9", "1e999", "Infinity");
});

Deno.test("oneOf() suggests what differs by its case alone", () => {
  assertThrows(
    () => oneOf(["mermaid", "dot", "svg"])("SVG"),
    Unfit,
    "did you mean svg?",
  );
});

Deno.test("parseSeeds() reads ranges and lists, sorted, each once", () => {
  assertEquals(parseSeeds("0"), [0]);
  assertEquals(parseSeeds("7,0-2,1"), [0, 1, 2, 7]);
  assertEquals(parseSeeds("4294967295"), [4294967295]);
  const many = "0-9999,10000";
  assertThrows(() => parseSeeds(many), Unfit, "more than 10000 seeds");
  for (const text of ["", "a", "3-1", "1,,2", "-1", "1.5", "4294967296"]) {
    assertThrows(() => parseSeeds(text), Unfit, "neither a whole number");
  }
});

Deno.test("parseSeedChoices() gives seeds to all experiments or some, of which the last counts", () => {
  assertEquals(parseSeedChoices(["0-1"]), { "*": [0, 1] });
  assertEquals(parseSeedChoices(["0-1", "2"]), { "*": [2] });
  assertEquals(parseSeedChoices(["mnist-*=3"]), { "mnist-*": [3] });
  // what all take counts more than what some took before it
  assertEquals(parseSeedChoices(["mnist-*=3", "5"]), { "*": [5] });
  const again = parseSeedChoices(["a=1", "b=2", "a=3"]);
  assertEquals(Object.entries(again), [["b", [2]], ["a", [3]]]);
  assertThrows(() => parseSeedChoices(["=1"]), Unfit, "no experiment stands");
  for (const several of ["a=b=1", "a=0-2,m-*=5"]) {
    assertThrows(
      () => parseSeedChoices([several]),
      Unfit,
      "it has more than one =; give --seeds once for each of them",
    );
  }
});
