// deno-lint-ignore-file no-console -- it is a program, which prints
/**
 * Runs all tests: those of `lib/` with no permission at all, the others with what the
 * pipeline itself has; files of single modules at once, whole runs one by one. Those that run the
 * smoke profile and do not mind what is stored already share SMOKE_STORE, or a store
 * that is removed at the end. Ends with what was skipped and why, the ten slowest files,
 * what failed, once more, and one line that counts.
 *
 * - `--arch`: the comparison with another processor goes on beside them, in what time
 *   they leave, and counts as one test more.
 * - `--stranger`: no more is on their PATH than a stranger's machine has. Then the
 *   libraries that no PATH can hide are installed, where they can be, and what was
 *   skipped runs with all that this machine has.
 */
import {
  type Counts,
  countsIn,
  failuresIn,
  secondsIn,
  type Skipped,
  skippedIn,
  wordsFor,
} from "./support/results.ts";
import { linkStrangersPrograms } from "./support/stranger.ts";

const flags = ["--arch", "--stranger"];
const filters = Deno.args.filter((word) => !flags.includes(word));
const [alsoArch, asStranger] = flags.map((flag) => Deno.args.includes(flag));

const pipeline = ["--allow-all"];
const suites = [
  {
    name: "lib",
    args: ["--parallel", "--no-prompt", "tests/lib"],
  },
  {
    name: "pipeline",
    args: [
      ...pipeline,
      "--parallel",
      "tests/imports_test.ts",
      "tests/pipeline",
      "tests/support",
    ],
  },
  { name: "the whole", args: [...pipeline, "tests/whole"] },
];

const ours = await Deno.makeTempDir({ prefix: "smoke " });
const SMOKE_STORE = Deno.env.get("SMOKE_STORE") ?? `${ours}/store`;

const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
const failures: string[] = [];
let skipped: Skipped[] = [];
const seconds = new Map<string, number>();

// its errors are kept with what it prints, which is shown when the others have ended
const otherProcessor = alsoArch
  ? run("sh", [
    "-c",
    'exec nice -n19 "$0" task --quiet test:arch --if-available 2>&1',
    Deno.execPath(),
  ])
  : undefined;

const environment: Record<string, string> = {};
if (asStranger) {
  environment.PATH = `${ours}/bin`;
  await Deno.mkdir(environment.PATH);
  linkStrangersPrograms(environment.PATH);
}
for (const { name, args } of suites) {
  const what = asStranger ? `${name}, as a stranger has it` : name;
  await test(what, [...args, ...filters], environment);
}

if (asStranger && skipped.length > 0) {
  const { text } = await run("sh", [".ci/install", "libraries"]);
  console.log(text);
  const again = wordsFor(skipped);
  counts.skipped -= skipped.length;
  skipped = [];
  // those of Slurm wait for it most of their time
  await test("what was skipped", [...pipeline, "--parallel", ...again]);
}

if (otherProcessor) {
  console.log("\n# tests of another processor: deno task test:arch");
  const { success, text } = await otherProcessor;
  console.log(text);
  const why = /^skipped: (.*)/m.exec(text)?.[1];
  if (!success) fail(failuresIn(text));
  else if (why === undefined) counts.passed += 1;
  else {
    counts.skipped += 1;
    skipped.push({ file: "", sentence: "test:arch", why });
  }
}

await Deno.remove(ours, { recursive: true });
if (skipped.length > 0) {
  console.log("\n# what was skipped");
  for (const { sentence, why } of skipped) console.log(`${sentence}: ${why}`);
}
console.log("\n# the slowest files");
for (const [file, time] of slowest(10)) {
  console.log(`${time.toFixed(1).padStart(6)} s  ${file}`);
}
if (failures.length > 0) {
  // a log is often kept, or shown, by its end alone
  console.log(`\n# what failed\n${failures.join("\n")}`);
}
console.log(
  `\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`,
);
Deno.exit(failures.length > 0 ? 1 : 0);

/** Runs `deno test`, and adds what came of it to what there is. */
async function test(
  name: string,
  args: string[],
  environment: Record<string, string> = {},
): Promise<void> {
  console.log(`\n# tests of ${name}: deno test ${args.join(" ")}`);
  const { success, text } = await run(
    Deno.execPath(),
    ["test", "--quiet", "--frozen", ...args],
    { environment, show: (piece) => Deno.stdout.write(piece) },
  );
  const found = countsIn(text);
  counts.passed += found.passed;
  counts.failed += found.failed;
  counts.skipped += found.skipped;
  if (found.failed > 0) failures.push(failuresIn(text));
  else if (!success) fail(failuresIn(text)); // it broke before it could count
  else if (found.passed + found.skipped === 0) fail(`no test of ${name} ran`);
  for (const [file, more] of secondsIn(text)) {
    seconds.set(file, (seconds.get(file) ?? 0) + more);
  }
  for (const each of skippedIn(text)) {
    skipped.push(each);
    if (!each.why) {
      fail(`${each.sentence}: it is skipped, and does not say why`);
    }
  }
}

function slowest(count: number): [string, number][] {
  return [...seconds].sort(([, a], [, b]) => b - a).slice(0, count);
}

function fail(why: string): void {
  counts.failed += 1;
  failures.push(why);
}

/** Everything that a program prints, and how it ends; `show` gets each piece as it comes. */
async function run(
  program: string,
  args: string[],
  { environment, show }: {
    environment?: Record<string, string>;
    show?: (piece: Uint8Array) => Promise<unknown>;
  } = {},
) {
  const { stdout, status } = new Deno.Command(program, {
    args,
    env: { SMOKE_STORE, ...environment },
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  let text = "";
  const decoder = new TextDecoder();
  for await (const piece of stdout) {
    text += decoder.decode(piece, { stream: true });
    await show?.(piece);
  }
  const { success } = await status;
  return { success, text };
}
