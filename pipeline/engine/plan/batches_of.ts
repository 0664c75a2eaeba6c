import type { Batch, Job, PlannedNode } from "./plan.ts";

/** What decides which nodes share a batch, and which a job. */
export interface Packing {
  /** seconds that nodes may take together to share a job, even if each of them is shorter */
  pack: number;
  /** the most jobs of a batch; nodes share them beyond `pack` where there are more */
  most?: number;
  /** the kind of a node, and whatever else the nodes of a batch have in common */
  kindOf?: (node: PlannedNode) => readonly [kind: string, ...more: string[]];
  /** what is asked for a node, which nodes of a batch have in common, too */
  askedOf?: (name: string) => string;
}

/**
 * Puts nodes into batches by their level, which is the longest way to them, and by their
 * kind; and packs the nodes of a batch into jobs. The longest node of a batch is what those
 * after it wait for anyway, so that shorter ones may share a job up to its time.
 *
 * @param nodes each after those that it needs
 */
export function batchesOf(
  nodes: readonly PlannedNode[],
  { pack, most = Infinity, kindOf = kindIn, askedOf = () => "" }: Packing,
): Batch[] {
  const levels = levelsOf(nodes);
  const levelOf = ({ name }: PlannedNode) => levels.get(name)!;
  const keyOf = (node: PlannedNode) =>
    JSON.stringify([levelOf(node), kindOf(node), askedOf(node.name)]);
  const groups = [...Map.groupBy(nodes, keyOf).values()]
    .toSorted(([a], [b]) => levelOf(a) - levelOf(b));
  const places = new Map(
    groups.flatMap((group, place) =>
      group.map(({ name }) => [name, place] as const)
    ),
  );
  return groups.map((group) => ({
    kind: kindOf(group[0])[0],
    jobs: jobsOf(group, { pack, most }),
    needs: [
      ...new Set(
        group.flatMap(({ needs }) => needs.map((name) => places.get(name)!)),
      ),
    ].toSorted((a, b) => a - b),
  }));
}

/**
 * Stage and experiment, `train/linear-regression` of `train/linear-regression/DI/seed-0`. Of
 * `render/figure-1` it is the stage, together with what the node needs, so that figures of
 * the same numbers may share a job, and no table waits for another experiment.
 */
function kindIn({ name, needs }: PlannedNode): [string, ...string[]] {
  const [stage, experiment, ...rest] = name.split("/");
  return rest.length > 0 ? [`${stage}/${experiment}`] : [stage, ...needs];
}

/** How many nodes stand in the longest row from each node to one that needs none. */
function levelsOf(nodes: readonly PlannedNode[]): Map<string, number> {
  const levels = new Map<string, number>();
  for (const { name, needs } of nodes) {
    const level = needs.reduce(
      (most, need) => Math.max(most, levels.get(need)! + 1),
      0,
    );
    levels.set(name, level);
  }
  return levels;
}

/** Nodes that share a job, while it is being filled. */
interface Bin {
  nodes: string[];
  seconds: number | null;
}

/** The longest nodes first, each into the first job that has room for it; those of unknown time first of all, and alone. */
function jobsOf(
  nodes: readonly PlannedNode[],
  { pack, most }: { pack: number; most: number },
): Job[] {
  const lengthOf = ({ seconds }: PlannedNode) => seconds ?? Infinity;
  const sorted = nodes.toSorted((a, b) => {
    const [longer, shorter] = [lengthOf(b), lengthOf(a)];
    return longer === shorter ? 0 : longer - shorter;
  });
  const known = nodes.map(({ seconds }) => seconds ?? 0);
  const room = known.reduce((most, one) => Math.max(most, one), pack);
  const bins: Bin[] = [];
  for (const { name, seconds } of sorted) {
    const bin = seconds === null
      ? undefined
      : bins.find((bin) =>
        bin.seconds !== null && bin.seconds + seconds <= room
      );
    if (!bin) bins.push({ nodes: [name], seconds });
    else {
      bin.nodes.push(name);
      bin.seconds! += seconds!;
    }
  }
  return bins.length <= most ? bins : shared(sorted, most);
}

/** As many jobs as there may be: each node into that which is the shortest so far; one of unknown time counts as the mean of the others. */
function shared(sorted: readonly PlannedNode[], most: number): Job[] {
  const known = sorted.flatMap(({ seconds }) => seconds ?? []);
  const mean = known.reduce((sum, one) => sum + one, 0) / known.length || 1;
  const bins = Array.from({ length: most }, () => ({
    nodes: [] as string[],
    seconds: null as number | null,
    length: 0,
  }));
  for (const { name, seconds } of sorted) {
    const bin = bins.reduce((a, b) => b.length < a.length ? b : a);
    bin.nodes.push(name);
    bin.length += seconds ?? mean;
    if (seconds !== null) bin.seconds = (bin.seconds ?? 0) + seconds;
  }
  return bins.map(({ nodes, seconds }) => ({ nodes, seconds }));
}
