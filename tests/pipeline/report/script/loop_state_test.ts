import { assertEquals } from "@std/assert";
import {
  askFor,
  firstLoopState,
  type LoopState,
  loopStateOf,
  refusedOf,
} from "../../../../pipeline/report/script/loop_state.ts";

Deno.test("loopStateOf() takes what askFor() asks, to the last digit", () => {
  const state: LoopState = {
    ...firstLoopState,
    network: "2-2",
    feedback: "random",
    ...{ seed: 4294967295, alpha: 0.1 + 0.2, gain: 1 / 3, dt: 0.07 },
  };
  assertEquals(loopStateOf(askFor(state)), state);
});

Deno.test("loopStateOf() leaves as at first what an address does not say, or says wrongly", () => {
  for (
    const asked of [
      ...["", "alpha=-1&gain=x&dt=0&seed=-2", "dt=100&alpha=Infinity&gain="],
      "network=toString&feedback=none&seed=4294967296",
    ]
  ) assertEquals(loopStateOf(new URLSearchParams(asked)), firstLoopState);
});

Deno.test("refusedOf() is what of an address cannot be had", () => {
  const refused = (asked: string) => refusedOf(new URLSearchParams(asked));
  assertEquals(
    refused("seed=1.5&alpha=-1&gain=&feedback=none&dt=1.30&step=1"),
    ["seed=1.5", "alpha=-1", "gain=", "feedback=none", "step=1"],
  );
  assertEquals(refused("network=2-2&seed=007&alpha=1e-2"), []);
});
