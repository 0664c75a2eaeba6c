import type { RunEvent } from "../../../../pipeline/engine/run/work.ts";
import { examine } from "../../../../pipeline/engine/run/examine.ts";
import { graphOf } from "../../../../pipeline/engine/graph/graph.ts";
import { keyMaker } from "../../../../pipeline/engine/graph/keys.ts";
import type { NodeSpec } from "../../../../pipeline/engine/graph/node_spec.ts";
import { runGraph } from "../../../../pipeline/engine/run/run.ts";
import type {
  RunEffects,
  RunOptions,
} from "../../../../pipeline/engine/run/run_options.ts";
import { Historian } from "../../../../pipeline/engine/run/history.ts";
import type { Execution } from "../../../../pipeline/engine/sandbox/executor.ts";
import type { Exchange } from "../../../../pipeline/engine/remote/exchange.ts";
import { Store } from "../../../../pipeline/engine/store/store.ts";
import { nodeOf } from "../node_of.ts";

/** What a node does in a test: by default it joins its inputs and its settings. */
export type Work = (execution: Execution) => Promise<void> | void;

export async function join(
  { node, inputs, outputs }: Execution,
): Promise<void> {
  const texts = await Promise.all(
    Object.keys(node.inputs).map((name) =>
      Deno.readTextFile(`${inputs}/${name}`)
    ),
  );
  const text = [...texts, JSON.stringify(node.settings)].join("+");
  await Deno.writeTextFile(`${outputs}/out`, text);
}

/** What a run in a rig may be told, beside its options. */
type Rigged = Partial<RunOptions> & Partial<Omit<RunEffects, "remote">> & {
  code?: string;
  /** a remote to deal with, given the run's own store */
  remote?: (store: Store) => Exchange;
  /** hears each line as it is told, so that work can wait for one */
  hear?: (line: string) => void;
};

/** Makes keys of nodes whose programs are all of one code. */
export const keysOf = (code = "1") =>
  keyMaker({
    of: ({ entry }) => ({ [entry]: code }),
    editedSince: () => undefined,
  }, "15");

/** Runs of nodes that all have one program, in a store of their own, told as lists of short lines. */
export function rig(folder: string, work: Work = join) {
  return async (
    nodes: NodeSpec[],
    { code = "1", remote: open, hear, ...options }: Rigged = {},
  ) => {
    const store = options.store ?? await Store.open(folder);
    const world = {
      store,
      keys: keysOf(code),
      history: new Historian(store),
    };
    const graph = graphOf(nodes);
    const standings = await examine(graph, world);
    const told: string[] = [];
    const remote = open?.(store);
    const results = await runGraph(graph, {
      force: new Set(),
      jobs: 2,
      keepGoing: false,
      strict: false,
      readThrough: false,
      signal: new AbortController().signal,
      ...options,
    }, {
      ...world,
      remote,
      async execute(execution) {
        try {
          await work(execution);
          return { ok: true };
        } catch (error) {
          return { ok: false, message: (error as Error).message };
        }
      },
      emit(event) {
        const line = tell(event);
        told.push(line);
        hear?.(line);
      },
      editedSince: () => undefined,
      circumstances: () => ({
        finished: new Date(0).toISOString(),
        machine: { os: "linux", arch: "x86_64", cores: 2 },
        versions: {},
        commit: null,
      }),
      ...options,
    });
    const tally = await remote?.finish();
    return { told, results, store, standings, tally };
  };
}

function tell(event: RunEvent): string {
  const { name } = event.node;
  switch (event.type) {
    case "started":
      return `${name} started: ${event.reason}`;
    case "ran":
      return event.note ? `${name} ran: ${event.note}` : `${name} ran`;
    case "failed":
      return `${name} failed: ${event.message}`;
    case "skipped":
      return `${name} skipped: ${event.because}`;
    case "damaged":
      return `damaged: ${event.what}`;
    default:
      return `${name} ${event.type}`;
  }
}

/** Three nodes, each of which needs the one before. */
export const chain = (eta = 1) => [
  nodeOf("a", { settings: { a: 1 } }),
  nodeOf("b", { needs: ["a"], settings: { eta } }),
  nodeOf("c", { needs: ["b"] }),
];
