import { assertEquals } from "@std/assert";
import { accessesIn, audit } from "../../../pipeline/executors/audit.ts";
import type { Execution } from "../../../pipeline/executors/executor.ts";
import { nodeOf } from "../engine/node_of.ts";

const execution: Execution = {
  node: nodeOf("fetch/x", { hints: { source: "/data" } }),
  inputs: { one: "/store/cas/1", two: "/store/cas/2" },
  outputs: "/store/tmp/x",
  checkpoint: "/store/checkpoint/x",
  onProgress() {},
  signal: new AbortController().signal,
};

const reads = (...paths: string[]) =>
  audit(
    paths.map((value) => ({ permission: "read", value })),
    execution,
  );

Deno.test("accessesIn() reads a log line by line, and passes over a torn one", () => {
  const line = JSON.stringify({ v: 1, permission: "read", value: "/a" });
  assertEquals(accessesIn(`${line}\n{"v":1,"permission":"env"}\n{"v":1,"pe`), [
    { permission: "read", value: "/a" },
    { permission: "env", value: null },
  ]);
  assertEquals(accessesIn(""), []);
});

Deno.test("audit() is content with inputs, the source and the node's own folders", () => {
  const undeclared: string[] = [], unread: string[] = [];
  assertEquals(
    reads(
      ...["/store/cas/1", "../../cas/2", "./out", "/data/images.gz"],
      ...["../../checkpoint/x/state", "/project/node_modules"],
    ),
    { undeclared, unread },
  );
});

Deno.test("audit() finds what is read and not declared, and what is declared and not read", () => {
  assertEquals(reads("/store/cas/1", "/store/cas/12", "/etc/hosts"), {
    undeclared: ["/store/cas/12", "/etc/hosts"],
    unread: ["two"],
  });
});
