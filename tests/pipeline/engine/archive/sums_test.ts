import { assertEquals } from "@std/assert";
import { textEntry } from "../../../../pipeline/engine/archive/entry.ts";
import { parseSums, sumsOf } from "../../../../pipeline/engine/archive/sums.ts";
import { digestOf } from "../../../../pipeline/engine/files/digest.ts";

const [a, b] = ["a", "b"].map(digestOf);

Deno.test("sumsOf() writes what sha256sum does, and parseSums() reads it", async () => {
  const entry = await sumsOf([textEntry("x/ y", "a"), textEntry("z", "b")]);
  const text = new TextDecoder().decode("bytes" in entry ? entry.bytes : null!);
  assertEquals(text, `${a}  x/ y\n${b}  z\n`);
  assertEquals([...parseSums(text)!], [["x/ y", a], ["z", b]]);
});

Deno.test("parseSums() takes nothing that is torn, or of another form", () => {
  const torn = ["", `${a}  x`, `${a} *x\n`, `${a.slice(1)}  x\n`, "\n"];
  assertEquals(torn.map(parseSums), torn.map(() => undefined));
});
