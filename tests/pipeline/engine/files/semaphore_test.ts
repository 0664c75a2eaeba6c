import { assertEquals } from "@std/assert";
import { Semaphore } from "../../../../pipeline/engine/files/semaphore.ts";

Deno.test("Semaphore lets no more in at once than it has places, in the order they came", async () => {
  const places = new Semaphore(3);
  let inside = 0;
  let most = 0;
  const order: number[] = [];
  await Promise.all(
    Array.from({ length: 20 }, async (_, i) => {
      const leave = await places.enter();
      order.push(i);
      most = Math.max(most, ++inside);
      await new Promise((resume) => setTimeout(resume, 1));
      inside--;
      leave();
    }),
  );
  assertEquals(most, 3);
  assertEquals(order, Array.from({ length: 20 }, (_, i) => i));
});

Deno.test("Semaphore gives a place back once, however often it is left", async () => {
  const places = new Semaphore(1);
  const leave = await places.enter();
  leave();
  leave();
  await places.enter();
  let third = false;
  places.enter().then(() => third = true);
  await new Promise((resume) => setTimeout(resume, 1));
  assertEquals(third, false);
});

Deno.test("Semaphore lets the highest priority in next, and of equals the first who came", async () => {
  const places = new Semaphore(1);
  const leave = await places.enter();
  const order: string[] = [];
  const waiting = (["a1", "b3", "c2", "d3", "e0"] as const).map(
    async (name) => {
      const leave = await places.enter(Number(name[1]));
      order.push(name);
      leave();
    },
  );
  leave();
  await Promise.all(waiting);
  assertEquals(order, ["b3", "d3", "c2", "a1", "e0"]);
});
