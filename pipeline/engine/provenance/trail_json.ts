import type { Digest } from "../files/digest.ts";
import type { Json } from "../text/canonical_json.ts";
import type { Step } from "./trail.ts";

/** A trail for programs: of each run its record, what its key was made of (null if that is lost), and whose outputs its inputs are. */
export function trailJson(steps: readonly Step[]): Json {
  return steps.map(({ record, preimage, origins, unknown }) => ({
    record: record as Json,
    preimage: (preimage ?? null) as Json,
    origins: Object.fromEntries(
      Object.entries(origins).map(([input, origin]) => [input, { ...origin }]),
    ),
    unknown,
  }));
}

/** Whatever was used or made on a trail. */
export function digestsOn(steps: readonly Step[]): Set<Digest> {
  return new Set(
    steps.flatMap(({ record, preimage }) => [
      ...Object.values(record.outputs).map(({ digest }) => digest),
      ...Object.values(preimage?.inputs ?? {}),
    ]),
  );
}
