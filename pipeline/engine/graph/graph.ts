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
  const open = new Set<string>(); // the nodes from a goal to the one at hand
  // a list of its own, since calls as deep as a graph may overflow the stack
  const stack = nodes.toReversed();
  for (let node = stack.at(-1); node; node = stack.at(-1)) {
    const needs = ordered.has(node.name) ? [] : sourcesOf(node, byName)
      .filter(({ name }) => !ordered.has(name));
    if (needs.length === 0) {
      stack.pop();
      open.delete(node.name);
      ordered.set(node.name, node);
      continue;
    }
    open.add(node.name);
    const again = needs.find(({ name }) => open.has(name));
    if (again) {
      const names = [...open, again.name];
      const circle = names.slice(names.indexOf(again.name)).join(" → ");
      throw new RangeError(`Cannot build the graph: ${circle} is a cycle`);
    }
    for (const need of needs.reverse()) stack.push(need);
  }
  return ordered;
}

/** The nodes whose outputs a node reads. */
function sourcesOf(node: NodeSpec, byName: Map<string, NodeSpec>): NodeSpec[] {
  return Object.values(node.inputs).map(({ node: name, output }) => {
    const source = byName.get(name);
    if (source?.outputs.includes(output)) return source;
    throw new RangeError(
      `Cannot build the graph: ${node.name} needs ${output} of ${name}, which is not there`,
    );
  });
}

/** The names of the nodes that a node needs directly, each once. */
export function needsOf(node: NodeSpec): string[] {
  return [...new Set(Object.values(node.inputs).map(({ node }) => node))];
}

/** The goals and everything they need, in the graph's order. */
export function closureOf(graph: Graph, goals: Iterable<string>): Graph {
  const wanted = new Set(goals);
  for (const node of [...graph.values()].reverse()) {
    if (!wanted.has(node.name)) continue;
    for (const name of needsOf(node)) wanted.add(name);
  }
  return new Map([...graph].filter(([name]) => wanted.has(name)));
}
