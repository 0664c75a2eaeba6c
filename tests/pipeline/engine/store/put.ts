import {
  type Key,
  keyOf,
  type Preimage,
} from "../../../../pipeline/engine/graph/keys.ts";
import type { NodeSpec } from "../../../../pipeline/engine/graph/node_spec.ts";
import type { NodeRecord } from "../../../../pipeline/engine/store/records.ts";
import type { Store } from "../../../../pipeline/engine/store/store.ts";

/** A key for tests: of a node without inputs, whose code is one file. */
export function keyFor(
  node: NodeSpec,
  { code = { "lib/a.ts": "1" }, inputs = {}, v8 = "15" }: Partial<Preimage> =
    {},
): Key {
  return keyOf(node, { code, inputs, v8 });
}

/** Publishes what a node would have made under a key. */
export async function put(
  store: Store,
  node: NodeSpec,
  { key = keyFor(node), files = { out: node.name }, ...rest }:
    & { key?: Key; files?: Record<string, string> }
    & Partial<Pick<NodeRecord, "seconds" | "finished">> = {},
): Promise<NodeRecord> {
  const folder = store.makeWorkFolder();
  for (const [name, text] of Object.entries(files)) {
    await Deno.writeTextFile(`${folder}/${name}`, text);
  }
  const record = await store.publish(folder, {
    ...key,
    outputs: Object.keys(files),
    circumstances: {
      node: node.name,
      seconds: 1,
      finished: "2020-01-01T00:00:00.000Z",
      machine: { os: "linux", arch: "x86_64", cores: 2 },
      versions: {},
      commit: null,
      ...rest,
    },
  });
  await Deno.remove(folder, { recursive: true });
  return record;
}
