import { assertEquals, assertThrows } from "@std/assert";
import {
  figureOptions,
  readConfigFile,
  withSaid,
} from "../../../../pipeline/engine/cli/config_file.ts";
import { readOptions } from "../../../../pipeline/engine/cli/option.ts";
import { optionsOf } from "../../../../pipeline/engine/cli/options.ts";
import { fromShell } from "../../../../pipeline/engine/files/shell_paths.ts";
import type { Origin } from "../../../../pipeline/engine/provenance/origin.ts";
import { CliError } from "../../../../pipeline/engine/text/errors.ts";
import { pipeline } from "../../../../pipeline/main.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";

const begin = "deno task config -o FILE writes a file to begin with";

const empty = `it is empty; ${begin}`;
const otherCode = "it is not UTF-8; save it as such";

const unreadable: [what: string, bytes: number[], why: string][] = [
  ["empty", [], empty],
  ["a byte order mark and blanks", [0xef, 0xbb, 0xbf, 0x20, 0x0d, 0x0a], empty],
  ["UTF-16", [0xff, 0xfe, 0x7b, 0, 0x7d, 0], otherCode],
  ["Latin-1", [0x22, 0xe9, 0x22], otherCode],
];

Deno.test("readConfigFile() refuses what is no text of UTF-8, in one sentence", async () => {
  await inTemporaryFolder(async (folder) => {
    const path = `${folder}/c.json`;
    const refusal = (path: string) => {
      const error = assertThrows(() => readConfigFile(path), CliError);
      assertEquals(error.exitCode, 2);
      return error.message;
    };
    for (const [what, bytes, why] of unreadable) {
      await Deno.writeFile(path, new Uint8Array(bytes));
      assertEquals(refusal(path), `Cannot read ${path}: ${why}`, what);
    }
    assertEquals(
      refusal(folder),
      `Cannot read ${folder}: it is a folder; ${begin}`,
    );
    assertEquals(
      refusal(`${folder}/none.json`),
      `Cannot read ${folder}/none.json: No such file or directory; ${begin}`,
    );
  });
});

Deno.test("readConfigFile() takes a byte order mark, and line ends of any kind", async () => {
  await inTemporaryFolder(async (folder) => {
    const path = `${folder}/c.json`;
    await Deno.writeTextFile(path, '\uFEFF{\r\n"seeds": "1"\r\n}\r\n');
    const { value, entries: [seeds] } = readConfigFile(path);
    assertEquals(value, { seeds: "1" });
    assertEquals(seeds.where, `${path}:2:1`);
  });
});

const given = (...words: string[]) => readOptions(words, optionsOf(pipeline));

Deno.test("options count more than a file, and a file more than what is usual", () => {
  const said = {
    ...{ profile: "paper", backend: "native", outputs: "out" },
    ...{ seeds: { "*": [1, 2], "mnist-*": [3] }, content: "c" },
  };
  const alone = withSaid(given(), said);
  assertEquals(
    [alone.profile, alone.backend, alone.outputs, alone.seeds],
    ["paper", "native", fromShell("out"), said.seeds],
  );
  assertEquals(alone.config?.content, "c");
  assertEquals(
    [...alone.given].sort(),
    ["backend", "outputs", "profile", "seeds"],
  );
  const over = withSaid(
    given("--profile=smoke", "--backend=cpu", "--outputs=o", "--seeds=m*=5"),
    said,
  );
  assertEquals(
    [over.profile, over.backend, over.outputs, over.seeds],
    ["smoke", "cpu", fromShell("o"), { ...said.seeds, "m*": [5] }],
  );
  assertEquals(withSaid(given("--seeds=7"), said).seeds, { "*": [7] });
  const none = { seeds: {}, content: null };
  assertEquals(withSaid(given(), none).seeds, { "*": [0] });
  assertEquals(withSaid(given("--seeds=m*=5"), none).seeds, {
    ...{ "*": [0], "m*": [5] },
  });
});

const origin: Origin = {
  node: "render/figure-4",
  shows: [
    {
      experiment: "linear-regression",
      profile: "smoke profile, eta 2",
      seeds: [1],
    },
    {
      experiment: "nonlinear-regression",
      profile: "smoke profile",
      seeds: [2, 3],
    },
  ],
  inputs: {},
  config: { backend: "native" },
};

Deno.test("figureOptions() has profile, seeds and configuration of a figure, unless they are given", () => {
  const { profile, seeds, backend, operands } = figureOptions(
    origin,
    "f.svg",
    given("f.svg"),
    pipeline,
  );
  assertEquals(
    [profile, backend, operands, seeds],
    [
      ...["smoke", "native", []],
      { "*": [0], "linear-regression": [1], "nonlinear-regression": [2, 3] },
    ],
  );
  const shown = (...lists: number[][]) => {
    const [a, b] = origin.shows;
    const shows = [{ ...a, seeds: lists[0] }, { ...b, seeds: lists[1] }];
    return figureOptions({ ...origin, shows }, "f.svg", given(), pipeline)
      .seeds;
  };
  assertEquals(shown([0, 1, 2], [0, 1, 2]), { "*": [0, 1, 2] });
  assertEquals(shown([0, 1, 2], [0]), {
    ...{ "*": [0], "linear-regression": [0, 1, 2] },
  });
  const words = ["--profile=paper", "--seeds=7", "--backend=cpu"];
  const other = figureOptions(origin, "f.svg", given(...words), pipeline);
  assertEquals(
    [other.profile, other.backend, other.seeds],
    ["paper", "cpu", { "*": [7] }],
  );
});

Deno.test("figureOptions() refuses seeds of an experiment that is not there, where the figure says them", () => {
  const [shown, other] = origin.shows;
  const shows = [{ ...shown, experiment: "linear" }, other];
  const { message } = assertThrows(
    () => figureOptions({ ...origin, shows }, "f.svg", given(), pipeline),
    CliError,
  );
  assertEquals(
    message.replace(/;.*/, ""),
    "Cannot read the metadata of f.svg:1:19: linear fits no experiment",
  );
});

Deno.test("figureOptions() says where a figure's configuration is of another time", () => {
  const config = { experiments: { "linear-regression": { eta: 1 } } };
  const { message } = assertThrows(
    () => figureOptions({ ...origin, config }, "f.svg", given(), pipeline),
    CliError,
  );
  assertEquals(
    message,
    "Cannot read the metadata of f.svg:1:38: eta is no key of linear-regression; there are settings, models, train, corrections",
  );
});
