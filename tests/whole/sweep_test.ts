import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { parse } from "@std/csv";
import { TextLineStream } from "@std/streams/text-line-stream";
import { commandLine, commandOf } from "../support/command_line.ts";
import { inTemporaryFolder } from "../support/temporary_folder.ts";
import { elementsOf } from "../support/well_formed.ts";

const experiment = "linear-regression";
const sweepOf = (eta: string) => [
  ...["sweep", experiment, `--grid=eta=${eta}`, "--grid=leak=0,0.01"],
  ...["--models=BP,DI", "--profile=smoke"],
];

/** The trainings of a sweep of two etas: BP, which reads no leak, has two of them. */
const trainings = [
  ...["BP/eta=0.02", "BP", "DI/eta=0.02,leak=0", "DI/eta=0.02"],
  ...["DI", "DI/leak=0"],
].map((point) => `train/${experiment}/${point}/seed-0`).sort();

interface Event {
  type: string;
  node: string;
}

/** The trainings among events of a kind, in the order of their names. */
function trained(events: readonly Event[], type: string): string[] {
  return events.filter((event) => event.type === type)
    .map(({ node }) => node)
    .filter((node) => node.startsWith("train/")).sort();
}

Deno.test("a sweep that is killed goes on, one that has more runs that alone, and its usual points are those of any run", async () => {
  await inTemporaryFolder(async (folder) => {
    const places = [`--store=${folder}/store`, `--outputs=${folder}/outputs`];
    const run = async (words: readonly string[]) => {
      const result = await commandLine(...words, ...places, "--log=json");
      assertEquals(result.code, 0, result.stderr);
      return result.stdout.trim().split("\n")
        .map((line): Event => JSON.parse(line));
    };
    const two = sweepOf("0.01,0.02");

    const dry = await commandLine(...two, ...places, "--dry-run");
    assertStringIncludes(
      dry.stdout,
      "2 of 12 nodes would run, and 10 more may",
    );

    // killed as soon as a training is done
    await using killed = commandOf(
      ...[...two, ...places, "--log=json", "--jobs=1"],
    ).spawn();
    const before: Event[] = [];
    const lines = killed.stdout.pipeThrough(new TextDecoderStream())
      .pipeThrough<string>(new TextLineStream());
    for await (const line of lines) {
      before.push(JSON.parse(line));
      if (trained(before, "ran").length === 1) break;
    }
    killed.kill("SIGKILL");
    await killed.status;

    const rest = await run(two);
    const [done] = trained(before, "ran");
    assertEquals(
      trained(rest, "ran"),
      trainings.filter((node) => node !== done),
    );
    assertEquals(trained(rest, "fresh"), [done]);

    assertEquals(trained(await run(two), "ran"), []);

    const more = await run(sweepOf("0.01,0.02,0.03"));
    assertEquals(
      trained(more, "ran"),
      ["BP/eta=0.03", "DI/eta=0.03,leak=0", "DI/eta=0.03"]
        .map((point) => `train/${experiment}/${point}/seed-0`).sort(),
    );

    const drawn = await run([...sweepOf("0.01,0.02,0.03"), "--format=png"]);
    assertEquals(
      drawn.filter(({ type }) => type === "ran").map(({ node }) => node).sort(),
      ["-best", ""].map((part) => `render/sweep-${experiment}${part}/png`),
    );

    const usual = await run(["train", `${experiment}/DI`, "--profile=smoke"]);
    assertEquals(trained(usual, "ran"), []);
    assertEquals(trained(usual, "fresh"), [`train/${experiment}/DI/seed-0`]);

    const outputs = `${folder}/outputs`;
    const table = parse(
      await Deno.readTextFile(`${outputs}/tables/sweep-${experiment}.csv`),
    ) as string[][];
    const ends = table.filter((row) => row.includes("error_left"))
      .map(([, model, eta, leak]) => `${model} ${eta} ${leak}`);
    assertEquals(ends, [
      ...["BP 0.01 ", "BP 0.02 ", "BP 0.03 "],
      ...["DI 0.01 0", "DI 0.01 0.01", "DI 0.02 0", "DI 0.02 0.01"],
      ...["DI 0.03 0", "DI 0.03 0.01"],
    ]);
    for (const name of [`sweep-${experiment}`, `sweep-${experiment}-best`]) {
      const svg = `${outputs}/figures/${name}.svg`;
      elementsOf((await Deno.readTextFile(svg)).trim());
      const trace = await commandLine("trace", svg, places[0]);
      assertStringIncludes(trace.stdout, "is what this repository makes");
    }
    const page = await Deno.readTextFile(`${outputs}/sweep-${experiment}.html`);
    assert(page.includes("these are 9 trainings"), page);
  });
});
