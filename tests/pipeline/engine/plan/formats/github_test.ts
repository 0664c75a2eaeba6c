import { assertEquals } from "@std/assert";
import { parse } from "@std/yaml";
import { githubText } from "../../../../../pipeline/engine/plan/formats/github.ts";
import { outlineOf } from "./outline_of.ts";

/** A job of the workflow. */
interface Level {
  needs?: string;
  if?: string;
  strategy: { matrix: { include: { nodes: string }[] } };
  steps: { run?: string }[];
}

Deno.test("githubText() has a job for each level, of at most 256 that share its nodes", () => {
  const starts = Array.from({ length: 300 }, (_, i) => `start/x/seed-${i}`);
  const nodes: Record<string, string[]> = Object.fromEntries(
    starts.map((name) => [name, []]),
  );
  nodes["end/it's"] = starts;
  const short = outlineOf(nodes);
  const outline = {
    ...short,
    nodes: short.nodes.map((node) => ({ ...node, seconds: 300 })),
  };
  const { jobs } = parse(githubText(outline, "2.0.0")) as {
    jobs: Record<string, Level>;
  };
  assertEquals(Object.keys(jobs), ["level-1", "level-2"]);
  const [first, last] = Object.values(jobs);
  const matrix = first.strategy.matrix.include;
  assertEquals(matrix.length, 256);
  const named = matrix.flatMap(({ nodes }) => nodes.split(" "));
  assertEquals(named.toSorted(), starts.toSorted());
  assertEquals([first.needs, first.if], [undefined, undefined]);
  assertEquals([last.needs, last.if], ["level-1", "${{ !cancelled() }}"]);
  assertEquals(last.strategy.matrix.include, [{ nodes: "'end/it'\\''s'" }]);
  assertEquals(last.steps.map(({ run }) => run).slice(1), [
    "npm install --global deno@2.0.0",
    `echo node '--set=a b' --remote "$REMOTE" --remote-write --trust-remote \${{ matrix.nodes }}`,
  ]);
});
