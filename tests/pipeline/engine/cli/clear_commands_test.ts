import { assertEquals, assertStringIncludes } from "@std/assert";
import { digestOf } from "../../../../pipeline/engine/files/digest.ts";
import { describeCollected } from "../../../../pipeline/engine/cli/clear_commands.ts";
import type {
  Judged,
  Need,
} from "../../../../pipeline/engine/store/garbage.ts";

function judged(node: string | null, need: Need | null, bytes: number): Judged {
  const digest = digestOf(`${node}`);
  return {
    item: { digest, path: "", bytes: 1, modified: Date.UTC(2020, 0, 31) },
    record: node === null ? null : {
      schema: 1,
      key: digest,
      node,
      outputs: {},
      seconds: 1,
      finished: "",
      machine: { os: "", arch: "", cores: 1 },
      versions: {},
      commit: null,
    },
    need,
    bytes,
  };
}

const collected = {
  judged: [
    judged("train/x", null, 1_500_000),
    judged("train/x", null, 500_000),
    judged(null, null, 3000),
    judged("train/y", "locked", 4000),
    judged("train/z", "in use", 10),
    judged(null, "in use", 20),
  ],
  leftovers: [{ path: "", bytes: 7, modified: 0 }],
  plans: [8, 9].map((bytes) => ({ path: "", bytes, modified: 0 })),
  before: 2_007_037,
  after: 4030,
};

Deno.test("describeCollected() tells what went by node, what stays and why, and the size of the store", () => {
  const limits = { largest: Infinity };
  assertEquals(describeCollected(collected, { limits, dryRun: false }), [
    "removed  train/x: 2 records, 2 MB, last used 2020-01-31",
    "removed  unfinished nodes: 1 checkpoint, 3 kB, last used 2020-01-31",
    "removed  1 file that no record lists: 7 B",
    "removed  2 plans: 17 B",
    "kept     1 record, 4 kB, locked in outputs/",
    "kept     1 record, 1 checkpoint, 30 B, in use: by a run at work, or within the last hour",
    "store: 4.03 kB, before 2.01 MB",
  ]);
});

Deno.test("describeCollected() says what would go, and that what must stay is too much", () => {
  const limits = { largest: 1000 };
  const lines = describeCollected(collected, { limits, dryRun: true });
  assertEquals(lines.slice(2, 5), [
    "would remove  1 file that no record lists: 7 B",
    "would remove  2 plans: 17 B",
    "would keep    1 record, 4 kB, locked in outputs/",
  ]);
  assertEquals(
    lines.at(-1),
    "store: 4.03 kB, before 2.01 MB; more than 1 kB, since nothing else may be removed",
  );
});

Deno.test("describeCollected() takes a node of as many records as any store may have", () => {
  const many = Array.from(
    { length: 200_000 },
    () => judged("train/x", null, 1),
  );
  const [line] = describeCollected({ ...collected, judged: many }, {
    limits: { largest: Infinity },
    dryRun: false,
  });
  assertStringIncludes(line, "200000 records");
});
