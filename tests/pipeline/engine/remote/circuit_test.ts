import { assertEquals } from "@std/assert";
import { Circuit } from "../../../../pipeline/engine/remote/exchange.ts";

function circuitOf(
  { places = 10, signal = new AbortController().signal, isDoubtful = false } =
    {},
) {
  const failed: string[] = [];
  const circuit = new Circuit(
    places,
    { signal, isDoubtful },
    ({ message }, subject) => failed.push(`${subject} ${message}`),
  );
  return { circuit, failed };
}

const works = () => Promise.resolve(1);
const fails = () => Promise.reject(new Error("failed"));

Deno.test("Circuit gives what a call gives, and nothing where it failed", async () => {
  const { circuit, failed } = circuitOf();
  assertEquals(await circuit.attempt("a", works), 1);
  assertEquals(await circuit.attempt("b", fails), undefined);
  assertEquals(failed, ["b failed"]);
});

Deno.test("Circuit breaks after failures in a row, a success between them not counted", async () => {
  const { circuit, failed } = circuitOf();
  for (const call of [fails, fails, works, fails, fails]) {
    await circuit.attempt("a", call);
  }
  assertEquals(circuit.isBroken, false);
  await circuit.attempt("a", fails);
  assertEquals(circuit.isBroken, true);
  assertEquals(failed.length, 5);
  assertEquals(await circuit.attempt("a", works), undefined);
  assertEquals(failed.length, 5);
});

Deno.test("Circuit that is in doubt breaks after one failure, unless a call has succeeded", async () => {
  const { circuit } = circuitOf({ isDoubtful: true });
  await circuit.attempt("a", works);
  await circuit.attempt("b", fails);
  assertEquals(circuit.isBroken, false);
  const { circuit: other } = circuitOf({ isDoubtful: true });
  await other.attempt("b", fails);
  assertEquals(other.isBroken, true);
});

Deno.test("Circuit ends the calls under way when it breaks, and counts them no more", async () => {
  const { circuit, failed } = circuitOf();
  const hangs = (signal: AbortSignal) =>
    new Promise<number>((_, reject) =>
      signal.addEventListener("abort", () => reject(new Error("ended")))
    );
  const calls = [hangs, fails, fails, fails, fails, hangs];
  const ends = await Promise.all(
    calls.map((call) => circuit.attempt("a", call)),
  );
  assertEquals(ends, calls.map(() => undefined));
  assertEquals(failed, ["a failed", "a failed", "a failed"]);
});

Deno.test("Circuit makes so many calls at once, and none once it is stopped", async () => {
  const stop = new AbortController();
  const { circuit, failed } = circuitOf({ places: 2, signal: stop.signal });
  let calls = 0;
  let most = 0;
  const call = async () => {
    most = Math.max(most, ++calls);
    await new Promise((resume) => setTimeout(resume, 1));
    calls--;
  };
  const names = ["a", "b", "c", "d", "e"];
  await Promise.all(names.map((name) => circuit.attempt(name, call)));
  assertEquals(most, 2);
  stop.abort();
  assertEquals(await circuit.attempt("a", works), undefined);
  assertEquals(failed, []);
});
