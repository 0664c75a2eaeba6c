/** Where boxes and arrows go: the one door to dagre. */
import {
  type EdgeLabel,
  Graph,
  type GraphLabel,
  layout,
  type NodeLabel,
} from "@dagrejs/dagre";

export interface Point {
  x: number;
  y: number;
}

export interface Size {
  width: number;
  height: number;
}

/** Boxes by the middle of each; arrows by points, from the right side of a box to the left of another. */
export interface Placement {
  width: number;
  height: number;
  middles: Map<string, Point>;
  arrows: Point[][];
}

/** Places boxes of given sizes in columns from left to right, each to the right of what it needs. */
export function place(
  sizes: ReadonlyMap<string, Size>,
  arrows: readonly (readonly [string, string])[],
): Placement {
  const graph = new Graph<GraphLabel, NodeLabel, EdgeLabel>();
  graph.setGraph({ rankdir: "LR", nodesep: 10, ranksep: 60, edgesep: 8 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const [name, size] of sizes) graph.setNode(name, { ...size });
  for (const [from, to] of arrows) graph.setEdge(from, to);
  layout(graph);
  const { width, height } = graph.graph() as Size;
  const middles = new Map([...sizes.keys()].map((name) => {
    const { x, y } = graph.node(name) as Point;
    return [name, { x, y }];
  }));
  const side = (name: string, toward: 1 | -1) => {
    const { x, y } = middles.get(name)!;
    return { x: x + toward * sizes.get(name)!.width / 2, y };
  };
  return {
    width,
    height,
    middles,
    arrows: arrows.map(([from, to]) => [
      side(from, 1),
      ...passed(graph.edge(from, to).points!),
      side(to, -1),
    ]),
  };
}

/** Where an arrow passes other columns: dagre's ends point at the boxes' middles, and every other point lies between columns. */
function passed(points: readonly Point[]): Point[] {
  return points.slice(1, -1).filter((_, i) => i % 2 === 1);
}
