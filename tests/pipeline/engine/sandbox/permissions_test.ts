import { assertEquals } from "@std/assert";
import { audit } from "../../../../pipeline/engine/sandbox/permissions.ts";
import type { Execution } from "../../../../pipeline/engine/sandbox/executor.ts";
import { nodeOf } from "../node_of.ts";

const execution: Execution = {
  node: nodeOf("fetch/x", {
    needs: ["one", "below/two"],
    resources: { source: "/data" },
  }),
  inputs: "/store/tmp/x/inputs",
  outputs: "/store/tmp/x/outputs",
  checkpoint: "/store/checkpoint/x",
  onProgress() {},
  signal: new AbortController().signal,
};

const lineOf = (value?: string) =>
  JSON.stringify({ v: 1, permission: "read", value });
const reads = (...paths: string[]) =>
  audit(paths.map(lineOf).join("\n"), execution);

Deno.test("audit() reads a log line by line, and passes over a torn one", () => {
  const undeclaredIn = (log: string) => audit(log, execution).undeclared;
  const log = `${lineOf("/a")}\n{"v":1,"permission":"env"}\n{"v":1,"pe`;
  assertEquals(undeclaredIn(log), ["/a"]);
  assertEquals(undeclaredIn(lineOf()), ["/"]);
  assertEquals(undeclaredIn(""), []);
});

Deno.test("audit() is content with inputs, the source and the node's own folders", () => {
  const undeclared: string[] = [], unread: string[] = [];
  assertEquals(
    reads(
      ...["/store/tmp/x/inputs/one", "../inputs/below/two", "./out"],
      ...["/data/images.gz", "../../../checkpoint/x/state"],
      "/project/node_modules",
    ),
    { undeclared, unread },
  );
});

Deno.test("audit() finds what is read and not declared, and what is declared and not read", () => {
  const inputs = "/store/tmp/x/inputs";
  assertEquals(
    reads(`${inputs}/one`, inputs, `${inputs}/other`, "/etc/hosts"),
    {
      undeclared: [inputs, `${inputs}/other`, "/etc/hosts"],
      unread: ["below/two"],
    },
  );
});
