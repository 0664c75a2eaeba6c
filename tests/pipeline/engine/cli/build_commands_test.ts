import { assertEquals, assertThrows } from "@std/assert";
import {
  tableExcerpt,
  withScale,
} from "../../../../pipeline/engine/cli/build_commands.ts";
import { commandsOf } from "../../../../pipeline/engine/cli/cli.ts";
import { readOptions } from "../../../../pipeline/engine/cli/option.ts";
import { optionsOf } from "../../../../pipeline/engine/cli/options.ts";
import { CliError } from "../../../../pipeline/engine/text/errors.ts";
import { pipeline } from "../../../../pipeline/main.ts";

/** The scale that a command takes from its words. */
function scaleOf(command: string, ...words: string[]) {
  const { formats, options } = commandsOf(pipeline)
    .find(({ name }) => name === command)!;
  const read = readOptions(words, optionsOf(pipeline, { formats }), options);
  return withScale(read, pipeline.figures).scale;
}

Deno.test("reproduce and render make pixels of figures where these are asked for", () => {
  for (const command of ["reproduce", "render"]) {
    assertEquals(scaleOf(command), null);
    assertEquals(scaleOf(command, "--format=svg"), null);
    assertEquals(scaleOf(command, "--format=png"), 2);
    assertEquals(scaleOf(command, "--format=png", "--scale=4"), 4);
  }
});

Deno.test("a scale that does not fit, or fits nothing, is refused in a sentence", () => {
  const whole = "it is not a whole number from 1 to 4";
  const cases: [words: string[], says: string][] = [
    ...["0", "-1", "5", "1e9", "2.5", "2x", "Infinity"].map((
      scale,
    ): [string[], string] => [
      ["--format=png", "--scale", scale],
      `Cannot read --scale ${scale}: ${whole}`,
    ]),
    [["--scale="], "Cannot read --scale: its value is missing"],
    [["--format=gif"], "Cannot read --format gif: there are svg, png"],
    ...[["--scale=2"], ["--format=svg", "--scale=2"]].map((
      words,
    ): [string[], string] => [
      words,
      "Cannot read --scale 2: svg has no pixels; give --format png, too",
    ]),
  ];
  for (const [words, says] of cases) {
    const read = () => scaleOf("render", ...words);
    const error = assertThrows(read, CliError, says);
    assertEquals((error as CliError).exitCode, 2);
  }
  const train = () => scaleOf("train", "--format=png");
  assertThrows(train, CliError, "Cannot read --format: this command has no");
});

const table = (rows: number) =>
  ["header", ...Array.from({ length: rows }, (_, i) => `row ${i}`), ""]
    .join("\n");

Deno.test("tableExcerpt() keeps the header, the first rows and the last", () => {
  assertEquals(tableExcerpt(table(100)), {
    lines: [
      ...["header", "row 0", "row 1", "row 2", "row 3", "row 4", "…"],
      ...["row 95", "row 96", "row 97", "row 98", "row 99"],
    ],
    rows: 100,
    left: 90,
  });
});

Deno.test("tableExcerpt() keeps a short table whole", () => {
  for (const rows of [0, 1, 10]) {
    const { lines, left } = tableExcerpt(table(rows));
    assertEquals([lines.length, left], [1 + rows, 0]);
  }
  assertEquals(tableExcerpt(table(11)).left, 1);
});
