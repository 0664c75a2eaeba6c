import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { usualSeeds } from "../../pipeline/engine/text/seeds.ts";
import config from "../../deno.json" with { type: "json" };
import { commandsOf } from "../../pipeline/engine/cli/cli.ts";
import { pipeline } from "../../pipeline/main.ts";
import { projectFolder } from "../../pipeline/project.ts";
import type { ReportSettings } from "../../pipeline/report/inputs.ts";
import { sectionMarkup } from "../../pipeline/report/markup.ts";
import { provenanceSection } from "../../pipeline/report/provenance_section.ts";
import { commandLine } from "../support/command_line.ts";
import { inTemporaryFolder } from "../support/temporary_folder.ts";

const commands = commandsOf(pipeline);

const line = `dynamic-inversion ${config.version}\n`;

Deno.test("CITATION.cff has the version of deno.json", async () => {
  assertMatch(config.version, /^\d+\.\d+\.\d+$/);
  const citation = await Deno.readTextFile(`${projectFolder}/CITATION.cff`);
  const [, version] = /^version: (.*)$/m.exec(citation)!;
  assertEquals(version, config.version);
});

Deno.test("every command prints the version, and its help has it", async () => {
  const names = [...commands.map(({ name }) => name), "bench", "test:arch"];
  await Promise.all(names.map(async (name) => {
    assertEquals(await printed(name, "--version"), line, name);
    assertStringIncludes(await printed(name, "--help"), config.version);
  }));
  assertEquals((await commandLine("--version")).stdout, line);
  assert((await commandLine("--help")).stdout.startsWith(line));
});

Deno.test("records have the version", async () => {
  await inTemporaryFolder(async (folder) => {
    const { stdout, stderr } = await commandLine(
      ...["train", "linear-regression/BP", "--profile=smoke", "--log=json"],
      `--store=${folder}`,
    );
    const events = stdout.trim().split("\n").map((line) => JSON.parse(line));
    const ran = events.filter(({ type }) => type === "ran");
    assertEquals(ran.length, 2, stderr);
    for (const { record } of ran) {
      assertEquals(record.versions["dynamic-inversion"], config.version);
    }
  });
});

Deno.test("the page has the version, and no other node depends on it", () => {
  const nodes = pipeline.nodes({
    profile: "paper",
    seeds: usualSeeds,
    config: null,
    set: [],
    model: [],
    backend: "wasm",
    source: "/mnist",
  });
  const told = nodes.filter(({ settings }) =>
    JSON.stringify(settings).includes("dynamic-inversion")
  );
  assertEquals(told.map(({ name }) => name), ["report"]);
  const { text } = sectionMarkup(
    provenanceSection(
      told[0].settings as unknown as ReportSettings,
      { summaries: {}, origins: {} },
    ),
  );
  assertStringIncludes(
    text,
    `<dt>dynamic-inversion</dt><dd>${config.version}</dd>`,
  );
});

/** What a task of the project prints. */
async function printed(...words: string[]): Promise<string> {
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["task", "--quiet", ...words],
    cwd: projectFolder,
    env: { NO_COLOR: "1" },
  }).output();
  return new TextDecoder().decode(stdout);
}
