import { assertEquals, assertThrows } from "@std/assert";
import { readSlurmFile } from "../../../../pipeline/engine/cli/slurm_file.ts";
import { asksOf } from "../../../../pipeline/engine/slurm/settings.ts";
import { CliError } from "../../../../pipeline/engine/text/errors.ts";
import { readLocated } from "../../../../pipeline/engine/text/located_json.ts";

const read = (text: string) => readSlurmFile(readLocated(text, "s.json"));

Deno.test("readSlurmFile() has what a file says over what is usual, later patterns over earlier ones", () => {
  const settings = read(`{
    "margin": 3,
    "pack": "5m",
    "nodes": {
      "train": { "partition": "long", "memory": "4GB", "cpus": 2 },
      "train/mnist-*": { "time": "2d", "partition": "longest" },
    }, // and no more
  }`);
  const { margin, pack, patience } = settings;
  assertEquals({ margin, pack, patience }, {
    margin: 3,
    pack: 300,
    patience: 60,
  });
  const day = 24 * 60 * 60;
  assertEquals(asksOf(settings, "render/f1"), { time: day / 6 });
  assertEquals(settings.nodes.at(-1)![2], "s.json:6:7");
  assertEquals(asksOf(settings, "train/mnist-dense/BP/seed-0"), {
    ...{ partition: "longest", memory: 4e9, cpus: 2, time: 2 * day },
  });
});

const faults: [text: string, what: string][] = [
  ["[]", "1:1: what Slurm is asked for is an empty list; write an object, {…}"],
  ['{"margin": 0.5}', "1:12: margin is the number 0.5; write a number from 1"],
  [
    '{\n"pack": 60}',
    '2:9: pack is the number 60; write a time such as "60s", "10m" or "1h"',
  ],
  [
    '{"nodes": {\n"train": {"mem": "4GB"}}}',
    "2:11: mem is no key of what is asked for train; did you mean memory?",
  ],
  [
    '{"nodes": {"train": {"memory": "4"}}}',
    '1:32: memory of train is the text "4"; write a size such as "4GB" or "500MB"',
  ],
  [
    '{"nodes": {"train": {"cpus": 1.5}}}',
    "1:30: cpus of train is the number 1.5; write a whole number from 1",
  ],
  [
    '{"nodes": {"*": {"more": ["qos"]}}}',
    '1:26: more of * is a list; write a list of options of sbatch such as ["--qos=low"]',
  ],
  [
    '{"nodes": {"*": {"more": ["--qos=low", "--array=0-9"]}}}',
    '1:40: --array=0-9 of more of * is for the engine to say; limit how many jobs run at once by "atOnce"',
  ],
  [
    '{"nodes": {"*": {"time": "90s"}}}',
    '1:26: time of * is the text "90s"; write a time of at least two minutes such as "90m", "4h" or "2d"',
  ],
  [
    '{"nodes": {"*": {"atOnce": 0}}}',
    "1:28: atOnce of * is the number 0; write a whole number from 1",
  ],
];

Deno.test("readSlurmFile() names the key, the line and what is to be written of what it cannot use", () => {
  for (const [text, what] of faults) {
    const { message } = assertThrows(() => read(text), CliError);
    assertEquals(message, `Cannot read s.json:${what}`);
  }
});
