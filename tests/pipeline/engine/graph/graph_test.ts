import { assertEquals, assertThrows } from "@std/assert";
import {
  closureOf,
  graphOf,
  needsOf,
} from "../../../../pipeline/engine/graph/graph.ts";
import { nodeOf } from "../node_of.ts";

Deno.test("graphOf() puts a node after what it needs", () => {
  const graph = graphOf([
    nodeOf("c", { needs: ["b", "a"] }),
    nodeOf("b", { needs: ["a"] }),
    nodeOf("a"),
  ]);
  assertEquals([...graph.keys()], ["a", "b", "c"]);
  assertEquals(needsOf(graph.get("c")!), ["b", "a"]);
});

Deno.test("graphOf() names the nodes of a cycle", () => {
  const nodes = [
    nodeOf("start"),
    nodeOf("a", { needs: ["start", "c"] }),
    nodeOf("b", { needs: ["a"] }),
    nodeOf("c", { needs: ["b"] }),
  ];
  assertThrows(() => graphOf(nodes), RangeError, "a → c → b → a is a cycle");
});

Deno.test("graphOf() names an unknown need, an unknown output, and a name used twice", () => {
  assertThrows(
    () => graphOf([nodeOf("b", { needs: ["a"] })]),
    RangeError,
    "b needs out of a, which is not there",
  );
  assertThrows(
    () =>
      graphOf([
        nodeOf("a", { outputs: ["other"] }),
        nodeOf("b", { needs: ["a"] }),
      ]),
    RangeError,
    "b needs out of a, which is not there",
  );
  assertThrows(
    () => graphOf([nodeOf("a"), nodeOf("a")]),
    RangeError,
    "a stands twice",
  );
});

Deno.test("closureOf() keeps the goals and all they need", () => {
  const graph = graphOf([
    nodeOf("a"),
    nodeOf("b", { needs: ["a"] }),
    nodeOf("c", { needs: ["b"] }),
    nodeOf("other", { needs: ["a"] }),
  ]);
  assertEquals([...closureOf(graph, ["b"]).keys()], ["a", "b"]);
  assertEquals([...closureOf(graph, ["c"]).keys()], ["a", "b", "c"]);
});

Deno.test("graphOf() takes a chain as long, and a node of as many inputs, as any run may have", () => {
  const names = Array.from({ length: 200_000 }, (_, i) => `n${i}`);
  const chain = names.map((name, i) =>
    nodeOf(name, { needs: i > 0 ? [names[i - 1]] : [] })
  );
  const all = nodeOf("all", { needs: names });
  const graph = graphOf([...chain.toReversed(), all]);
  assertEquals([...graph.keys()], [...names, "all"]);
  assertEquals(closureOf(graph, ["all"]).size, names.length + 1);
});
