import { assertEquals } from "@std/assert";
import { tellAgain } from "../../../../pipeline/engine/cli/slurm.ts";
import type { Loss } from "../../../../pipeline/engine/slurm/losses.ts";

Deno.test("tellAgain() says why eight nodes come again, and how many more there are", () => {
  const loss: Loss = { state: "lost", reason: "job 1_0 is gone\nso it is" };
  const names = Array.from({ length: 10 }, (_, i) => `train/${i}`);
  const lines: string[] = [];
  const events: object[] = [];
  tellAgain(new Map(names.map((name) => [name, loss])), (line, event) => {
    lines.push(line);
    events.push(event);
  });
  assertEquals(lines.length, 9);
  assertEquals(lines[0], "again train/0: job 1_0 is gone");
  assertEquals(events[0], { type: "again", node: "train/0", ...loss });
  assertEquals(lines[8], "again 2 more nodes");
  assertEquals(events[8], {
    type: "again more",
    nodes: ["train/8", "train/9"],
  });
});
