import { assertEquals, assertThrows } from "@std/assert";
import type { Code } from "../../../../pipeline/engine/graph/code.ts";
import { keyMaker } from "../../../../pipeline/engine/run/keys.ts";
import { nodeOf } from "../node_of.ts";

const code = new Map<string, Code>([
  ["frame.ts", { "frame.ts": "1", "shared.ts": "2" }],
  ["module.ts", { "module.ts": "3", "shared.ts": "2" }],
  ["other.ts", { "other.ts": "4" }],
]);
const keys = keyMaker(code, "15");

Deno.test("codeOf() has the code of a frame and of the module that it runs, and of no other", () => {
  const node = nodeOf("train/x", { entry: "module.ts", frame: "frame.ts" });
  assertEquals(keys.codeOf(node), {
    "frame.ts": "1",
    "module.ts": "3",
    "shared.ts": "2",
  });
  assertEquals(keys.codeOf(nodeOf("train/x", { entry: "other.ts" })), {
    "other.ts": "4",
  });
});

Deno.test("codeOf() refuses a program whose code is not known", () => {
  assertThrows(
    () => keys.codeOf(nodeOf("train/x", { entry: "none.ts" })),
    Error,
    "the code of none.ts is not known",
  );
});
