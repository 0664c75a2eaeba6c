import { assertEquals } from "@std/assert";
import { Cores } from "../../../../pipeline/engine/sandbox/cores.ts";

Deno.test("Cores gives what is over to those that can use more, until others need it", () => {
  const cores = new Cores(4), told: string[] = [];
  const enter = (name: string) => {
    const { share, leave } = cores.enter();
    return {
      leave,
      share: () => share((count) => told.push(`${name} ${count}`)),
    };
  };
  const since = () => told.splice(0).join(", ");
  const a = enter("a");
  assertEquals(since(), "");
  a.share();
  assertEquals(since(), "a 4");
  const b = enter("b");
  assertEquals(since(), "a 3");
  b.share();
  assertEquals(since(), "a 2, b 2");
  const others = ["c", "d", "e"].map(enter);
  assertEquals(since(), "b 1, a 1");
  others.forEach(({ leave }) => leave());
  a.leave();
  assertEquals(since().split(", ").at(-1), "b 4");
  b.leave();
  assertEquals(since(), "");
});
