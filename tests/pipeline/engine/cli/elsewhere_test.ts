import { assertEquals } from "@std/assert";
import { elsewhere } from "../../../../pipeline/engine/cli/elsewhere.ts";
import type { Pipeline } from "../../../../pipeline/engine/cli/pipeline.ts";
import { pipeline } from "../../../../pipeline/main.ts";

/** A pipeline whose every profile has a node of its own name, and one of all but `day`. */
const calendar: Pipeline = {
  ...pipeline,
  profiles: ["day", "week", "month"],
  defaultProfile: "month",
  nodes: ({ profile }) =>
    [profile, ...profile === "day" ? [] : ["long"]].map((name) => ({
      ...{ name, stage: "a", entry: "a.ts", settings: {}, seed: null },
      ...{ inputs: {}, outputs: [], backend: null, resources: {} },
    })),
};

const where = (name: string, profile = "day") =>
  elsewhere(calendar, { profile }, (node) => node.name === name);

Deno.test("elsewhere() names a profile that has what the one at hand has not, the usual one first", () => {
  assertEquals(where("week"), "it is of the profile week; give --profile week");
  assertEquals(
    where("long"),
    "it is of the profile month; give --profile month",
  );
  assertEquals(where("year"), undefined);
  assertEquals(where("day"), undefined);
});
