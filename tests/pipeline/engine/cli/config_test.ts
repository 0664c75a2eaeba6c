import { assertEquals } from "@std/assert";
import { schemaEntry } from "../../../../pipeline/engine/cli/config.ts";

Deno.test("a configuration names the schema as it is found from its own folder", () => {
  const entryIn = (output: string) =>
    schemaEntry("/p/data/s.json", { output, folder: "/p" });
  assertEquals(entryIn("/p/c.json"), { $schema: "data/s.json" });
  assertEquals(entryIn("/p/my/run/c.json"), { $schema: "../../data/s.json" });
  assertEquals(entryIn("/p/data/c.json"), { $schema: "s.json" });
  assertEquals(entryIn("/other/c.json"), {});
});
