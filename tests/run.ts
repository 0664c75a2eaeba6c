/**
 * Runs both halves of the tests: those of `lib/` with no permission at all, some at a
 * time, the others one by one, with what the pipeline itself has. Those that run the
 * smoke profile and do not mind what is stored already share SMOKE_STORE, or a store
 * that is removed at the end. With `--arch`, the comparison with another processor
 * goes on beside them, in what time they leave, and counts as one test more. Ends with
 * what failed, once more, and one line that counts.
 */
import { stripAnsiCode } from "@std/fmt/colors";

const filters = Deno.args.filter((word) => word !== "--arch");
const alsoArch = filters.length < Deno.args.length;

const suites = [
  { name: "lib", args: ["--parallel", "--no-prompt", "tests/lib"] },
  { name: "pipeline", args: ["--allow-all", "tests/pipeline"] },
];

const ours = await Deno.makeTempDir({ prefix: "smoke " });
const SMOKE_STORE = Deno.env.get("SMOKE_STORE") ?? `${ours}/store`;

const counts = { passed: 0, failed: 0, skipped: 0 };
const failures: string[] = [];
let broken = false;

// its errors are kept with what it prints, which is shown when the others have ended
const otherProcessor = alsoArch
  ? run("sh", [
    "-c",
    'exec nice -n19 "$0" task --quiet test:arch --if-available 2>&1',
    Deno.execPath(),
  ])
  : undefined;

for (const { name, args } of suites) {
  console.log(`\n# tests of ${name}: deno test ${args.join(" ")}`);
  const words = ["test", "--quiet", "--frozen", ...args, ...filters];
  const { success, text } = await run(
    Deno.execPath(),
    words,
    (piece) => Deno.stdout.write(piece),
  );
  const summary = count(text);
  counts.passed += summary.passed;
  counts.failed += summary.failed;
  counts.skipped += summary.skipped;
  // A suite that broke before it could count, or counted nothing, has failed.
  if (!success || summary.passed === 0) broken = true;
  if (!success && summary.failed === 0) counts.failed += 1;
  if (!success) failures.push(failuresIn(text));
}

if (otherProcessor) {
  console.log("\n# tests of another processor: deno task test:arch");
  const { success, text } = await otherProcessor;
  console.log(text);
  broken ||= !success;
  if (!success) {
    counts.failed += 1;
    failures.push(failuresIn(text));
  } else if (/^skipped: /m.test(text)) counts.skipped += 1;
  else counts.passed += 1;
}

await Deno.remove(ours, { recursive: true });
if (failures.length > 0) {
  // a log is often kept, or shown, by its end alone
  console.log(`\n# what failed\n${failures.join("\n")}`);
}
console.log(
  `\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`,
);
Deno.exit(broken ? 1 : 0);

/** Everything that a program prints, and how it ends; `show` gets each piece as it comes. */
async function run(
  program: string,
  args: string[],
  show?: (piece: Uint8Array) => Promise<unknown>,
) {
  const { stdout, status } = new Deno.Command(program, {
    args,
    env: { SMOKE_STORE },
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

/** What Deno says of the tests that failed, the errors, then the names; of another program, its last words. */
function failuresIn(text: string): string {
  const lines: string[] = stripAnsiCode(text).split("\n");
  const heading = lines.lastIndexOf(" ERRORS ");
  const about = heading < 0 ? lines.slice(-20) : lines.slice(heading + 1);
  return about.filter((line) => !line.includes("(ext:cli/")).join("\n").trim();
}

/** Reads the last line of a run: `ok | 12 passed (3 steps) | 0 failed | 1 ignored (2s)`. */
function count(text: string) {
  const line = stripAnsiCode(text).match(/^(ok|FAILED) \| .*$/gm)?.at(-1) ??
    "";
  const number = (word: string) =>
    Number(new RegExp(`(\\d+) ${word}`).exec(line)?.[1] ?? 0);
  return {
    passed: number("passed"),
    failed: number("failed"),
    skipped: number("ignored"),
  };
}
