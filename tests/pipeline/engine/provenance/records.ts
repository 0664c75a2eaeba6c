import { digestOf } from "../../../../pipeline/engine/files/digest.ts";
import type { NodeRecord } from "../../../../pipeline/engine/store/records.ts";

/** A record for tests: `outputs` are texts, `day` one of January 2020. */
export function recordOf(
  node: string,
  outputs: Record<string, string>,
  day = 1,
): NodeRecord {
  return {
    schema: 1,
    key: digestOf(`${node} ${day}`),
    node,
    outputs: Object.fromEntries(
      Object.entries(outputs).map(([name, text]) => [
        name,
        { digest: digestOf(text), bytes: text.length },
      ]),
    ),
    seconds: 1,
    finished: new Date(Date.UTC(2020, 0, day)).toISOString(),
    machine: { os: "linux", arch: "x86_64", cores: 2 },
    versions: { deno: "2" },
    commit: null,
  };
}
