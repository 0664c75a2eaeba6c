import { assertEquals, assertRejects } from "@std/assert";
import { Semaphore } from "../../../pipeline/engine/semaphore.ts";

Deno.test("Semaphore lets no more tasks run at once than it has places", async () => {
  const places = new Semaphore(3);
  let running = 0;
  let most = 0;
  const order: number[] = [];
  await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      places.run(async () => {
        order.push(i);
        most = Math.max(most, ++running);
        await new Promise((resume) => setTimeout(resume, 1));
        running--;
      })),
  );
  assertEquals(most, 3);
  assertEquals(order, Array.from({ length: 20 }, (_, i) => i));
});

Deno.test("Semaphore gives a failed task's place to the next", async () => {
  const places = new Semaphore(1);
  await assertRejects(() => places.run(() => Promise.reject(new Error("no"))));
  assertEquals(await places.run(() => Promise.resolve(1)), 1);
});
