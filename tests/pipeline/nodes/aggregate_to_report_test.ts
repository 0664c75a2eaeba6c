/** The nodes from aggregation to the report, each run as the engine runs it: in its sandbox. */
import { assert, assertEquals } from "@std/assert";
import { aboutFigure } from "../../../pipeline/figures/catalogue.ts";
import { figure3a, figure3c } from "../../../pipeline/figures/figure_3.ts";
import { projectFolder } from "../../../pipeline/project.ts";
import { elementsOf } from "../../support/well_formed.ts";
import { traceInputs } from "./traces.ts";

/** Runs one node with no more permissions than its inputs and its outputs. */
async function runNode(
  entry: string,
  { settings, inputs, outputs }: {
    settings: unknown;
    inputs: Record<string, string>;
    outputs: string;
  },
): Promise<{ success: boolean; stdout: string }> {
  Deno.mkdirSync(outputs, { recursive: true });
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--no-prompt",
      "--frozen",
      `--allow-read=${[...Object.values(inputs), outputs].join(",")}`,
      `--allow-write=${outputs}`,
      `${projectFolder}/pipeline/nodes/${entry}`,
    ],
    cwd: outputs,
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const request = {
    name: "test",
    settings,
    seed: null,
    inputs,
    resources: {},
  };
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(JSON.stringify(request)));
  await writer.close();
  const { success, stdout } = await child.output();
  return { success, stdout: new TextDecoder().decode(stdout) };
}

function writeInputs(
  folder: string,
  contents: Record<string, Uint8Array | string>,
): Record<string, string> {
  const paths: Record<string, string> = {};
  for (const [name, content] of Object.entries(contents)) {
    paths[name] = `${folder}/${name}`;
    Deno.mkdirSync(paths[name].replace(/\/[^/]*$/, ""), { recursive: true });
    if (typeof content === "string") {
      Deno.writeTextFileSync(paths[name], content);
    } else Deno.writeFileSync(paths[name], content);
  }
  return paths;
}

Deno.test("aggregate, render and report need only their inputs and their folder", async () => {
  const folder = Deno.makeTempDirSync();
  try {
    const traces = {
      ...traceInputs("BP", 0, { metrics: { error: [4, 2, 1] } }),
      ...traceInputs("DI", 0, { metrics: { error: [4, 1, .1] } }),
    };
    const aggregated = await runNode("aggregate.ts", {
      settings: {
        experiment: "linear-regression",
        models: ["BP", "DI"],
        seeds: [0],
        label: "test profile",
        settings: { iterations: 3 },
      },
      inputs: writeInputs(`${folder}/in`, traces),
      outputs: `${folder}/aggregate`,
    });
    assert(aggregated.success);

    const results = {
      "linear-regression/curves.npz": `${folder}/aggregate/curves.npz`,
      "linear-regression/readings.json": `${folder}/aggregate/readings.json`,
      "linear-regression/statistics.json":
        `${folder}/aggregate/statistics.json`,
      "linear-regression/summary.json": `${folder}/aggregate/summary.json`,
    };
    const rendered = await runNode("render.ts", {
      settings: figure3a,
      inputs: results,
      outputs: `${folder}/render`,
    });
    assert(rendered.success);

    const missing = await runNode("render.ts", {
      settings: figure3c,
      inputs: results,
      outputs: `${folder}/missing`,
    });
    assertEquals(missing.success, false);
    assertEquals(JSON.parse(missing.stdout), {
      type: "failure",
      message:
        "Cannot draw figure-3c: no model of linear-regression measured spectral_abscissa_1",
    });

    const reported = await runNode("report.ts", {
      settings: {
        label: "test profile",
        profile: "test",
        seeds: [0],
        figures: [aboutFigure(figure3a)],
        experiments: [{
          name: "linear-regression",
          title: "Linear regression",
          label: "test profile",
        }],
        models: [],
        versions: { project: "1.0.0" },
        again: {},
      },
      inputs: {
        ...writeInputs(`${folder}/in`, { "script.js": "" }),
        "figure-3a.svg": `${folder}/render/figure-3a.svg`,
        ...results,
      },
      outputs: `${folder}/report`,
    });
    assert(reported.success);
    const elements = elementsOf(
      Deno.readTextFileSync(`${folder}/report/index.html`).trim(),
    );
    assert(elements.some(({ name }) => name === "svg"));
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
});
