import { assert, assertEquals } from "@std/assert";
import { createHash } from "node:crypto";
import { contentPolicy } from "../../../pipeline/report/content_policy.ts";

const source = (text: string) =>
  `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

Deno.test("contentPolicy() allows nothing to a page that holds nothing", () => {
  assertEquals(
    contentPolicy("<p>words</p>").split("; ").slice(0, 3),
    ["default-src 'none'", "script-src 'none'", "style-src 'none'"],
  );
});

Deno.test("contentPolicy() allows the scripts and styles that a page holds, and data no script", () => {
  const policy = contentPolicy(
    `<style>a{}</style><svg style="x:&#34;y&#34;"><style>b{}</style></svg>` +
      `<script type="application/json">1</script><script type="module">2</script>`,
  );
  assert(policy.includes(`script-src ${source("2")};`));
  for (const text of ["a{}", "b{}", 'x:"y"']) {
    assert(policy.includes(source(text)), text);
  }
  assert(!policy.includes(source("1")));
});
