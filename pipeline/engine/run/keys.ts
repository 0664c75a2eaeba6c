import type { NodeRecord } from "../store/records.ts";
import type { ProjectCode } from "../graph/code.ts";
import type { Digest } from "../files/digest.ts";
import type { NodeSpec } from "../graph/node_spec.ts";
import { type Key, keyOf } from "../graph/preimage.ts";

/** Makes the keys of nodes whose inputs are known. */
export interface KeyMaker {
  /** @param upstream records of the nodes it needs, by name */
  keyFor(node: NodeSpec, upstream: Map<string, NodeRecord>): Key;
  /** the code that keys name */
  code: ProjectCode;
}

/** Makes keys for the code of this checkout and this JavaScript engine. */
export function keyMaker(code: ProjectCode, v8: string): KeyMaker {
  return {
    code,
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
      return keyOf(node, { code: code.of(node), inputs, v8 });
    },
  };
}
