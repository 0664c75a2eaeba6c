import { stringify } from "@std/yaml";
import { plural } from "../../text/words.ts";
import { batchesOf } from "../batches_of.ts";
import { type Outline, shellLine } from "./outline.ts";

/** The most jobs of one matrix. */
const mostJobs = 256;

/** Seconds that short nodes may take together in one job, which takes as long to begin. */
const pack = 300;

/** Takes the sources of a commit: v6.0.2. */
export const checkout =
  "actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd";

/**
 * A workflow with a job for each level of the plan, whose matrix has the nodes. They share
 * results through a remote alone.
 *
 * @param deno the version of Deno that runs them
 */
export function githubText(
  { title, nodes, command }: Outline,
  deno: string,
): string {
  const levels = batchesOf(nodes, { pack, most: mostJobs, kindOf: () => [""] });
  const words = `${shellLine(command)} --remote "$REMOTE"`;
  const jobs = levels.map(({ jobs }, level) => [`level-${level + 1}`, {
    ...level > 0 && { needs: `level-${level}`, if: "${{ !cancelled() }}" },
    "runs-on": "ubuntu-latest",
    strategy: {
      "fail-fast": false,
      matrix: {
        include: jobs.map(({ nodes }) => ({ nodes: shellLine(nodes) })),
      },
    },
    steps: [
      { uses: checkout },
      { run: `npm install --global deno@${deno}` },
      { run: `${words} --remote-write --trust-remote \${{ matrix.nodes }}` },
    ],
  }]);
  const workflow = {
    name: title,
    on: "workflow_dispatch",
    permissions: { contents: "read" },
    env: { REMOTE: "${{ secrets.REMOTE }}" },
    jobs: Object.fromEntries(jobs),
  };
  return [
    `# ${title}: ${
      plural(nodes.length, "node")
    }, on machines that share no disk.`,
    "# The secret REMOTE is the URL of the remote where they meet. Afterwards, at home:",
    "# deno task reproduce --remote URL --trust-remote, with the same options.",
    stringify(workflow, { lineWidth: -1 }),
  ].join("\n");
}
