import { assert, assertEquals } from "@std/assert";
import { graphOf } from "../../pipeline/engine/graph/graph.ts";
import type { NodeSpec } from "../../pipeline/engine/graph/node_spec.ts";
import { withPriorities } from "../../pipeline/priorities.ts";

const node = (name: string, rule?: string): NodeSpec => ({
  name,
  stage: name.split("/")[0] as NodeSpec["stage"],
  entry: "",
  settings: rule ? { model: { rule } } : {},
  seed: 0,
  inputs: {},
  outputs: [],
  backend: null,
  resources: {},
});

const nodes = withPriorities([
  node("fetch/mnist"),
  node("initialise/first/seed-0"),
  node("initialise/second/seed-0"),
  node("train/first/BP/seed-0", "BP"),
  node("train/first/DI/seed-0", "DI"),
  node("train/second/SDI/seed-0", "SDI"),
  node("train/first+corrected/SDI/seed-0", "SDI"),
  node("aggregate/first"),
  node("render/figure-1"),
]);

const priority = (name: string) => graphOf(nodes).get(name)!.priority!;

Deno.test("withPriorities() begins with the models that take longest", () => {
  assert(priority("train/first/DI/seed-0") > priority("train/first/BP/seed-0"));
});

Deno.test("withPriorities() finishes an experiment before the next one is trained", () => {
  const later = priority("train/second/SDI/seed-0");
  assert(priority("train/first/BP/seed-0") > later);
  assert(priority("initialise/second/seed-0") > later);
  assert(priority("aggregate/first") > later);
  assert(priority("render/figure-1") > later);
});

Deno.test("withPriorities() leaves what has no start of its own for the end", () => {
  const last = priority("train/first+corrected/SDI/seed-0");
  assert(priority("train/second/SDI/seed-0") > last);
});

Deno.test("withPriorities() changes nothing else, and no order", () => {
  assertEquals(nodes.map(({ name }) => name)[3], "train/first/BP/seed-0");
  const { priority: _, ...rest } = nodes[3];
  assertEquals(rest, node("train/first/BP/seed-0", "BP"));
});
