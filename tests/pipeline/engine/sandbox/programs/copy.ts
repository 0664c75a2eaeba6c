// deno-lint-ignore-file no-console -- it is a program, which prints
import { runNode } from "../../../../../pipeline/engine/sandbox/node.ts";

await runNode((node) => {
  node.progress(1, 2, "steps");
  console.log("some chatter");
  const text = new TextDecoder().decode(node.read("input"));
  node.write("out", `${text}, seed ${node.seed}`);
  node.progress(2, 2, "steps");
});
