import type { NodeSpec } from "./node_spec.ts";

/** Nodes by name, each after those it needs. */
export type Graph = ReadonlyMap<string, NodeSpec>;

/**
 * Puts nodes in an order in which each follows what it needs.
 *
 * @throws {RangeError} naming the nodes, if a name stands twice, an input is
 * nobody's output, or nodes need each other in a circle.
 */
export function graphOf(nodes: NodeSpec[]): Graph {
  const byName = new Map<string, NodeSpec>();
  for (const node of nodes) {
    if (byName.has(node.name)) {
      throw new RangeError(`Cannot build the graph: ${node.name} stands twice`);
    }
    byName.set(node.name, node);
  }

  const ordered = new Map<string, NodeSpec>();
  for (const goal of nodes) addWithNeeds(ordered, goal, byName);
  return ordered;
}

/** Adds a node after all that it needs; by a path of its own, since calls as deep as a graph may overflow the stack. */
function addWithNeeds(
  ordered: Map<string, NodeSpec>,
  goal: NodeSpec,
  byName: Map<string, NodeSpec>,
): void {
  const path = new Map<string, Iterator<NodeSpec>>();
  const waiting: NodeSpec[] = [];
  const enter = (node: NodeSpec) => {
    if (ordered.has(node.name)) return;
    if (path.has(node.name)) {
      const names = [...path.keys()];
      const circle = [...names.slice(names.indexOf(node.name)), node.name];
      throw new RangeError(
        `Cannot build the graph: ${circle.join(" → ")} is a cycle`,
      );
    }
    path.set(node.name, sourcesOf(node, byName));
    waiting.push(node);
  };
  enter(goal);
  while (waiting.length > 0) {
    const node = waiting.at(-1)!;
    const need = path.get(node.name)!.next();
    if (!need.done) enter(need.value);
    else {
      waiting.pop();
      path.delete(node.name);
      ordered.set(node.name, node);
    }
  }
}

/** The nodes whose outputs a node reads, one by one. */
function* sourcesOf(node: NodeSpec, byName: Map<string, NodeSpec>) {
  for (const source of Object.values(node.inputs)) {
    yield requireOutput(byName, node, source);
  }
}

function requireOutput(
  byName: Map<string, NodeSpec>,
  reader: NodeSpec,
  { node: name, output }: { node: string; output: string },
): NodeSpec {
  const source = byName.get(name);
  if (!source) {
    throw new RangeError(
      `Cannot build the graph: ${reader.name} needs ${name}, which is unknown`,
    );
  }
  if (!source.outputs.includes(output)) {
    throw new RangeError(
      `Cannot build the graph: ${reader.name} needs ${output} of ${name}, which does not make it`,
    );
  }
  return source;
}

/** The names of the nodes that a node needs directly, each once. */
export function needsOf(node: NodeSpec): string[] {
  return [...new Set(Object.values(node.inputs).map(({ node }) => node))];
}

/** A node that does without what some others make. */
export function withoutNeeds(
  node: NodeSpec,
  lost: readonly string[],
): NodeSpec {
  const inputs = Object.entries(node.inputs)
    .filter(([, source]) => !lost.includes(source.node));
  return { ...node, inputs: Object.fromEntries(inputs) };
}

/** The goals and everything they need, in the graph's order. */
export function closureOf(graph: Graph, goals: Iterable<string>): Graph {
  const wanted = new Set<string>(goals);
  const reversed = [...graph.values()].reverse();
  for (const node of reversed) {
    if (wanted.has(node.name)) {
      needsOf(node).forEach((name) => wanted.add(name));
    }
  }
  return new Map([...graph].filter(([name]) => wanted.has(name)));
}
