import { canonicalJson } from "../text/canonical_json.ts";
import { type Digest, digestOf } from "../files/digest.ts";
import type { Code, ProjectCode } from "./code.ts";
import type { NodeSpec } from "./node_spec.ts";

/** Version of the key's own form; a change here makes every node stale. */
const schema = 3;

/**
 * Everything that can change a node's result, as one record. Not in it, because
 * they cannot: machine, operating system, paths, job count, time.
 */
export interface Preimage
  extends Pick<NodeSpec, "settings" | "seed" | "outputs" | "backend"> {
  /** version of this record's form */
  schema: number;
  /** names in the settings in their order, in which a program may write them */
  order: string[];
  /** the node's program, as a path in the project */
  kind: string;
  /** all that the program can reach */
  code: Code;
  /** input name → digest of its bytes, so that equal inputs stop a cascade */
  inputs: Record<string, Digest>;
  /** JavaScript engine, whose Math functions results depend on */
  v8: string;
}

/** A key, and the very text that was hashed to make it. */
export interface Key {
  key: Digest;
  preimage: string;
}

/** The key of a node, given its code and the digests of its inputs. */
export function keyOf(
  node: NodeSpec,
  { code, inputs, v8 }: Pick<Preimage, "code" | "inputs" | "v8">,
): Key {
  const { entry: kind, settings, seed, backend } = node;
  const outputs = [...node.outputs].sort(), order: string[] = [];
  JSON.stringify(settings, (name, value) => {
    order.push(name);
    return value;
  });
  const preimage = canonicalJson(
    { schema, kind, code, settings, order, seed, inputs, outputs, backend, v8 },
  );
  return { key: digestOf(preimage), preimage };
}

/** Makes the keys of nodes whose inputs are known. */
export type KeyMaker = ReturnType<typeof keyMaker>;

/** What a node has made, output by output. */
export type Made = { outputs: Record<string, { digest: Digest }> };

/** Makes keys for the code of this checkout and this JavaScript engine. */
export function keyMaker(code: ProjectCode, v8: string) {
  return {
    code,
    /** @param upstream what the nodes it needs have made, by name */
    keyFor(node: NodeSpec, upstream: ReadonlyMap<string, Made>): Key {
      const inputs = Object.entries(node.inputs).map(([input, source]) => [
        input,
        upstream.get(source.node)!.outputs[source.output].digest,
      ]);
      const known = { inputs: Object.fromEntries(inputs), code: code.of(node) };
      return keyOf(node, { ...known, v8 });
    },
  };
}
