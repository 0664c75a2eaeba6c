/** A pipeline of a test's own: four walks, and what joins their ends. */
import type { Source } from "./small_pipeline.ts";

/** Steps of each walk. */
const walks = { long: 1000, killed: 900, late: 5, later: 6 };

/** What makes walks slow, with their names: a tenth of a second a step, unless they go on from a checkpoint. */
export const slowly = (...names: string[]) => ({ SLOWLY: names.join() });

/** The least that a slow walk takes from its beginning. */
export const slowSeconds = (name: keyof typeof walks) => walks[name] / 10;

export const walkSources: readonly Source[] = [{
  file: "main.ts",
  code: `
import { cli } from "./engine/cli/cli.ts";

const slow = (Deno.env.get("SLOWLY") ?? "").split(",");
const node = (stage, name, settings, inputs = {}) => ({
  ...{ name: \`\${stage}/\${name}\`, stage, entry: \`\${stage}.ts\`, seed: null },
  ...{ inputs, outputs: ["end"], shown: {} },
  ...{ settings, backend: null },
  resources: slow.includes(name) ? { pace: "slow" } : {},
});
const walks = ${JSON.stringify(walks)};
const ends = Object.fromEntries(Object.keys(walks)
  .map((name) => [name, { node: \`walk/\${name}\`, output: "end" }]));

Deno.exit(await cli({
  project: { name: "walks", version: "1.0.0", folder: import.meta.dirname },
  stages: ["walk", "join"].map((name) => ({ name, summary: name })),
  profiles: ["usual"],
  defaultProfile: "usual",
  nodes: () => [
    ...Object.entries(walks).map(([name, steps]) => node("walk", name, { steps })),
    node("join", "all", {}, ends),
  ],
}, Deno.args));
`,
}, {
  file: "walk.ts",
  code: `
import { runNode } from "./engine/sandbox/node.ts";

await runNode(async (
  { settings: { steps }, resources: { pace }, write, progress, pause, loadCheckpoint },
) => {
  const kept = await loadCheckpoint();
  let { step, at } = kept ? JSON.parse(new TextDecoder().decode(kept)) : { step: 0, at: 1 };
  while (step < steps) {
    if (pace && !kept) await new Promise((resume) => setTimeout(resume, 100));
    at = (at * 1664525 + 1013904223) % 2 ** 32;
    progress(++step, steps, "step");
    await pause(() => new TextEncoder().encode(JSON.stringify({ step, at })));
  }
  write("end", String(at));
});
`,
}, {
  file: "join.ts",
  code: `
import { runNode } from "./engine/sandbox/node.ts";

await runNode(({ inputs, read, write }) => {
  write("end", inputs.map((name) => new TextDecoder().decode(read(name))).join());
});
`,
}];
