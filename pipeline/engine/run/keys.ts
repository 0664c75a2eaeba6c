import type { NodeRecord } from "../store/records.ts";
import type { Code } from "../graph/code.ts";
import type { Digest } from "../files/digest.ts";
import type { NodeSpec } from "../graph/node_spec.ts";
import { type Key, keyOf } from "../graph/preimage.ts";

/** Makes the keys of nodes whose inputs are known. */
export interface KeyMaker {
  /** @param upstream records of the nodes it needs, by name */
  keyFor(node: NodeSpec, upstream: Map<string, NodeRecord>): Key;
  /** the code a node can reach, as its key has it */
  codeOf(node: NodeSpec): Code;
}

/** Makes keys for the code of this checkout and this JavaScript engine. */
export function keyMaker(code: Map<string, Code>, v8: string): KeyMaker {
  const merged = new Map<string, Code>();
  const reachedFrom = (program: string) => {
    const reached = code.get(program);
    if (reached) return reached;
    throw new Error(`Internal error: the code of ${program} is not known`);
  };
  const codeOf = ({ entry, frame }: NodeSpec) => {
    if (!frame) return reachedFrom(entry);
    const both = `${frame} ${entry}`;
    let code = merged.get(both);
    if (!code) {
      code = { ...reachedFrom(frame), ...reachedFrom(entry) };
      merged.set(both, code);
    }
    return code;
  };
  return {
    codeOf,
    keyFor(node, upstream) {
      const inputs: Record<string, Digest> = {};
      for (const [input, source] of Object.entries(node.inputs)) {
        const record = upstream.get(source.node);
        if (!record?.outputs[source.output]) {
          throw new Error(
            `Internal error: ${node.name} was given no ${source.output} of ${source.node}`,
          );
        }
        inputs[input] = record.outputs[source.output].digest;
      }
      return keyOf(node, { code: codeOf(node), inputs, v8 });
    },
  };
}
